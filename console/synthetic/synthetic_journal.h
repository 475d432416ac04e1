// What made-up transactions are made of: their participants, their faults, their journals.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"
#include "shared/model/transaction_page.h"

namespace txdesk::console {

struct SyntheticFault
{
    int participant = 0; // index into participants()
    int statusCode = 0;  // 0: no answer
    QString text;        // %1: something that differs from call to call
};

struct SyntheticJournal
{
    [[nodiscard]] static const QStringList &participants();
    [[nodiscard]] static const QList<SyntheticFault> &faults();
    [[nodiscard]] static QString errorText(int fault, qint64 number);

    [[nodiscard]] static TransactionDetail detailOf(const TransactionRow &row, Instant now);
    [[nodiscard]] static TransactionDetail night(const Gid &gid, int attempts, Instant now);
};

} // namespace txdesk::console
