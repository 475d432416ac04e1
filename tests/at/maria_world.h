// A bank's database on MariaDB: one server for the whole program, a database of its own for each world.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/at/at_world.h"

namespace txdesk::test {

class MariaDb;

class MariaWorld : public AtWorld
{
public:
    // Empty when the server runs; else why not. Starts it at the first call.
    [[nodiscard]] static QString start(const QStringList &options = {});
    static void stop(); // at the end of a class; the next start() starts another one
    [[nodiscard]] static MariaDb &server();

    ~MariaWorld();

    // A new database with the undo table, served by its own phase-two endpoint.
    void addMariaBank(const QString &name, const QStringList &schema);
    // A connection of that name to the database of that bank, e.g. of somebody else.
    [[nodiscard]] QSqlDatabase otherConnection(const QString &name, const QString &of = QStringLiteral("bank"));
    // Every value of every table but the undo table.
    [[nodiscard]] QString dump(const QString &name = QStringLiteral("bank"));

private:
    QStringList m_others;
};

} // namespace txdesk::test
