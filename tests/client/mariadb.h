// A MariaDB server of the test's own: data in a temporary folder, reached by a socket file only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QProcess>
#include <QSqlDatabase>
#include <QTemporaryDir>

namespace txdesk::test {

class MariaDb
{
public:
    ~MariaDb(); // ends the server

    // Empty when it runs; else why not ("mariadbd is not installed"). options: further ones of mariadbd.
    [[nodiscard]] QString start(const QStringList &options = {});
    // A new connection of that name to database "test"; invalid when it cannot be opened.
    [[nodiscard]] QSqlDatabase connect(const QString &connectionName) const;

private:
    [[nodiscard]] QString socketPath() const;

    QTemporaryDir m_dir;
    QProcess m_server;
};

} // namespace txdesk::test
