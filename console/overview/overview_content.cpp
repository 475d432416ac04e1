// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/overview/overview_content.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

#include <QHash>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds hour{3'600'000};
constexpr QLatin1StringView others("(others)");

QString number(double value) { return QLocale().toString(value, 'f', value < 10 && value != std::floor(value) ? 1 : 0); }
QString plain(double value) { return QString::number(value, 'f', 2); } // for tables that are saved

double perSecond(qint64 count, Seconds step) { return static_cast<double>(count) / static_cast<double>(step.count()); }

QString timeOf(Instant at, const HistoryView &view)
{
    return view.step < Seconds{60} ? clockText(at, view.zone) : clockText(at, view.zone).left(5);
}

int stepsOf(HistoryRange range) { return range == HistoryRange::Day ? 288 : 12; }

// Of a minute each, folded into longer steps; a step of which a minute is missing is left out.
QList<HistoryPoint> wholeSteps(const QList<HistoryPoint> &points, Seconds step, Seconds wide)
{
    QHash<Instant::rep, qint64> minutes;
    const qint64 wideMs = Milliseconds{wide}.count();
    for (const HistoryPoint &point : points)
        ++minutes[toMs(point.at) / wideMs * wideMs];
    QList<HistoryPoint> sums = folded(points, wide);
    sums.removeIf([&](const HistoryPoint &sum) { return minutes.value(toMs(sum.at)) * step.count() < wide.count(); });
    return sums;
}

QString percentOf(double share)
{
    const double percent = share * 100;
    return percent > 0 && percent < 1 ? u"<1"_s : QString::number(std::round(percent));
}

qint64 newest(const QList<qint64> &values, int steps)
{
    const qsizetype from = std::max<qsizetype>(0, values.size() - steps);
    return std::accumulate(values.begin() + from, values.end(), qint64{0});
}

} // namespace

