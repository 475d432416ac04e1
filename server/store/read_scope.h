// What every reading begins with.
// Thread: that of the connection.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sql_session.h"
#include "server/store/statement_set.h"

#include <algorithm>

namespace txdesk::store {

// One consistent state for several statements, on a connection that is up.
class ReadScope
{
public:
    ReadScope(SqlSession &session, StatementSet &sql) : m_sql(sql), m_begun(begin(session, sql))
    {
        if (!m_begun && session.isLost()) // noticed only now: on a new connection it may be done
            m_begun = begin(session, sql);
    }
    ~ReadScope()
    {
        if (m_begun)
            std::ignore = m_sql[Sql::Commit].with().run();
    }
    Q_DISABLE_COPY_MOVE(ReadScope)
    [[nodiscard]] const Result<> &begun() const { return m_begun; }

private:
    static Result<> begin(SqlSession &session, StatementSet &sql)
    {
        if (Result<> up = session.ready(); !up)
            return up;
        if (const Result<int> done = sql[Sql::ReadBegin].with().run(); !done)
            return tl::unexpected(done.error());
        return {};
    }

    StatementSet &m_sql;
    Result<> m_begun;
};

constexpr int readLimitMax = 10'000; // rows of any one answer

[[nodiscard]] inline int bounded(int limit)
{
    return std::clamp(limit, 1, readLimitMax);
}

} // namespace txdesk::store
