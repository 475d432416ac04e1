// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_writer.h"

#include "server/store/mysql_statement.h"
#include "server/store/store_log.h"

#include <mysql.h>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int attemptsMax = 5;                     // of a group that lost a deadlock or its connection
constexpr unsigned lockWaited = 1205;
constexpr int lockWaitsMax = 2;                    // each takes innodb_lock_wait_timeout, and everybody waits for the writer
constexpr qsizetype packetWanted = 4 * 1024 * 1024; // a batch is cut before it grows beyond

} // namespace

StatementSet mysqlStatements(MysqlConnection &connection, const SqlCatalog &catalog)
{
    std::vector<std::unique_ptr<Statement>> statements;
    statements.reserve(sqlNames.size());
    for (const Name<Sql> &name : sqlNames)
        statements.push_back(std::make_unique<MysqlStatement>(connection, catalog.text(name.value)));
    return StatementSet(std::move(statements));
}

MysqlWriter::MysqlWriter(std::unique_ptr<MysqlConnection> connection, const SqlCatalog &catalog, AuditSettings audit)
    : m_connection(std::move(connection)), m_sql(mysqlStatements(*m_connection, catalog)),
      m_locks(*m_connection, m_sql, catalog), m_runner(*m_connection, m_sql, std::move(audit), &m_locks),
      m_batch(*m_connection, catalog), m_claims(*m_connection, m_sql, catalog)
{
}

QList<StoreAnswer> MysqlWriter::commit(const QList<StoreRequest> &requests)
{
    Error error;
    Way way = Way::Batched;
    int lockWaits = 0;
    for (int round = 0; round < attemptsMax; ++round) {
        if (const Result<> up = m_connection->ready(); !up)
            return QList<StoreAnswer>(requests.size(), StoreAnswer(Error{ErrorCode::Unavailable, up.error().message, {}}));
        Attempt tried = attempt(requests, way);
        if (!tried.failure)
            return std::move(tried.answers);
        error = tried.error;
        if (*tried.failure == Failure::Refused)
            way = way == Way::Batched ? Way::Sorted : Way::Single;
        else if (*tried.failure == Failure::Request && requests.size() > 1)
            return oneByOne(requests);
        else if (tried.number == lockWaited && ++lockWaits == lockWaitsMax)
            break;
        else if (*tried.failure != Failure::Retry && *tried.failure != Failure::Lost)
            break;
    }
    return QList<StoreAnswer>(requests.size(), StoreAnswer(error));
}

// One of them is at fault: each for itself, so that only that one fails.
QList<StoreAnswer> MysqlWriter::oneByOne(const QList<StoreRequest> &requests)
{
    QList<StoreAnswer> answers;
    for (const StoreRequest &request : requests)
        answers += commit({request});
    return answers;
}

MysqlWriter::Attempt MysqlWriter::attempt(const QList<StoreRequest> &requests, Way way)
{
    m_runner.passing() = {};
    Attempt attempt;
    attempt.answers.resize(requests.size());
    const Result<QSet<qsizetype>> freeLocks = way == Way::Batched ? m_locks.free(requests) : QSet<qsizetype>();
    if (!freeLocks) {
        fail(attempt, false);
        return attempt;
    }
    for (qsizetype at = 0; at < requests.size();) {
        const Stretch stretch = way == Way::Single ? Stretch() : stretchFrom(requests, at, *freeLocks);
        const bool last = at + std::max<qsizetype>(1, stretch.size()) == requests.size();
        const bool done = stretch.isEmpty() ? doSingle(requests[at], attempt.answers[at], attempt)
                                            : doStretch(requests, stretch, way, last, attempt);
        if (!done)
            return attempt;
        at += std::max<qsizetype>(1, stretch.size());
    }
    if (!attempt.committed) {
        m_runner.passing().beforeCommit();
        if (!m_sql[Sql::Commit].with().run()) {
            fail(attempt, true);
            return attempt;
        }
    }
    m_runner.passing().afterCommit();
    return attempt;
}

// Writes in a row that can be done side by side; empty: the request at `from` is done alone.
MysqlWriter::Stretch MysqlWriter::stretchFrom(const QList<StoreRequest> &requests, qsizetype from, const QSet<qsizetype> &freeLocks) const
{
    Stretch stretch;
    QSet<QString> gids;
    qsizetype size = 0;
    for (qsizetype i = from; i < requests.size(); ++i) {
        const auto *write = std::get_if<TransactionWrite>(&requests[i]);
        if (!write || !MysqlBatch::isFit(*write) || gids.contains(write->gid.value))
            break;
        if (!write->locks.isEmpty() && (!freeLocks.contains(i) || MysqlBatch::sizeOf(*write) > packetWanted))
            break;
        size += MysqlBatch::sizeOf(*write);
        if (!stretch.isEmpty() && size > std::min(packetWanted, m_connection->packetMax() / 2))
            break;
        gids.insert(write->gid.value);
        stretch.append(i);
    }
    return stretch;
}

bool MysqlWriter::begin(Attempt &attempt)
{
    if (attempt.begun)
        return true;
    attempt.begun = true;
    if (!m_sql[Sql::Begin].with().run()) {
        fail(attempt, false);
        return false;
    }
    TXDESK_FAILPOINT("store.begin");
    return true;
}

Result<StoreAnswer> MysqlWriter::run(const StoreRequest &request)
{
    if (const auto *claim = std::get_if<ClaimDue>(&request))
        return m_claims.claim(*claim, m_runner.passing());
    if (const auto *keep = std::get_if<KeepHeld>(&request))
        return m_claims.keep(*keep);
    return m_runner.run(request);
}

