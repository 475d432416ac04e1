// Everything of one transaction that can be read as a payload: what was sent with each branch, and each answer's text.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

enum class PayloadRole { Request, Answer };

struct PayloadSource
{
    QString key;   // names it while the transaction changes
    QString title; // "01  shop:8081 /TransOut", "01 action, attempt 3: 500", translated
    PayloadRole role = PayloadRole::Request;
    BranchId branch{};
    std::optional<OpKind> op{};
    int attempt = 0;       // of an answer
    QByteArray bytes{};    // empty: hidden or nothing
    qint64 hiddenBytes = 0; // known though it is not shown
    bool recorded = false;  // workflow: what a step returned, not what was sent

    friend bool operator==(const PayloadSource &, const PayloadSource &) = default;
};

// One a branch; of a workflow its input, each recorded result and its result.
[[nodiscard]] QList<PayloadSource> requestsOf(const TransactionDetail &detail);
// Of each attempt that was answered, newest last; the journal keeps at most 4 KiB of each.
[[nodiscard]] QList<PayloadSource> answersOf(const TransactionDetail &detail);

} // namespace txdesk::console
