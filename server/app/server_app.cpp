// SPDX-License-Identifier: Apache-2.0
#include "server/app/server_app.h"

#include "server/app/services.h"
#include "server/app/unix_signals.h"
#include "shared/http/epoll_dispatcher.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>

namespace txdesk::app {
namespace {

void printLine(FILE *to, const QString &line)
{
    std::fprintf(to, "%s\n", qPrintable(line));
    std::fflush(to);
}

} // namespace

int runServer(const config::Config &config)
{
    using namespace Qt::StringLiterals;
    QThread io;
    io.setObjectName(u"txdesk-io"_s);
    io.setEventDispatcher(new http::EpollDispatcher); // the thread owns it
    auto *services = new Services(config);            // ends with its thread, below
    services->moveToThread(&io);
    QObject::connect(&io, &QThread::started, services, &Services::start);
    QObject::connect(&io, &QThread::finished, services, &QObject::deleteLater);

    QCoreApplication *app = QCoreApplication::instance();
    QObject::connect(services, &Services::started, app, [&config](quint16 port, quint16 grpcPort) {
        printLine(stdout, u"listening on %1:%2"_s.arg(config.http.bind).arg(port));
        if (grpcPort != 0)
            printLine(stdout, u"grpc listening on %1:%2"_s.arg(config.http.bind).arg(grpcPort));
    });
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
        QMetaObject::invokeMethod(services, &Services::drain, Qt::QueuedConnection);
    });

    io.start();
    const int code = QCoreApplication::exec();
    io.quit();
    io.wait();
    return code;
}

} // namespace txdesk::app
