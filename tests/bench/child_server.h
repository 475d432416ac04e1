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

[[nodiscard]] std::chrono::nanoseconds cpuOfProcess(qint64 process); // user and system time of all its living threads

class ChildServer
{
public:
    explicit ChildServer(QString program, QStringList options = {});
    ~ChildServer();

    void start();  // ends the bench with a sentence when it does not come up
    void kill();   // SIGKILL; the store stays for the next start()

    [[nodiscard]] QString storeFile() const; // SQLite's, unless the options name another store
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::chrono::nanoseconds cpu() const;   // of the server
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
