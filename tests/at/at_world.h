// A bank's database on SQLite, a coordinator, and the bank's phase-two endpoint on a thread of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/at/at_session.h"
#include "shared/at/phase_two.h"
#include "shared/at/undo_log.h"
#include "tests/at/small_coordinator.h"

#include <QTemporaryDir>

namespace txdesk::test {

class AtWorld
{
public:
    explicit AtWorld(const QString &realCoordinator = {}); // its URL; empty: the small one here
    ~AtWorld();

    // A new database with the undo table, served by its own phase-two endpoint. The connection is of the calling thread.
    void addBank(const QString &name, const QStringList &schema);
    void serve(const QString &name, QSqlDatabase db, const QStringList &schema); // the same for a connection that is open
    [[nodiscard]] QSqlDatabase bank(const QString &name = QStringLiteral("bank")) const { return QSqlDatabase::database(name); }
    [[nodiscard]] QSqlDatabase another(const QString &name, const QString &of = QStringLiteral("bank")); // connection, e.g. of somebody else
    [[nodiscard]] QString phaseTwoUrl(const QString &name = QStringLiteral("bank")) const;
    [[nodiscard]] at::AtSessionOptions options(const QString &name = QStringLiteral("bank")) const;

    // Runs statements outside of any transaction of ours; the error, empty when there was none.
    [[nodiscard]] QString run(const QString &sql, const QString &name = QStringLiteral("bank"));
    // Rows as text: "1|Li|NULL;2|.."
    [[nodiscard]] QString rows(const QString &sql, const QString &name = QStringLiteral("bank"));
    [[nodiscard]] QString undoRows(const QString &name = QStringLiteral("bank")); // "g|01|0;.."

    // One AT transaction with one local transaction of these statements; it stays undecided. The session's error.
    [[nodiscard]] Result<> work(const QString &gid, const QStringList &statements, const QString &name = QStringLiteral("bank"));
    [[nodiscard]] QStringList rollBack(const QString &gid, const QString &op = QStringLiteral("rollback")); // decided, then finished
    [[nodiscard]] QStringList commit(const QString &gid);

    SmallCoordinator coordinator;
    client::CoordinatorConnection connection;
    QTemporaryDir folder;

private:
    QStringList m_names;
    std::map<QString, std::unique_ptr<at::PhaseTwo>> m_phaseTwo; // on the server's thread
    std::unique_ptr<ServerOnAThread> m_server;
};

} // namespace txdesk::test
