// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/history_codec.h"

#include "shared/codec/fields.h"

#include <cmath>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

struct CountColumn
{
    QLatin1StringView name;
    qint64 HistoryPoint::*member;
};
constexpr CountColumn countColumns[] = {
    {"created"_L1, &HistoryPoint::created},         {"succeeded"_L1, &HistoryPoint::succeeded},
    {"failed"_L1, &HistoryPoint::failed},           {"calls"_L1, &HistoryPoint::calls},
    {"callsFailed"_L1, &HistoryPoint::callsFailed}, {"retries"_L1, &HistoryPoint::retries},
    {"unfinished"_L1, &HistoryPoint::unfinished},   {"stuck"_L1, &HistoryPoint::stuck},
};

struct QuantileColumn
{
    QLatin1StringView name;
    double DurationQuantiles::*member;
};
constexpr QuantileColumn quantileColumns[] = {
    {"p50"_L1, &DurationQuantiles::p50}, {"p95"_L1, &DurationQuantiles::p95}, {"p99"_L1, &DurationQuantiles::p99}};

struct StripColumn
{
    QLatin1StringView name;
    QList<qint64> ParticipantHistory::*member;
};
constexpr StripColumn stripColumns[] = {{"calls"_L1, &ParticipantHistory::calls},
                                        {"failed"_L1, &ParticipantHistory::failed},
                                        {"retries"_L1, &ParticipantHistory::retries},
                                        {"undoing"_L1, &ParticipantHistory::undoing}};

double shortened(double ms) { return std::round(ms * 100) / 100; }

QJsonArray numbers(const QList<qint64> &values)
{
    QJsonArray list;
    for (const qint64 value : values)
        list.append(value);
    return list;
}

QList<qint64> numbersFrom(Fields &fields, QLatin1StringView name)
{
    QList<qint64> values;
    for (const QJsonValue &value : fields.list(name)) {
        if (!value.isDouble())
            fields.complain(name, "expected a list of numbers");
        values.append(value.toInteger());
    }
    return values;
}

QJsonObject pointToJson(const HistoryPoint &point)
{
    QJsonObject json{{u"at"_s, toMs(point.at)},
                     {u"oldestStuckMs"_s, qint64{Milliseconds{point.oldestStuck}.count()}},
                     {u"commitMsP99"_s, shortened(point.commitMsP99)}};
    for (const CountColumn &column : countColumns)
        json.insert(column.name, point.*column.member);
    QJsonObject durations;
    for (auto one = point.durations.begin(); one != point.durations.end(); ++one) {
        QJsonObject quantiles{{u"finished"_s, one->finished}};
        for (const QuantileColumn &column : quantileColumns)
            quantiles.insert(column.name, shortened((*one).*column.member));
        durations.insert(nameIn(transactionKindNames, one.key()), quantiles);
    }
    json.insert("durations"_L1, durations);
    return json;
}

HistoryPoint pointFrom(Fields &parent, QLatin1StringView name)
{
    const QJsonObject json = parent.object(name);
    Fields fields(json, name + u"."_s);
    HistoryPoint point{.at = fields.instant("at"_L1)};
    for (const CountColumn &column : countColumns)
        point.*column.member = fields.integer(column.name);
    point.oldestStuck = std::chrono::duration_cast<Seconds>(Milliseconds{fields.integer("oldestStuckMs"_L1)});
    point.commitMsP99 = fields.number("commitMsP99"_L1);
    const QJsonObject durations = fields.object("durations"_L1);
    for (const auto &[kind, word] : transactionKindNames) {
        if (!durations.contains(word))
            continue;
        const QJsonObject told = durations.value(word).toObject();
        Fields one(told, name + u".durations."_s + word + u'.');
        DurationQuantiles quantiles{.finished = one.integer("finished"_L1)};
        for (const QuantileColumn &column : quantileColumns)
            quantiles.*column.member = one.number(column.name);
        point.durations.insert(kind, quantiles);
        if (!one.ok())
            fields.adopt(one.error());
    }
    if (!fields.ok())
        parent.adopt(fields.error());
    return point;
}

