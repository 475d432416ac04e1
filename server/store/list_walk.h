// How a page of the list is found: along an index, row by row from a cursor, with the filter's other conditions checked
// on each row. A page stops after `limit` rows or after a bounded number of looked-at rows, whichever comes first.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/sql_rows.h"
#include "server/store/statement_set.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

// The place of a row in a sorted list: tuples compare ascending for each sort (newest first counts with -created).
// phase 1: rows behind all that have the sort's key (never due, no failures), newest first.
struct ListKey
{
    int phase = 0;
    qint64 key = 0;
    qint64 id = 0;

    friend auto operator<=>(const ListKey &, const ListKey &) = default;
};
[[nodiscard]] ListKey keyOf(TransactionSort sort, const GlobalTransaction &transaction);
[[nodiscard]] QString cursorText(TransactionSort sort, const ListKey &key);
// InvalidRequest (field "after") for a text that is not a cursor of this sort. Empty text: no value.
[[nodiscard]] Result<std::optional<ListKey>> cursorFrom(TransactionSort sort, const QString &text);

struct ListLimits
{
    int lookedMax = 20'000;    // rows looked at for one page
    Milliseconds timeMax{40};  // spent on one page; it ends with a cursor then, with what was found
    int prefixRowsMax = 2'000; // a gid prefix or business key with more matches is not worth its index
    int chunk = 1'000;         // rows of one query behind the first, which asks for a page and one
};

class ListWalk
{
public:
    ListWalk(StatementSet &sql, const TransactionFilter &filter, const PageRequest &page, const StuckRule &stuck, Instant now,
             ListLimits limits = {});
    [[nodiscard]] Result<TransactionPage> run();

    // Hands each row that the filter accepts to `visit` instead, until it says no or a limit is reached. true: that were all.
    using Visit = std::function<bool(const Statement &row)>;
    [[nodiscard]] Result<bool> each(const Visit &visit);

private:
    enum class Base { All, Unfinished, Failed, Paused, Parked };

    // A walk along one index, a bounded query at a time, and the row it stands on.
    struct Lane
    {
        Base base = Base::All; // of phases by creation
        Statement *walk = nullptr;
        Statement::Step step = Statement::Step::Done;
        ListKey key{};
        qint64 id = 0;
        int left = 0;          // rows that the running query may still give
    };

    [[nodiscard]] QList<Base> bases() const;
    [[nodiscard]] QList<Lane> lanes(int phase, const std::optional<ListKey> &after);
    void query(Lane &lane, int phase, const std::optional<ListKey> &after, int limit);
    [[nodiscard]] Statement &bindCreated(Base base, bool newestFirst, const std::optional<ListKey> &after, int limit);
    void advance(Lane &lane, int phase);
    [[nodiscard]] Result<bool> runPhase(int phase, const std::optional<ListKey> &after); // true: the page is full
    void look(const Statement &row, int phase); // one row, which may join the page
    [[nodiscard]] Result<std::optional<TransactionPage>> byKeys(const std::optional<ListKey> &after);
    [[nodiscard]] Statement &keys();
    [[nodiscard]] int phases() const;
    [[nodiscard]] bool isLongEnough() const;

    StatementSet &m_sql;
    const TransactionFilter &m_filter;
    const PageRequest &m_request;
    RowFilter m_accepts;
    ListLimits m_limits;
    TransactionPage m_page;
    std::optional<ListKey> m_last; // of the row looked at last
    int m_looked = 0;
    Visit m_visit;
    bool m_enough = false; // the visitor has seen enough
    const std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

} // namespace txdesk::store
