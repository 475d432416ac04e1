// Jobs in words: states, outcomes, counts, and the file of what became of each transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/model/bulk_job.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace txdesk::console {

class JobWords
{
    Q_DECLARE_TR_FUNCTIONS(JobWords)

public:
    [[nodiscard]] static QString state(const BulkJob &job); // "running", "stopped itself: more of one step failed…"
    [[nodiscard]] static QString outcome(ItemOutcome outcome);
    [[nodiscard]] static Meaning meaning(JobState state);
    [[nodiscard]] static qint64 failed(const BulkJob &job);
    [[nodiscard]] static qint64 waiting(const BulkJob &job);
    [[nodiscard]] static QString counts(const BulkJob &job); // "ok 131 · failed 2 · changed 1 · waiting 74"
    // "everything matching status:aborting, created until 03:07:41" or "5 picked transactions".
    [[nodiscard]] static QString set(const FrozenSet &set, const QString &filterText, const QTimeZone &zone);
    [[nodiscard]] static QString sentence(const JobOrder &order); // "Retry now · 5 picked"
    // RFC 4180 with a byte order mark; no cell is a formula to a spreadsheet.
    [[nodiscard]] static QByteArray csv(const BulkJob &job, const QList<JobItem> &items);
};

} // namespace txdesk::console
