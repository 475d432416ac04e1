// A child process that says on its output where it listens, and can be killed and started again on the same port.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QProcess>
#include <QStringList>

namespace txdesk::demo {

// Thread: the one that made it. The child dies with this process, however this process ends.
class ChildProcess final : public QObject
{
    Q_OBJECT

public:
    // portOption: how the program is told its port ("--http-port"). log: file its error output is appended to.
    ChildProcess(QString program, QStringList arguments, QString portOption, QString log, QObject *parent = nullptr);
    ~ChildProcess() override; // kills it

    void start(); // on the port it had before, if it had one
    void kill();  // SIGKILL: no farewell
    void setStopped(bool stopped); // SIGSTOP, SIGCONT
    [[nodiscard]] bool isListening() const { return m_listening; }
    [[nodiscard]] bool isStopped() const { return m_stopped; }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int controlPort() const { return m_controlPort; } // 0: it has none

signals:
    void listening();
    void ended();
    void failedToStart(const QString &message);

private:
    void readOutput();

    QString m_program;
    QStringList m_arguments;
    QString m_portOption;
    QProcess m_process;
    int m_port = 0;
    int m_controlPort = 0;
    bool m_listening = false;
    bool m_stopped = false;
};

} // namespace txdesk::demo
