// A txdesk-server of its own for a measurement: started on a free port with a fresh store, its CPU and memory read
// from /proc, killed at the end.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>

namespace txdesk::bench {

class ChildServer
{
public:
    explicit ChildServer(QString program, QStringList options = {});
    ~ChildServer();

    void start();  // ends the bench with a sentence when it does not come up
    void kill();   // SIGKILL; the store stays for the next start()

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::chrono::nanoseconds cpu() const;   // user and system time of all its living threads
    [[nodiscard]] long residentKib() const;
    [[nodiscard]] QByteArray get(const QByteArray &path) const; // body of the answer; empty on trouble

private:
    QString m_program;
    QStringList m_options;
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

} // namespace txdesk::bench
