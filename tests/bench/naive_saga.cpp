// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/naive_saga.h"

#include "server/store/mysql_writer.h"
#include "tests/bench/store_sagas.h"

#include <cstdio>
#include <cstdlib>

namespace txdesk::bench {

using namespace Qt::StringLiterals;
using namespace txdesk::store;

namespace {

class NaiveWriter
{
public:
    explicit NaiveWriter(const MysqlOptions &options)
        : m_connection(MysqlConnection::open(options, MysqlConnection::Role::Writer).value()),
          m_sql(mysqlStatements(*m_connection, SqlCatalog::forDialect(u"mysql"_s))), m_runner(*m_connection, m_sql)
    {
    }

    qint64 commit(const engine::TransactionWrite &write)
    {
        const bool begun = m_sql[Sql::Begin].with().run().has_value();
        const Result<StoreAnswer> answer = m_runner.run(write);
        const auto *done = answer ? std::get_if<engine::WriteDone>(&*answer) : nullptr;
        if (!begun || !done || !m_sql[Sql::Commit].with().run()) {
            std::fprintf(stderr, "a write was not done\n");
            std::exit(1);
        }
        return done->id;
    }

private:
    std::unique_ptr<MysqlConnection> m_connection;
    StatementSet m_sql;
    RequestRunner m_runner;
};

} // namespace

double naiveSagasPerSecond(const MysqlOptions &options, std::chrono::milliseconds duration)
{
    if (const auto made = mysqlStore(options)(); !made) { // the tables
        std::fprintf(stderr, "%s\n", qPrintable(made.error().message));
        std::exit(1);
    }
    NaiveWriter writer(options);
    const auto start = std::chrono::steady_clock::now();
    qint64 done = 0;
    for (; std::chrono::steady_clock::now() - start < duration; ++done) {
        const engine::TransactionWrite created = createSaga(900'000'000'000 + done);
        const qint64 id = writer.commit(created);
        engine::TransactionWrite end = finishSaga(created, id);
        engine::TransactionWrite first = end; // the first call's outcome, as a step of its own
        first.transaction.status = TransactionStatus::Submitted;
        first.transaction.succeededAt.reset();
        first.opChanges = {end.opChanges.constFirst()};
        first.events = end.events.first(2);
        writer.commit(first);
        end.expectedEpoch = 2;
        end.opChanges = {end.opChanges.constLast()};
        end.events = end.events.last(2);
        writer.commit(end);
    }
    return static_cast<double>(done) / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace txdesk::bench
