// A MariaDB server of the demo's own: for banks that take part in XA, which SQLite cannot do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QProcess>

namespace txdesk::demo {

// Thread: the one that made it. It listens on a socket in its folder only, and dies with this process.
class MariaServer final : public QObject
{
    Q_OBJECT

public:
    // mariadbd and mariadb-install-db are on this machine.
    [[nodiscard]] static bool isInstalled();

    explicit MariaServer(QString folder, QObject *parent = nullptr);
    ~MariaServer() override; // kills it; the folder is its owner's

    void start(); // makes the database the first time; ready() when it answers, failed() when it cannot
    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] QString socket() const { return m_folder + QStringLiteral("/m.sock"); }

signals:
    void ready();
    void failed(const QString &message);

private:
    void install();
    void serve();
    void run(const QString &program, QStringList arguments);
    void readOutput();
    void endedEarly();

    QString m_folder;
    QProcess m_process;
    bool m_installing = false;
    bool m_ready = false;
};

} // namespace txdesk::demo
