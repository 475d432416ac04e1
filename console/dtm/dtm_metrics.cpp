// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_metrics.h"

#include <QList>

#include <cmath>

namespace txdesk::console::dtm {

namespace {

constexpr int linesMax = 200'000;

struct Sample
{
    QByteArrayView name;
    QByteArrayView labels;
    double value = 0;
};

std::optional<Sample> sampleIn(QByteArrayView line)
{
    if (line.isEmpty() || line.front() == '#')
        return {};
    const qsizetype open = line.indexOf('{');
    const qsizetype close = line.lastIndexOf('}');
    const bool labelled = open >= 0 && close > open;
    const qsizetype nameEnd = labelled ? open : line.indexOf(' ');
    if (nameEnd <= 0)
        return {};
    const QByteArrayView rest = line.sliced(labelled ? close + 1 : nameEnd).trimmed();
    const qsizetype stamp = rest.indexOf(' ');
    bool ok = false;
    const double value = (stamp < 0 ? rest : rest.first(stamp)).toDouble(&ok);
    if (!ok || !std::isfinite(value) || std::abs(value) > 1e15)
        return {};
    return Sample{line.first(nameEnd), labelled ? line.sliced(open + 1, close - open - 1) : QByteArrayView(), value};
}

bool isFailure(const Sample &sample) { return sample.labels.contains("status=\"fail\""); }

} // namespace

DtmMetrics metricsFrom(const QByteArray &text)
{
    DtmMetrics metrics;
    qsizetype at = 0;
    for (int line = 0; line < linesMax && at < text.size(); ++line) {
        const qsizetype end = text.indexOf('\n', at);
        const qsizetype stop = end < 0 ? text.size() : end;
        const std::optional<Sample> sample = sampleIn(QByteArrayView(text).sliced(at, stop - at).trimmed());
        at = stop + 1;
        if (!sample)
            continue;
        const auto value = static_cast<qint64>(sample->value);
        if (sample->name == "dtm_transaction_process_total")
            (isFailure(*sample) ? metrics.passesFailed : metrics.passesSucceeded) += value;
        else if (sample->name == "dtm_branch_process_total") {
            metrics.calls += value;
            metrics.callsFailed += isFailure(*sample) ? value : 0;
        } else if (sample->name == "process_start_time_seconds")
            metrics.startedAt = fromMs(static_cast<qint64>(sample->value * 1000));
    }
    return metrics;
}

} // namespace txdesk::console::dtm