QJsonObject pointsToJson(const QList<HistoryPoint> &points)
{
    QJsonArray at;
    QJsonArray oldest;
    QJsonArray commits;
    for (const HistoryPoint &point : points) {
        at.append(toMs(point.at));
        oldest.append(qint64{point.oldestStuck.count()});
        commits.append(shortened(point.commitMsP99));
    }
    QJsonObject json{{u"at"_s, at}, {u"oldestStuckS"_s, oldest}, {u"commitMsP99"_s, commits}};
    for (const CountColumn &column : countColumns) {
        QJsonArray values;
        for (const HistoryPoint &point : points)
            values.append(point.*column.member);
        json.insert(column.name, values);
    }
    return json;
}

QJsonObject durationsToJson(const QList<HistoryPoint> &points)
{
    QJsonObject json;
    for (const auto &[kind, word] : transactionKindNames) {
        QJsonArray index;
        QJsonArray finished;
        QJsonArray quantiles[std::size(quantileColumns)];
        for (qsizetype i = 0; i < points.size(); ++i) {
            const auto found = points[i].durations.constFind(kind);
            if (found == points[i].durations.cend())
                continue;
            index.append(qint64{i});
            finished.append(found->finished);
            for (std::size_t q = 0; q < std::size(quantileColumns); ++q)
                quantiles[q].append(shortened((*found).*quantileColumns[q].member));
        }
        if (index.isEmpty())
            continue;
        QJsonObject one{{u"index"_s, index}, {u"finished"_s, finished}};
        for (std::size_t q = 0; q < std::size(quantileColumns); ++q)
            one.insert(quantileColumns[q].name, quantiles[q]);
        json.insert(word, one);
    }
    return json;
}

QList<HistoryPoint> pointsFrom(Fields &parent)
{
    const QJsonObject json = parent.object("points"_L1);
    Fields fields(json, u"points."_s);
    QList<HistoryPoint> points;
    for (const qint64 at : numbersFrom(fields, "at"_L1))
        points.append(HistoryPoint{.at = fromMs(at)});
    const auto fits = [&](QLatin1StringView name, qsizetype size) {
        if (size == points.size())
            return true;
        fields.complain(name, "has another length than at");
        return false;
    };
    for (const CountColumn &column : countColumns) {
        const QList<qint64> values = numbersFrom(fields, column.name);
        for (qsizetype i = 0; fits(column.name, values.size()) && i < values.size(); ++i)
            points[i].*column.member = values[i];
    }
    const QList<qint64> oldest = numbersFrom(fields, "oldestStuckS"_L1);
    for (qsizetype i = 0; fits("oldestStuckS"_L1, oldest.size()) && i < oldest.size(); ++i)
        points[i].oldestStuck = Seconds{oldest[i]};
    const QJsonArray commits = fields.list("commitMsP99"_L1);
    for (qsizetype i = 0; fits("commitMsP99"_L1, commits.size()) && i < commits.size(); ++i)
        points[i].commitMsP99 = commits[i].toDouble();
    if (!fields.ok())
        parent.adopt(fields.error());
    return points;
}

void durationsFrom(Fields &parent, QList<HistoryPoint> &points)
{
    const QJsonObject all = parent.object("durations"_L1);
    for (const auto &[kind, word] : transactionKindNames) {
        const QJsonObject told = all.value(word).toObject();
        Fields one(told, u"durations."_s + word + u'.');
        const QList<qint64> index = numbersFrom(one, "index"_L1);
        const QList<qint64> finished = numbersFrom(one, "finished"_L1);
        if (finished.size() != index.size())
            one.complain("finished"_L1, "has another length than index");
        for (const QuantileColumn &column : quantileColumns) {
            const QJsonArray values = one.list(column.name);
            if (values.size() != index.size())
                one.complain(column.name, "has another length than index");
            for (qsizetype i = 0; one.ok() && i < index.size(); ++i) {
                if (index[i] < 0 || index[i] >= points.size()) {
                    one.complain("index"_L1, "is out of range");
                    break;
                }
                DurationQuantiles &quantiles = points[index[i]].durations[kind];
                quantiles.finished = finished[i];
                quantiles.*column.member = values[i].toDouble();
            }
        }
        if (!one.ok())
            parent.adopt(one.error());
    }
}

