// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_batch.h"

#include "server/store/sql_rows.h"
#include "server/store/store_rules.h"
#include "shared/base/check.h"
#include "shared/codec/journal_codec.h"

#include <algorithm>
#include <mysql.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using engine::TransactionWrite;

namespace {

constexpr unsigned duplicateKeyError = 1062;

// The update of one row names its id; that of many checks it, as journal rows will hang on it.
QByteArray updateOfMany(const QByteArray &sql)
{
    constexpr QByteArrayView naming = "id = last_insert_id(id), ";
    QByteArray text = sql.trimmed();
    check(text.contains(naming) && text.endsWith(';'), "transaction_update.sql names the id of its row");
    text.replace(naming, "");
    text.chop(1);
    return text + " and id = :id";
}

// A statement about one transaction, for a list of them.
QByteArray forMany(const QByteArray &sql, const char *one)
{
    const qsizetype place = sql.indexOf(one);
    check(place >= 0, "the statement for one transaction finds it as that for many expects");
    const qsizetype begin = sql.indexOf("\ndelete ") + 1;
    return sql.mid(begin, place - begin) + "in (";
}


} // namespace

MysqlBatch::MysqlBatch(MysqlConnection &connection, const SqlCatalog &catalog)
    : m_connection(connection), m_insert(catalog.text(Sql::TransactionInsert), MysqlManyInsert::Existing::Fails),
      m_insertOps(catalog.text(Sql::OpInsert), MysqlManyInsert::Existing::IsKept),
      m_insertLadders(catalog.text(Sql::OpInsertLadder), MysqlManyInsert::Existing::IsKept),
      m_insertJournal(catalog.text(Sql::JournalInsert), MysqlManyInsert::Existing::IsKept),
      m_insertLocks(catalog.text(Sql::LockInsert), MysqlManyInsert::Existing::IsKept),
      m_update(updateOfMany(catalog.text(Sql::TransactionUpdate)), "primary"), m_updateOps(catalog.text(Sql::OpUpdate)), m_updateLadders(catalog.text(Sql::OpUpdateLadder)),
      m_addParticipant(connection, catalog.text(Sql::ParticipantAdd)), m_releaseLocks(forMany(catalog.text(Sql::LockRelease), "= :gid")),
      m_forgetWaits(forMany(catalog.text(Sql::LockWaitForget), "= :waiter"))
{
}

qsizetype MysqlBatch::sizeOf(const TransactionWrite &write)
{
    qsizetype size = 2'000 + 2 * (write.transaction.customData.size() + write.transaction.result.size());
    for (const BranchOp &op : write.newOps)
        size += 400 + 2 * (op.payload.size() + op.url.size());
    for (const JournalEvent &event : write.events)
        size += 400 + 3 * event.text.size();
    for (const LockedRow &row : write.locks)
        size += 400 + 2 * (row.resource.size() + row.table.size()) + 6 * row.row.size();
    return size + 200 * write.opChanges.size();
}

MysqlBatch::Answer MysqlBatch::run(const Writes &writes, Frame frame, const Passing &passing)
{
    Answer answer;
    if (!moveTransactions(writes, frame, answer)) {
        if (m_connection.errorNumber() == 0 || m_connection.errorNumber() == duplicateKeyError)
            answer.outcome = Outcome::Refused;
        return answer;
    }
    TXDESK_FAILPOINT("store.global.inserted");
    if (addRows(writes, frame, answer, passing))
        answer.outcome = Outcome::Done;
    return answer;
}

bool MysqlBatch::send(const std::string &packet)
{
    return m_connection.send({packet.data(), static_cast<qsizetype>(packet.size())});
}

bool MysqlBatch::takeChanges(qint64 expected)
{
    return static_cast<qint64>(mysql_affected_rows(m_connection.handle())) == expected;
}

// false without an error number: a precondition does not hold.
bool MysqlBatch::moveTransactions(const Writes &writes, Frame frame, Answer &answer)
{
    std::vector<MysqlRow> inserted, updated;
    Writes creates;
    for (const TransactionWrite *write : writes) {
        if (write->create) {
            bindNew(m_values, *write);
            inserted.push_back(m_values.take());
            creates.append(write);
        } else {
            bindChange(m_values, *write);
            updated.push_back(m_values.take());
            updated.back().push_back({MysqlValue::Kind::Integer, write->transaction.id, {}});
        }
    }
    std::string packet = frame.begins ? "start transaction;" : "";
    if (!updated.empty()) {
        m_update.append(packet, updated, m_connection);
        packet += ';';
    }
    const qint64 locks = appendLocks(packet, writes);
    if (!inserted.empty())
        m_insert.append(packet, inserted, m_connection);
    if (inserted.size() > 1 && !m_connection.idsFollow()) {
        packet += ";select id, gid from trans_global where gid in (";
        for (const TransactionWrite *create : std::as_const(creates)) {
            appendQuoted(packet, create->gid.value.toUtf8());
            packet += ',';
        }
        packet.back() = ')';
    }
    if (packet.back() == ';')
        packet.pop_back();
    if (!send(packet) || (frame.begins && !m_connection.next()))
        return false;
    bool held = true; // all results must be taken, also after one that says no
    if (!updated.empty()) {
        held = takeChanges(static_cast<qint64>(updated.size()));
        if ((locks > 0 || !inserted.empty()) && !m_connection.next())
            return false;
    }
    if (locks > 0) { // of writes that are updates
        held = takeChanges(locks) && held;
        TXDESK_FAILPOINT("store.locks.inserted");
        if (!inserted.empty() && !m_connection.next())
            return false;
    }
    QHash<QString, qint64> ids;
    if (!inserted.empty() && !takeIds(creates, ids))
        return false;
    for (const TransactionWrite *write : writes)
        answer.ids.append(write->create ? ids.value(write->gid.value) : write->transaction.id);
    return held;
}