bool MysqlWriter::doSingle(const StoreRequest &request, StoreAnswer &answer, Attempt &attempt)
{
    if (const auto *heartbeat = std::get_if<Heartbeat>(&request))
        m_connection->measureClock(heartbeat->now + std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - heartbeat->asked));
    if (!begin(attempt))
        return false;
    Result<StoreAnswer> answered = run(request);
    if (!answered && answered.error().code == ErrorCode::Internal) {
        answer = std::move(answered.error()); // a row that cannot be read: nothing was done
        return true;
    }
    if (!answered) {
        fail(attempt, false);
        return false;
    }
    answer = std::move(*answered);
    return true;
}

bool MysqlWriter::doStretch(const QList<StoreRequest> &requests, const Stretch &stretch, Way way, bool last, Attempt &attempt)
{
    if (way == Way::Batched)
        return doBatch(requests, stretch, last, attempt);
    if (!begin(attempt))
        return false;
    const std::optional<QSet<QString>> held = lockAndFindHeld(requests, stretch);
    if (!held) {
        fail(attempt, false);
        return false;
    }
    Stretch good;
    for (const qsizetype i : stretch)
        if (held->contains(std::get<TransactionWrite>(requests[i]).gid.value))
            good.append(i);
    if (!good.isEmpty() && !doBatch(requests, good, false, attempt))
        return false;
    for (const qsizetype i : stretch)
        if (!good.contains(i) && !doSingle(requests[i], attempt.answers[i], attempt))
            return false;
    return true;
}

bool MysqlWriter::doBatch(const QList<StoreRequest> &requests, const Stretch &stretch, bool last, Attempt &attempt)
{
    QList<const TransactionWrite *> writes;
    for (const qsizetype i : stretch) {
        writes.append(&std::get<TransactionWrite>(requests[i]));
        m_runner.passing().note(*writes.constLast());
    }
    const MysqlBatch::Frame frame{.begins = !attempt.begun, .commits = last};
    attempt.begun = true;
    const MysqlBatch::Answer done = m_batch.run(writes, frame, m_runner.passing());
    switch (done.outcome) {
    case MysqlBatch::Outcome::Done: break;
    case MysqlBatch::Outcome::Refused:
        attempt.failure = Failure::Refused;
        attempt.error = {ErrorCode::Unavailable, u"the rows kept changing under the group"_s, {}};
        rollBack();
        return false;
    case MysqlBatch::Outcome::Failed: fail(attempt, false); return false;
    case MysqlBatch::Outcome::CommitFailed: fail(attempt, true); return false;
    }
    attempt.committed = last;
    for (qsizetype k = 0; k < stretch.size(); ++k)
        attempt.answers[stretch[k]] = engine::WriteDone{writes[k]->create ? 1 : writes[k]->expectedEpoch + 1, done.ids[k]};
    return true;
}

// The gids of the writes whose precondition holds, now that nobody can change it. No value: an error of the connection.
std::optional<QSet<QString>> MysqlWriter::lockAndFindHeld(const QList<StoreRequest> &requests, const Stretch &stretch)
{
    struct Stored { QString status; qint64 epoch; qint64 id; bool locked; };
    QHash<QString, Stored> stored; // by gid in small letters: DTM's tables may compare so
    std::string query = "select gid, status, epoch, id, owner <> '' from trans_global where gid in (";
    for (const qsizetype i : stretch) {
        appendQuoted(query, std::get<TransactionWrite>(requests[i]).gid.value.toUtf8());
        query += ',';
    }
    query.back() = ')';
    query += " order by gid for update";
    if (!m_connection->send({query.data(), static_cast<qsizetype>(query.size())}))
        return std::nullopt;
    MYSQL_RES *result = mysql_store_result(m_connection->handle());
    if (!result) {
        m_connection->noteError();
        return std::nullopt;
    }
    while (const MYSQL_ROW row = mysql_fetch_row(result))
        stored.insert(QString::fromUtf8(row[0]).toLower(), {QString::fromLatin1(row[1]), QByteArrayView(row[2]).toLongLong(), QByteArrayView(row[3]).toLongLong(), *row[4] != '0'});
    mysql_free_result(result);
    QSet<QString> held;
    for (const qsizetype i : stretch) {
        const auto &write = std::get<TransactionWrite>(requests[i]);
        const auto found = stored.constFind(write.gid.value.toLower());
        const bool holds = write.create ? found == stored.cend()
                                        : found != stored.cend() && found->status == nameIn(transactionStatusNames, write.expectedStatus)
                && found->epoch == write.expectedEpoch && found->id == write.transaction.id && !found->locked;
        if (holds)
            held.insert(write.gid.value);
    }
    return held;
}

void MysqlWriter::fail(Attempt &attempt, bool committing)
{
    attempt.error = m_connection->error();
    attempt.number = m_connection->errorNumber();
    switch (faultOf(m_connection->errorNumber())) {
    case MysqlFault::Request: attempt.failure = Failure::Request; break;
    case MysqlFault::Retry: attempt.failure = Failure::Retry; break;
    case MysqlFault::Lost: attempt.failure = committing ? Failure::UnknownCommit : Failure::Lost; break;
    case MysqlFault::None:
    case MysqlFault::Other: attempt.failure = committing ? Failure::UnknownCommit : Failure::Other; break;
    }
    if (*attempt.failure == Failure::UnknownCommit)
        attempt.error.code = ErrorCode::OutcomeUnknown;
    rollBack();
}

void MysqlWriter::rollBack()
{
    if (m_connection->isLost())
        return; // the server does it
    if (const Result<int> done = m_sql[Sql::Rollback].with().run(); !done)
        qCWarning(storeLog).noquote() << "rollback failed:" << done.error().message;
}

} // namespace txdesk::store