HistoryView OverviewContent::viewOf(HistoryRange range, const QList<HistoryPoint> &live, Seconds liveStep, const StatsHistory &history,
                                    Instant now, const QTimeZone &zone)
{
    HistoryView view{.range = range, .now = now, .zone = zone};
    const bool isLive = range == HistoryRange::Live;
    view.step = isLive ? liveStep : history.step;
    const qint64 stepMs = Milliseconds{view.step}.count();
    view.to = fromMs(toMs(now) / stepMs * stepMs); // the step that is under way would look like a fall
    view.from = view.to - (isLive ? Milliseconds{300'000} : range == HistoryRange::Hour ? hour : 24 * hour);
    for (const HistoryPoint &point : isLive ? live : history.points)
        if (point.at >= view.from && point.at < view.to)
            view.points.append(point);
    return view;
}

QString OverviewContent::createdBetween(Instant from, Instant to, Instant now)
{
    constexpr qint64 minute = 60'000;
    const qint64 oldest = ((now - from).count() + minute - 1) / minute;
    const qint64 youngest = std::max<qint64>(0, (now - to).count()) / minute;
    QString text = u"age<%1m"_s.arg(std::max<qint64>(1, oldest));
    if (youngest > 0)
        text += u" age>%1m"_s.arg(youngest);
    return text;
}

QString OverviewContent::participantFilter(const QString &participant)
{
    return participant.isEmpty() || participant == others ? QString() : u"part:%1"_s.arg(participant);
}

QString OverviewContent::comparison(std::optional<double> now, std::optional<double> yesterday, int decimals)
{
    if (!yesterday || !now)
        return tr("yesterday: not known");
    const double difference = *now - *yesterday;
    const QString sign = difference > 0 ? u"+"_s : difference < 0 ? u"−"_s : u"±"_s;
    return tr("yesterday %1 (%2%3)").arg(QLocale().toString(*yesterday, 'f', decimals), sign, QLocale().toString(std::abs(difference), 'f', decimals));
}

void OverviewContent::throughput(LinesChart &chart, const HistoryView &whole)
{
    HistoryView view = whole;
    if (view.range == HistoryRange::Day) { // a line through 1440 minutes is a carpet
        view.step = Seconds{300};
        view.points = wholeSteps(whole.points, whole.step, view.step);
    }
    const auto rate = [&view](qint64 HistoryPoint::*member) {
        return runsOf(view.points, view.step, [&](const HistoryPoint &point) { return std::optional(perSecond(point.*member, view.step)); });
    };
    chart.setLines({{tr("created / s"), Meaning::Running, Qt::DotLine, rate(&HistoryPoint::created)},
                    {tr("succeeded / s"), Meaning::Succeeded, Qt::SolidLine, rate(&HistoryPoint::succeeded)},
                    {tr("rolled back / s"), Meaning::Compensating, Qt::DashLine, rate(&HistoryPoint::failed)}},
                   view.from, view.to, view.zone);
    QList<Instant> times;
    for (const HistoryPoint &point : view.points)
        times.append(point.at);
    chart.setMarkTimes(times);
    chart.setMarks(
        static_cast<int>(times.size()),
        [view](int i) {
            const HistoryPoint &point = view.points[i];
            return ChartMark{tr("%1: %2 created, %3 succeeded, %4 rolled back a second")
                                 .arg(timeOf(point.at, view), number(perSecond(point.created, view.step)),
                                      number(perSecond(point.succeeded, view.step)), number(perSecond(point.failed, view.step))),
                             createdBetween(point.at, point.at + view.step, view.now)};
        },
        [view] {
            ChartTable table{tr("Throughput"), {tr("from"), tr("created / s"), tr("succeeded / s"), tr("rolled back / s")}, {}};
            for (const HistoryPoint &point : view.points)
                table.rows.append({isoText(point.at, view.zone), plain(perSecond(point.created, view.step)),
                                   plain(perSecond(point.succeeded, view.step)), plain(perSecond(point.failed, view.step))});
            return table;
        });
    chart.setEmptyReason(view.points.isEmpty() ? tr("Nothing has been counted yet in this time. The first step appears when it is over.") : QString());
}

void OverviewContent::statusMix(StackedColumns &chart, const HistoryView &view)
{
    const Seconds wide = view.range == HistoryRange::Day ? Seconds{900} : view.range == HistoryRange::Hour ? Seconds{60} : view.step;
    const QList<HistoryPoint> points = folded(view.points, wide);
    const QList<LegendEntry> legend{{wordOf(TransactionStatus::Succeeded), Meaning::Succeeded},
                                    {wordOf(TransactionStatus::Failed), Meaning::Compensating},
                                    {tr("unfinished"), Meaning::Running},
                                    {tr("stuck"), Meaning::Failed}};
    QList<StackedColumn> columns;
    for (const HistoryPoint &point : points)
        columns.append({point.at,
                        {static_cast<double>(point.succeeded), static_cast<double>(point.failed),
                         static_cast<double>(std::max<qint64>(0, point.unfinished - point.stuck)), static_cast<double>(point.stuck)}});
    const auto parts = static_cast<int>(legend.size());
    chart.setColumns(legend, columns, wide, view.from, view.to, view.zone);
    chart.setMarks(
        static_cast<int>(columns.size()) * parts,
        [columns, legend, parts, view, wide](int i) {
            static constexpr std::array filters{"status:succeeded"_L1, "status:rolled-back"_L1, "status:unfinished"_L1, "is:stuck"_L1};
            const StackedColumn &column = columns[i / parts];
            const QString when = i % parts < 2 ? u' ' + createdBetween(column.at, column.at + wide, view.now) : QString();
            return ChartMark{tr("%1: %2 %3").arg(timeOf(column.at, view), number(column.parts[i % parts]), legend[i % parts].name),
                             filters[static_cast<std::size_t>(i % parts)] + when};
        },
        [columns, legend, view] {
            ChartTable table{tr("What there was"), {tr("from")}, {}};
            for (const LegendEntry &entry : legend)
                table.columns.append(entry.name);
            for (const StackedColumn &column : columns) {
                QStringList row{isoText(column.at, view.zone)};
                for (const double part : column.parts)
                    row.append(QString::number(part, 'f', 0));
                table.rows.append(row);
            }
            return table;
        });
    chart.setEmptyReason(columns.isEmpty() ? tr("Nothing has been counted yet in this time. The first step appears when it is over.") : QString());
}

QList<TransactionKind> OverviewContent::kindsIn(const HistoryView &view)
{
    QMap<TransactionKind, qint64> finished;
    for (const HistoryPoint &point : view.points)
        for (auto one = point.durations.begin(); one != point.durations.end(); ++one)
            finished[one.key()] += one->finished;
    QList<TransactionKind> kinds = finished.keys();
    std::ranges::stable_sort(kinds, [&finished](TransactionKind a, TransactionKind b) { return finished[a] > finished[b]; });
    return kinds;
}

void OverviewContent::latency(LinesChart &chart, const HistoryView &view, TransactionKind kind)
{
    QList<HistoryPoint> points;
    for (const HistoryPoint &point : view.points)
        if (point.durations.contains(kind))
            points.append(point);
    const auto line = [&](double DurationQuantiles::*member) {
        return runsOf(points, view.step, [&](const HistoryPoint &point) { return std::optional(point.durations[kind].*member / 1000.0); });
    };
    chart.setLines({{tr("p50, s"), Meaning::Succeeded, Qt::SolidLine, line(&DurationQuantiles::p50)},
                    {tr("p95, s"), Meaning::Waiting, Qt::DashLine, line(&DurationQuantiles::p95)},
                    {tr("p99, s"), Meaning::Failed, Qt::DotLine, line(&DurationQuantiles::p99)}},
                   view.from, view.to, view.zone);
    QList<Instant> times;
    for (const HistoryPoint &point : points)
        times.append(point.at);
    chart.setMarkTimes(times);
    const auto words = [](double ms) { return durationText(Milliseconds{static_cast<qint64>(ms)}); };
    chart.setMarks(
        static_cast<int>(times.size()),
        [points, view, kind, words](int i) {
            const DurationQuantiles took = points[i].durations[kind];
            return ChartMark{tr("%1: %2 of %3 ended; half within %4, 95 % within %5, 99 % within %6")
                                 .arg(timeOf(points[i].at, view), number(static_cast<double>(took.finished)), wordOf(kind), words(took.p50),
                                      words(took.p95), words(took.p99)),
                             u"type:%1 "_s.arg(nameIn(transactionKindNames, kind)) + createdBetween(points[i].at, points[i].at + view.step, view.now)};
        },
        [points, view, kind] {
            ChartTable table{tr("Durations"), {tr("from"), tr("ended"), tr("p50, ms"), tr("p95, ms"), tr("p99, ms")}, {}};
            for (const HistoryPoint &point : points) {
                const DurationQuantiles took = point.durations[kind];
                table.rows.append({isoText(point.at, view.zone), QString::number(took.finished), plain(took.p50), plain(took.p95), plain(took.p99)});
            }
            return table;
        });
    chart.setEmptyReason(points.isEmpty() ? tr("No transaction has ended in a whole minute of this time.") : QString());
}

void OverviewContent::failing(RankedBars &chart, const StatsHistory &history, HistoryRange range, const ParticipantNames &names)
{
    struct Sum
    {
        QString name;
        qint64 calls;
        qint64 failed;
    };
    QList<Sum> sums;
    for (const ParticipantHistory &one : history.participants)
        if (const Sum sum{one.participant, newest(one.calls, stepsOf(range)), newest(one.failed, stepsOf(range))}; sum.failed > 0)
            sums.append(sum);
    std::ranges::stable_sort(sums, [](const Sum &a, const Sum &b) { return a.failed > b.failed; });
    sums = sums.first(std::min<qsizetype>(sums.size(), RankedBars::barsMax));
    QList<RankedBar> bars;
    for (const Sum &sum : sums) {
        const double share = std::min(1.0, static_cast<double>(sum.failed) / static_cast<double>(std::max<qint64>(1, sum.calls)));
        bars.append({named(sum.name, names), tr("%1 % · %2 of %3 calls").arg(percentOf(share)).arg(sum.failed).arg(std::max(sum.calls, sum.failed)), share, Meaning::Failed});
    }
    chart.setBars(bars);
    chart.setMarks(
        static_cast<int>(bars.size()),
        [bars, sums](int i) { return ChartMark{tr("%1: %2 without a usable answer").arg(bars[i].name, bars[i].words), participantFilter(sums[i].name)}; },
        [sums] {
            ChartTable table{tr("Failing participants"), {tr("participant"), tr("calls"), tr("no answer or error")}, {}};
            for (const Sum &sum : sums)
                table.rows.append({sum.name, QString::number(sum.calls), QString::number(sum.failed)});
            return table;
        });
    const QString none = range == HistoryRange::Day ? tr("Every participant has answered in the last 24 hours.") : tr("Every participant has answered in the last hour.");
    chart.setEmptyReason(bars.isEmpty() ? none : QString());
}

void OverviewContent::retries(HeatMap &chart, const StatsHistory &history, HistoryRange range, Instant now, const QTimeZone &zone,
                              const ParticipantNames &names)
{
    const int steps = stepsOf(range);
    const Milliseconds step = history.participantStep;
    QList<ParticipantHistory> shown;
    for (const ParticipantHistory &one : history.participants)
        if (newest(one.retries, steps) > 0)
            shown.append(one);
    std::ranges::stable_sort(shown, [steps](const ParticipantHistory &a, const ParticipantHistory &b) { return newest(a.retries, steps) > newest(b.retries, steps); });
    shown = shown.first(std::min<qsizetype>(shown.size(), HeatMap::rowsMax));
    QList<HeatRow> rows;
    for (const ParticipantHistory &one : shown)
        rows.append({named(one.participant, names), one.retries});
    const Instant end = history.participantEnd;
    chart.setRows(rows, steps, step, end, zone, tr("retries in 5 minutes"));
    const auto at = [steps](const QList<qint64> &values, int i) {
        const qsizetype place = values.size() - steps + i;
        return place >= 0 && place < values.size() ? values[place] : 0;
    };
    chart.setMarks(
        static_cast<int>(rows.size()) * steps,
        [shown, steps, step, end, zone, now, at, names](int i) {
            const ParticipantHistory &one = shown[i / steps];
            const Instant begin = end - step * (steps - i % steps);
            const QString part = participantFilter(one.participant);
            return ChartMark{tr("%1, %2–%3: %4 retries in %5 calls, %6 without a usable answer")
                                 .arg(named(one.participant, names), clockText(begin, zone).left(5), clockText(begin + step, zone).left(5))
                                 .arg(at(one.retries, i % steps))
                                 .arg(at(one.calls, i % steps))
                                 .arg(at(one.failed, i % steps)),
                             part.isEmpty() ? part : part + u' ' + u"age>%1m"_s.arg(std::max<qint64>(0, (now - begin - step).count() / 60'000))};
        },
        [shown, steps, step, end, zone, at] {
            ChartTable table{tr("Retries"), {tr("participant"), tr("from"), tr("retries"), tr("calls"), tr("no answer or error")}, {}};
            for (const ParticipantHistory &one : shown)
                for (int i = 0; i < steps; ++i)
                    if (at(one.calls, i) > 0)
                        table.rows.append({one.participant, isoText(end - step * (steps - i), zone), QString::number(at(one.retries, i)),
                                           QString::number(at(one.calls, i)), QString::number(at(one.failed, i))});
            return table;
        });
    const QString none = range == HistoryRange::Day ? tr("No call had to be made again in the last 24 hours.") : tr("No call had to be made again in the last hour.");
    chart.setEmptyReason(rows.isEmpty() ? none : QString());
}

} // namespace txdesk::console
