// What a stock DTM's /api/metrics tells, as far as it tells anything: passes and branch calls by outcome since it started.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/coordinator_stats.h"

#include <QByteArray>

#include <optional>

namespace txdesk::console::dtm {

struct DtmMetrics
{
    qint64 passesSucceeded = 0; // dtm_transaction_process_total
    qint64 passesFailed = 0;
    qint64 calls = 0;           // dtm_branch_process_total
    qint64 callsFailed = 0;
    std::optional<Instant> startedAt{}; // process_start_time_seconds

    friend bool operator==(const DtmMetrics &, const DtmMetrics &) = default;
};

// Prometheus' text format; lines that are not it are passed over. At most 200,000 lines are looked at.
[[nodiscard]] DtmMetrics metricsFrom(const QByteArray &text);

} // namespace txdesk::console::dtm
