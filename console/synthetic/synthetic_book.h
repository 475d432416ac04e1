// A book of made-up transactions: each is computed from its number when somebody asks, none is stored.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/coordinator_stats.h"
#include "shared/model/error_group.h"
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

namespace txdesk::console {

// Thread: any, a value. Transaction number n was begun n steps after the first; a new one comes every step. Most succeed
// within seconds, three in a hundred are rolled back, and a fixed few are stuck.
class SyntheticBook
{
public:
    static constexpr Milliseconds step{86};
    static constexpr int stuckCount = 312;
    static constexpr qint64 linesPerLook = 400'000; // rows looked at for one page; then the page ends early

    // As many as `size` have been begun at `start`.
    SyntheticBook(qint64 size, Instant start);

    [[nodiscard]] qint64 sizeAt(Instant now) const;
    [[nodiscard]] TransactionRow row(qint64 number, Instant now) const;
    [[nodiscard]] std::optional<qint64> numberOf(const Gid &gid) const; // its own gids only
    [[nodiscard]] TransactionPage page(const TransactionFilter &filter, const PageRequest &request, Instant now) const;
    [[nodiscard]] std::optional<TransactionDetail> detail(const Gid &gid, Instant now) const;
    [[nodiscard]] CountEstimate count(const TransactionFilter &filter, Instant now) const;
    [[nodiscard]] ErrorGroups errorGroups(Instant now) const;
    [[nodiscard]] CoordinatorStats stats(Instant now) const;
    [[nodiscard]] QList<ParticipantStats> participants() const;
    // Those that are not over, newest first.
    [[nodiscard]] QList<qint64> unfinished(Instant now) const;

    // A saga whose second branch has been tried `attempts` times, all night, for two reasons.
    [[nodiscard]] static TransactionDetail night(int attempts, Instant now);
    [[nodiscard]] static Gid nightGid(int attempts);

private:
    // Of one transaction, without any text.
    struct Facts
    {
        TransactionKind kind = TransactionKind::Saga;
        TransactionStatus status = TransactionStatus::Succeeded;
        Instant createdAt{};
        Instant endedAt{}; // when it is over, or will be
        int failures = 0;
        int first = 0; // participants, by index
        int second = 0;
        int fault = -1; // what it is stuck for
        std::optional<Instant> due{};
    };

    [[nodiscard]] Instant createdAt(qint64 number) const { return m_start - (m_size - 1 - number) * step; }
    [[nodiscard]] bool isStuck(qint64 number) const;
    [[nodiscard]] Facts facts(qint64 number, Instant now) const;
    [[nodiscard]] TransactionRow rowOf(qint64 number, const Facts &facts) const;
    [[nodiscard]] bool matches(const TransactionFilter &filter, qint64 number, const Facts &facts, Instant now) const;
    [[nodiscard]] std::pair<qint64, qint64> range(const TransactionFilter &filter, Instant now) const; // numbers [first, last)
    [[nodiscard]] QList<qint64> candidates(const TransactionFilter &filter, TransactionSort sort, Instant now) const;
    [[nodiscard]] TransactionPage pageOf(const QList<qint64> &numbers, const TransactionFilter &filter, const PageRequest &request,
                                         Instant now) const;

    qint64 m_size;
    Instant m_start;
    qint64 m_stuckFirst; // the newest of the stuck ones
    qint64 m_stuckApart;
};

} // namespace txdesk::console
