// SPDX-License-Identifier: Apache-2.0
#include "server/app/server_app.h"

#include "server/app/log_format.h"
#include "server/app/service_manager.h"
#include "server/app/services.h"
#include "server/app/unix_signals.h"
#include "shared/http/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QThread>

#include <cstdio>

namespace txdesk::app {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(processLog, "txdesk.process")

void printLine(FILE *to, const QString &line)
{
    std::fprintf(to, "%s\n", qPrintable(line));
    std::fflush(to);
}

QString withPort(const QString &address, quint16 port)
{
    const bool isV6 = QHostAddress(address).protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address).arg(port);
}

void announce(const QStringList &bind, quint16 port, quint16 grpcPort)
{
    for (const QString &address : bind)
        printLine(stdout, u"listening on "_s + withPort(address, port));
    if (grpcPort != 0)
        printLine(stdout, u"grpc listening on "_s + withPort(bind.first(), grpcPort));
    tellServiceManager("READY=1");
}

// What cannot be read leaves everything as it is: a typing error at night must not stop a coordinator.
void reload(Services &services, const Reread &reread)
{
    tellServiceManager("RELOADING=1");
    if (const Result<config::Loaded> loaded = reread()) {
        formatLog(loaded->config.log.level);
        QMetaObject::invokeMethod(&services, [&services, config = loaded->config] { services.reload(config); }, Qt::QueuedConnection);
    } else {
        qCCritical(processLog).noquote() << "reload: nothing was changed:" << loaded.error().message;
        tellServiceManager("READY=1");
    }
}

} // namespace

int runServer(const config::Loaded &loaded, const Reread &reread)
{
    QThread io;
    io.setObjectName(u"txdesk-io"_s);
    io.setEventDispatcher(new http::EpollDispatcher); // the thread owns it
    auto *services = new Services(loaded.config);     // ends with its thread, below
    services->moveToThread(&io);
    QObject::connect(&io, &QThread::started, services, &Services::start);
    QObject::connect(&io, &QThread::finished, services, &QObject::deleteLater);

    QCoreApplication *app = QCoreApplication::instance();
    QObject::connect(services, &Services::started, app, announce);
    QObject::connect(services, &Services::reloaded, app, [] { tellServiceManager("READY=1"); });
    QObject::connect(services, &Services::failed, app, [](const QString &message) {
        printLine(stderr, u"txdesk-server: "_s + message);
        QCoreApplication::exit(1);
    });
    QObject::connect(services, &Services::drained, app, [] { QCoreApplication::exit(0); });

    UnixSignals signals_;
    bool draining = false;
    QObject::connect(&signals_, &UnixSignals::terminationRequested, app, [&] {
        if (draining)
            std::_Exit(130); // asked twice: at once; everything acknowledged is durable
        draining = true;
        tellServiceManager("STOPPING=1");
        QMetaObject::invokeMethod(services, &Services::drain, Qt::QueuedConnection);
    });
    QObject::connect(&signals_, &UnixSignals::reloadRequested, app, [&] {
        if (!draining)
            reload(*services, reread);
    });

    io.start();
    const int code = QCoreApplication::exec();
    io.quit();
    io.wait();
    return code;
}

} // namespace txdesk::app