bool MysqlBatch::takeIds(const Writes &creates, QHash<QString, qint64> &ids)
{
    MYSQL *handle = m_connection.handle();
    if (creates.size() == 1 || m_connection.idsFollow()) { // it names the first
        for (qsizetype i = 0; i < creates.size(); ++i)
            ids.insert(creates[i]->gid.value, static_cast<qint64>(mysql_insert_id(handle)) + i);
        return true;
    }
    if (!m_connection.next())
        return false;
    MYSQL_RES *result = mysql_store_result(handle);
    if (!result) {
        m_connection.noteError();
        return false;
    }
    while (const MYSQL_ROW row = mysql_fetch_row(result))
        ids.insert(QString::fromUtf8(row[1]), QByteArrayView(row[0]).toLongLong());
    mysql_free_result(result);
    return true;
}

// In the order of the keys, over all writes: two groups that want the same rows do not wait for each other in a circle.
qint64 MysqlBatch::appendLocks(std::string &packet, const Writes &writes)
{
    QMap<QByteArray, MysqlRow> rows;
    for (const TransactionWrite *write : writes) {
        for (const LockedRow &row : write->locks) {
            if (rows.contains(row.key))
                continue;
            bindLock(m_values, *write, write->transaction.id, row);
            rows.insert(row.key, m_values.take());
        }
    }
    if (rows.isEmpty())
        return 0;
    m_insertLocks.append(packet, {rows.cbegin(), rows.cend()}, m_connection);
    packet += ';';
    return rows.size();
}

// Locks and waits that end with these writes.
std::string MysqlBatch::endingsOf(const Writes &writes, int *statements)
{
    std::string released, forgotten;
    for (const TransactionWrite *write : writes) {
        for (std::string *list : {write->releasesLocks ? &released : nullptr, endsWaiting(*write) ? &forgotten : nullptr}) {
            if (!list)
                continue;
            *list += list->empty() ? "" : ",";
            appendQuoted(*list, write->gid.value.toUtf8());
        }
    }
    std::string packet;
    for (const auto &[list, statement] : {std::pair{&released, &m_releaseLocks}, {&forgotten, &m_forgetWaits}}) {
        if (list->empty())
            continue;
        packet.append(statement->constData(), static_cast<std::size_t>(statement->size()));
        packet += *list + ");";
        ++*statements;
    }
    return packet;
}

std::string MysqlBatch::rowsOf(const Writes &writes, const QList<qint64> &ids, int *statements)
{
    std::vector<MysqlRow> ops, laddered, changes, moved, journal;
    std::string packet = endingsOf(writes, statements);
    for (qsizetype i = 0; i < writes.size(); ++i) {
        const TransactionWrite &write = *writes[i];
        const bool ladder = std::any_of(write.newOps.cbegin(), write.newOps.cend(), isOnLadder); // all or none: their order is that of the rows
        for (const BranchOp &op : write.newOps) {
            ladder ? bindNewOpOnLadder(m_values, write.gid, op) : bindNewOp(m_values, write.gid, op);
            (ladder ? laddered : ops).push_back(m_values.take());
        }
        for (const TransactionWrite::OpChange &op : write.opChanges) {
            tellsFailures(write, op) ? bindOpChangeOnLadder(m_values, write, op) : bindOpChange(m_values, write, op);
            (tellsFailures(write, op) ? moved : changes).push_back(m_values.take());
        }
        if (!write.events.isEmpty()) {
            m_values.with(ids[i], write.events.constFirst().seq, codec::journalText(write.events));
            journal.push_back(m_values.take());
        }
        if (!write.create && !write.newOps.isEmpty()) {
            for (const QString &name : participantsText(write.newOps).split(u' ', Qt::SkipEmptyParts)) {
                m_addParticipant.with(name, ids[i]);
                packet += m_addParticipant.rendered() + ';';
                ++*statements;
            }
        }
    }
    const auto add = [&](const auto &many, const std::vector<MysqlRow> &rows) {
        if (rows.empty())
            return;
        many.append(packet, rows, m_connection);
        packet += ';';
        ++*statements;
    };
    add(m_insertOps, ops);
    add(m_insertLadders, laddered);
    add(m_updateOps, changes);
    add(m_updateLadders, moved);
    add(m_insertJournal, journal);
    return packet;
}

bool MysqlBatch::addRows(const Writes &writes, Frame frame, Answer &answer, const Passing &passing)
{
    int statements = 0;
    std::string packet = rowsOf(writes, answer.ids, &statements);
    if (frame.commits) {
        passing.beforeCommit();
        packet += "commit";
        ++statements;
    } else if (!packet.empty()) {
        packet.pop_back();
    }
    if (statements == 0)
        return true;
    bool ok = send(packet);
    int done = ok ? 1 : 0;
    for (; ok && done < statements; done += ok ? 1 : 0)
        ok = m_connection.next();
    const bool atCommit = frame.commits && (done == statements - 1 || m_connection.isLost());
    if (!ok)
        answer.outcome = atCommit ? Outcome::CommitFailed : Outcome::Failed;
    return ok;
}

} // namespace txdesk::store