ParticipantHistory participantFrom(Fields &fields)
{
    ParticipantHistory one{.participant = fields.text("participant"_L1)};
    for (const StripColumn &column : stripColumns) {
        one.*column.member = numbersFrom(fields, column.name);
        if ((one.*column.member).size() != one.calls.size())
            fields.complain(column.name, "has another length than calls");
    }
    return one;
}

template<class T, class Read>
QList<T> itemsFrom(Fields &parent, QLatin1StringView name, Read read)
{
    QList<T> items;
    const QJsonArray list = parent.list(name);
    for (qsizetype i = 0; i < list.size() && parent.ok(); ++i) {
        const QJsonObject item = list[i].toObject();
        Fields fields(item, u"%1[%2]."_s.arg(name).arg(i), parent.unknownWords());
        items.append(read(fields));
        if (!fields.ok())
            parent.adopt(fields.error());
    }
    return items;
}

} // namespace

QJsonObject toJson(const StatsHistory &history)
{
    QJsonArray participants;
    for (const ParticipantHistory &one : history.participants) {
        QJsonObject json{{u"participant"_s, one.participant}};
        for (const StripColumn &column : stripColumns)
            json.insert(column.name, numbers(one.*column.member));
        participants.append(json);
    }
    QJsonArray initiators;
    for (const InitiatorHistory &one : history.initiators)
        initiators.append(QJsonObject{{u"kind"_s, spelled(transactionKindNames, one.kind)}, {u"host"_s, one.host}, {u"created"_s, numbers(one.created)}});
    QJsonObject json{{u"node"_s, history.node},
                     {u"from"_s, toMs(history.from)},
                     {u"step"_s, qint64{history.step.count()}},
                     {u"points"_s, pointsToJson(history.points)},
                     {u"durations"_s, durationsToJson(history.points)},
                     {u"lastHour"_s, pointToJson(history.lastHour)},
                     {u"participantStep"_s, qint64{history.participantStep.count()}},
                     {u"participantEnd"_s, toMs(history.participantEnd)},
                     {u"participants"_s, participants},
                     {u"initiators"_s, initiators}};
    if (history.yesterday)
        json.insert("yesterday"_L1, pointToJson(*history.yesterday));
    return json;
}

Result<StatsHistory> historyFromJson(const QJsonObject &json, UnknownWords unknown)
{
    constexpr qint64 longestStep = 86'400;
    Fields fields(json, unknown);
    StatsHistory history{.node = fields.text("node"_L1), .from = fields.instant("from"_L1)};
    history.step = Seconds{fields.integer("step"_L1, 1, longestStep, 60)};
    history.points = pointsFrom(fields);
    durationsFrom(fields, history.points);
    history.lastHour = pointFrom(fields, "lastHour"_L1);
    if (fields.has("yesterday"_L1))
        history.yesterday = pointFrom(fields, "yesterday"_L1);
    history.participantStep = Seconds{fields.integer("participantStep"_L1, 1, longestStep, 300)};
    history.participantEnd = fields.instant("participantEnd"_L1);
    history.participants = itemsFrom<ParticipantHistory>(fields, "participants"_L1, participantFrom);
    history.initiators = itemsFrom<InitiatorHistory>(fields, "initiators"_L1, [](Fields &one) {
        return InitiatorHistory{.kind = one.choice("kind"_L1, transactionKindNames, TransactionKind::Saga),
                                .host = one.text("host"_L1),
                                .created = numbersFrom(one, "created"_L1)};
    });
    return fields.finish(history);
}

} // namespace txdesk::codec
