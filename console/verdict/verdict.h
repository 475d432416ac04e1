// The verdict line: one transaction in plain words. Where it is, what failed how often, what happens next and when,
// what is at stake. Rules are rows of a table, first match wins; docs/verdicts.md lists them by id.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/model/row_lock.h"
#include "shared/model/transaction_detail.h"

#include <QTimeZone>

namespace txdesk::console {

struct Verdict
{
    QString id; // "V-10", shown in the tool tip, the same in every language
    Meaning meaning = Meaning::Stopped;
    QString text; // a few sentences, plain text, secrets hidden
    QString culprit{};          // who is at fault, or whose answer is waited for, in one short line; empty: nobody
    BranchId branch{};          // of the culprit
    std::optional<OpKind> op{}; // that fails
    QStringList notes{};        // ids of what was added to the sentences: "V-50"

    friend bool operator==(const Verdict &, const Verdict &) = default;
};

// now: server time. zone: for the times it names. waits: what it waits for, as GET lock-waits tells.
[[nodiscard]] Verdict verdictOf(const TransactionDetail &detail, Instant now, const QTimeZone &zone, const QList<LockWait> &waits = {});

[[nodiscard]] QStringList verdictIds(); // in the order they are tried; then those of the notes, each of which may be added

} // namespace txdesk::console
