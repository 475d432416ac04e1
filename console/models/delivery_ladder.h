// The retry ladder of a message's or notification's receiver: which deliveries failed, which is next, which are left.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

#include <QCoreApplication>

namespace txdesk::console {

enum class StepState {
    Failed,    // tried, and not accepted
    Delivered,
    Next,      // comes now or at its time
    Open,      // comes if those before it fail
    Never,     // not needed any more, or behind the end of the window
};

struct LadderStep
{
    int number = 0;             // from 1: the delivery of that number since the ladder began
    Seconds wait{0};            // after the one before
    std::optional<Instant> at{}; // made or planned; empty: not known
    StepState state = StepState::Open;

    friend bool operator==(const LadderStep &, const LadderStep &) = default;
};

struct DeliveryLadder
{
    BranchId branch;
    QString receiver; // host:port
    QString path;
    OpStatus status = OpStatus::Prepared;
    int failures = 0; // since the ladder began
    QString lastError;
    QList<LadderStep> steps;
    std::optional<Instant> windowEnd; // no delivery later than this
    bool assumed = false;             // the transaction names no ladder: this is the server's usual one

    [[nodiscard]] const LadderStep *next() const; // null: none

    friend bool operator==(const DeliveryLadder &, const DeliveryLadder &) = default;
};

[[nodiscard]] bool hasLadder(const GlobalTransaction &transaction);
// One for each receiver, in branch order; empty for what is not delivered by a ladder.
[[nodiscard]] QList<DeliveryLadder> deliveryLadders(const TransactionDetail &detail);

class LadderWords
{
    Q_DECLARE_TR_FUNCTIONS(LadderWords)

public:
    [[nodiscard]] static QString state(const LadderStep &step); // "✖ failed"; the first character is a glyph
    [[nodiscard]] static QString summary(const DeliveryLadder &ladder); // "3 of 9 deliveries failed, next: 4"
};

} // namespace txdesk::console
