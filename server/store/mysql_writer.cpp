// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_writer.h"

#include "server/store/mysql_statement.h"
#include "server/store/store_log.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int attemptsMax = 5; // of a group that lost a deadlock or its connection

} // namespace

StatementSet mysqlStatements(MysqlConnection &connection, const SqlCatalog &catalog)
{
    std::vector<std::unique_ptr<Statement>> statements;
    statements.reserve(sqlNames.size());
    for (const Name<Sql> &name : sqlNames)
        statements.push_back(std::make_unique<MysqlStatement>(connection, catalog.text(name.value)));
    return StatementSet(std::move(statements));
}

MysqlWriter::MysqlWriter(std::unique_ptr<MysqlConnection> connection, const SqlCatalog &catalog)
    : m_connection(std::move(connection)), m_sql(mysqlStatements(*m_connection, catalog)), m_runner(*m_connection, m_sql)
{
}

QList<StoreAnswer> MysqlWriter::commit(const QList<StoreRequest> &requests)
{
    Error error;
    for (int round = 0; round < attemptsMax; ++round) {
        if (const Result<> up = m_connection->ready(); !up)
            return QList<StoreAnswer>(requests.size(), StoreAnswer(Error{ErrorCode::Unavailable, up.error().message, {}}));
        for (const StoreRequest &request : requests)
            if (const auto *heartbeat = std::get_if<Heartbeat>(&request))
                m_connection->measureClock(heartbeat->now);
        Attempt tried = attempt(requests);
        if (!tried.failure)
            return std::move(tried.answers);
        error = tried.error;
        if (*tried.failure == Failure::Request)
            return requests.size() == 1 ? QList<StoreAnswer>{error} : oneByOne(requests);
        if (*tried.failure != Failure::Retry && *tried.failure != Failure::Lost)
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

MysqlWriter::Attempt MysqlWriter::attempt(const QList<StoreRequest> &requests)
{
    m_runner.passing() = {};
    if (!m_sql[Sql::Begin].with().run())
        return failed(false);
    TXDESK_FAILPOINT("store.begin");
    Attempt done;
    done.answers.reserve(requests.size());
    for (const StoreRequest &request : requests) {
        Result<StoreAnswer> answered = m_runner.run(request);
        if (!answered && answered.error().code == ErrorCode::Internal)
            done.answers.append(std::move(answered.error())); // a row that cannot be read: nothing was done
        else if (!answered)
            return failed(false);
        else
            done.answers.append(std::move(*answered));
    }
    m_runner.passing().beforeCommit();
    if (!m_sql[Sql::Commit].with().run())
        return failed(true);
    m_runner.passing().afterCommit();
    return done;
}

MysqlWriter::Attempt MysqlWriter::failed(bool committing)
{
    Attempt attempt;
    attempt.error = m_connection->error();
    switch (faultOf(m_connection->errorNumber())) {
    case MysqlFault::Request: attempt.failure = Failure::Request; break;
    case MysqlFault::Retry: attempt.failure = Failure::Retry; break;
    case MysqlFault::Lost: attempt.failure = committing ? Failure::UnknownCommit : Failure::Lost; break;
    case MysqlFault::None:
    case MysqlFault::Other: attempt.failure = committing ? Failure::UnknownCommit : Failure::Other; break;
    }
    if (*attempt.failure == Failure::UnknownCommit)
        attempt.error.code = ErrorCode::OutcomeUnknown;
    if (*attempt.failure != Failure::Lost)
        rollBack();
    return attempt;
}

void MysqlWriter::rollBack()
{
    if (m_connection->isLost())
        return; // the server does it
    if (const Result<int> done = m_sql[Sql::Rollback].with().run(); !done)
        qCWarning(storeLog).noquote() << "rollback failed:" << done.error().message;
}

} // namespace txdesk::store
