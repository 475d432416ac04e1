// Runs mariadb-install-db once, then mariadbd until the end.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/maria_server.h"

#include <QDir>
#include <QStandardPaths>

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

// Servers live where only root looks by default.
QString programNamed(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s}) : found;
}

} // namespace

bool MariaServer::isInstalled()
{
    return !programNamed(u"mariadbd"_s).isEmpty() && !programNamed(u"mariadb-install-db"_s).isEmpty();
}

MariaServer::MariaServer(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &MariaServer::readOutput);
    connect(&m_process, &QProcess::finished, this, [this](int code) {
        if (std::exchange(m_installing, false) && code == 0)
            serve();
        else
            endedEarly();
    });
}

MariaServer::~MariaServer()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(5'000);
}

void MariaServer::start()
{
    if (m_ready || m_process.state() != QProcess::NotRunning)
        return;
    if (QDir(m_folder + u"/data/mysql"_s).exists())
        serve();
    else
        install();
}

void MariaServer::install()
{
    QDir().mkpath(m_folder);
    m_installing = true;
    run(u"mariadb-install-db"_s, {u"--skip-test-db"_s, u"--force"_s, u"--auth-root-authentication-method=normal"_s});
}

void MariaServer::serve()
{
    run(u"mariadbd"_s, {u"--socket="_s + socket(), u"--skip-networking"_s, u"--pid-file="_s + m_folder + u"/m.pid"_s,
                        u"--innodb-buffer-pool-size=16M"_s, u"--innodb-flush-log-at-trx-commit=1"_s});
}

void MariaServer::run(const QString &program, QStringList arguments)
{
    arguments.prepend(u"--datadir="_s + m_folder + u"/data"_s);
    arguments.prepend(u"--no-defaults"_s);
    if (geteuid() == 0)
        arguments.append(u"--user=root"_s);
    m_process.start(programNamed(program), arguments, QIODevice::ReadOnly);
}

void MariaServer::readOutput()
{
    while (m_process.canReadLine()) {
        if (!m_process.readLine().contains("ready for connections") || m_installing)
            continue;
        m_ready = true;
        emit ready();
    }
}

void MariaServer::endedEarly()
{
    m_ready = false;
    emit failed(u"mariadbd: %1"_s.arg(m_process.errorString()));
}

} // namespace txdesk::demo
