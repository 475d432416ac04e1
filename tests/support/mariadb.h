// A MariaDB server of the test's own: data in a temporary folder, reached by a socket file only.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QProcess>
#include <QSqlDatabase>
#include <QStringList>
#include <QTemporaryDir>

namespace txdesk::test {

class MariaDb
{
public:
    ~MariaDb(); // ends the server

    // Empty when it runs, with an empty database "test"; else why not ("mariadbd is not installed").
    // `options`: more of mariadbd's command line.
    [[nodiscard]] QString start(const QStringList &options = {});
    [[nodiscard]] QString startAgain(); // after kill(), on the same data
    void kill();                        // as a power failure
    void freeze();                      // takes connections, answers nothing
    void thaw();

    // A new connection of that name; invalid when it cannot be opened.
    [[nodiscard]] QSqlDatabase connect(const QString &connectionName, const QString &database = QStringLiteral("test")) const;
    // Runs statements on a connection of its own; the error, empty when there was none. A select gives its rows to `rows`.
    [[nodiscard]] QString run(const QString &database, const QStringList &statements, QList<QStringList> *rows = nullptr) const;
    [[nodiscard]] QString socketPath() const;
    [[nodiscard]] qint64 processId() const { return m_server.processId(); }

private:
    [[nodiscard]] QString startServer();

    QTemporaryDir m_dir;
    QStringList m_options;
    QProcess m_server;
};

} // namespace txdesk::test
