// A slice of the transaction list: what the console asks for and what the server answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/global_transaction.h"

#include <QList>

namespace txdesk {

// All conditions that are set must hold. `stuck` as docs/api.md defines it: not final, and 3 or more failures in a
// row, or older than stuckAge, or overdue by more than 30 s.
struct TransactionFilter
{
    QList<TransactionStatus> statuses{};
    std::optional<TransactionKind> kind{};
    QString gidPrefix{};
    QString participant{};                // host:port of one of its branches
    QString errorContains{};
    std::optional<int> failuresMin{};
    std::optional<Instant> createdFrom{}; // inclusive
    std::optional<Instant> createdTo{};   // exclusive
    bool stuck = false;
    bool paused = false;                // true: only paused ones
    QList<Parked> parked{};             // one of these; empty: any
    QString fingerprint{};              // of its newest error: shared/model/error_fingerprint.h
    QString businessKey{};              // what its initiator calls it; the whole key

    friend bool operator==(const TransactionFilter &, const TransactionFilter &) = default;
};

enum class TransactionSort { NewestFirst, OldestFirst, DueFirst, MostFailures };
inline constexpr std::array<Name<TransactionSort>, 4> transactionSortNames{{
    {TransactionSort::NewestFirst, QLatin1StringView("-created")},
    {TransactionSort::OldestFirst, QLatin1StringView("created")},
    {TransactionSort::DueFirst, QLatin1StringView("due")},
    {TransactionSort::MostFailures, QLatin1StringView("-failures")},
}};

struct PageRequest
{
    QString after; // opaque cursor of the page before; empty: the first page
    int limit = 200;
    TransactionSort sort = TransactionSort::NewestFirst;

    friend bool operator==(const PageRequest &, const PageRequest &) = default;
};

// What a list row shows: a transaction and the participants it touches.
struct TransactionRow
{
    GlobalTransaction transaction; // without branchHeaders
    QStringList participants;      // host:port, in branch order, each once

    friend bool operator==(const TransactionRow &, const TransactionRow &) = default;
};

struct TransactionPage
{
    QList<TransactionRow> rows;
    QString next; // cursor; empty: that was the last page

    friend bool operator==(const TransactionPage &, const TransactionPage &) = default;
};

} // namespace txdesk
