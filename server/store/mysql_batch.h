// Writes of different transactions as two packets of a few statements: first those that carry the preconditions, then,
// when all of them held, the rows that depend on them.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_rows.h"
#include "server/store/passing.h"
#include "server/store/sql_catalog.h"

namespace txdesk::store {

class MysqlBatch
{
public:
    MysqlBatch(MysqlConnection &connection, const SqlCatalog &catalog);

    struct Frame
    {
        bool begins = false;  // start the transaction in the first packet
        bool commits = false; // end it in the second
    };
    enum class Outcome {
        Done,
        Refused,      // a precondition does not hold: what was done must be rolled back
        Failed,       // error of the connection; nothing is committed
        CommitFailed, // error of the connection at COMMIT
    };
    struct Answer
    {
        Outcome outcome = Outcome::Failed;
        QList<qint64> ids; // of the writes
    };
    [[nodiscard]] Answer run(const QList<const engine::TransactionWrite *> &writes, Frame frame, const Passing &passing);

    // A write that is created or whose row number is known. An act on record goes alone: it may have to be taken back. Locks
    // are believed to be free, and each row is wanted by one write only.
    [[nodiscard]] static bool isFit(const engine::TransactionWrite &write)
    {
        return (write.create ? write.locks.isEmpty() : write.transaction.id > 0) && write.audit.isEmpty();
    }
    [[nodiscard]] static qsizetype sizeOf(const engine::TransactionWrite &write); // bytes it may take in a packet, about

private:
    using Writes = QList<const engine::TransactionWrite *>;
    [[nodiscard]] bool moveTransactions(const Writes &writes, Frame frame, Answer &answer);
    [[nodiscard]] bool takeIds(const Writes &creates, QHash<QString, qint64> &ids);
    [[nodiscard]] bool addRows(const Writes &writes, Frame frame, Answer &answer, const Passing &passing);
    [[nodiscard]] qint64 appendLocks(std::string &packet, const Writes &writes); // how many
    [[nodiscard]] std::string endingsOf(const Writes &writes, int *statements);
    [[nodiscard]] std::string rowsOf(const Writes &writes, const QList<qint64> &ids, int *statements);
    [[nodiscard]] bool send(const std::string &packet);
    [[nodiscard]] bool takeChanges(qint64 expected); // of the statement whose result is next

    MysqlConnection &m_connection;
    MysqlValues m_values;
    const MysqlManyInsert m_insert, m_insertOps, m_insertLadders, m_insertJournal, m_insertLocks;
    const MysqlManyUpdate m_update, m_updateOps, m_updateLadders;
    MysqlStatement m_addParticipant;
    const QByteArray m_releaseLocks, m_forgetWaits; // without the list of gids and the parenthesis behind it
};

} // namespace txdesk::store
