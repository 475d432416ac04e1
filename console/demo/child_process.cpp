// Starts a program and reads the lines "control on 127.0.0.1:N" and "listening on 127.0.0.1:N".
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/child_process.h"

#include <sys/prctl.h>
#include <sys/types.h>

#include <csignal>

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

int portIn(const QByteArray &line)
{
    return line.mid(line.lastIndexOf(':') + 1).trimmed().toInt();
}

} // namespace

ChildProcess::ChildProcess(QString program, QStringList arguments, QString portOption, QString log, QObject *parent)
    : QObject(parent), m_program(std::move(program)), m_arguments(std::move(arguments)), m_portOption(std::move(portOption))
{
    m_process.setStandardErrorFile(log, QIODevice::Append);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ChildProcess::readOutput);
    connect(&m_process, &QProcess::finished, this, [this] {
        m_listening = m_stopped = false;
        emit ended();
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failedToStart(u"%1: %2"_s.arg(m_program, m_process.errorString()));
    });
}

ChildProcess::~ChildProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(5'000);
}

void ChildProcess::start()
{
    if (isRunning())
        return;
    QStringList arguments = m_arguments;
    arguments << m_portOption << QString::number(m_port);
    if (m_controlPort != 0)
        arguments << u"--control-port"_s << QString::number(m_controlPort);
    m_process.start(m_program, arguments, QIODevice::ReadOnly);
}

void ChildProcess::kill()
{
    m_process.kill();
}

void ChildProcess::setStopped(bool stopped)
{
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), stopped ? SIGSTOP : SIGCONT);
    m_stopped = stopped;
}

void ChildProcess::readOutput()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine();
        if (line.startsWith("control on "))
            m_controlPort = portIn(line);
        if (!line.startsWith("listening on "))
            continue;
        m_port = portIn(line);
        m_listening = true;
        emit listening();
    }
}

} // namespace txdesk::demo
