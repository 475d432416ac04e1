// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/job_codec.h"

#include "shared/codec/fields.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>
#include <QSet>
#include <QUrlQuery>

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype gidBytesMax = 128;
constexpr qsizetype rampStepsMax = 16;
constexpr int rampStepMax = 10'000;

template <class T, class Read>
QList<T> listOf(const QJsonArray &array, Read read, Fields &fields)
{
    QList<T> list;
    for (const QJsonValue &value : array) {
        Result<T> item = read(value.toObject(), fields.unknownWords());
        if (!item) {
            fields.adopt(item.error());
            break;
        }
        list.append(*std::move(item));
    }
    return list;
}

template <class T>
QJsonArray arrayOf(const QList<T> &list)
{
    QJsonArray array;
    for (const T &item : list)
        array.append(toJson(item));
    return array;
}

QJsonArray gidArray(const QList<Gid> &gids)
{
    QJsonArray array;
    for (const Gid &gid : gids)
        array.append(gid.value);
    return array;
}

Result<TransactionFilter> filterFrom(const QString &text)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    for (const auto &[name, value] : QUrlQuery(text).queryItems(QUrl::FullyDecoded))
        pairs.append({name.toUtf8(), value.toUtf8()});
    return listQueryFrom(pairs).map([](const ListQuery &query) { return query.filter; });
}

QJsonObject setJson(const FrozenSet &set, bool withGids)
{
    QJsonObject json{{u"frozenAt"_s, toMs(set.frozenAt)}};
    if (set.gids.isEmpty() && set.picked == 0)
        json.insert(u"filter"_s, QString::fromLatin1(toQuery(set.filter, {})));
    else
        json.insert(u"picked"_s, set.gids.isEmpty() ? set.picked : set.gids.size());
    if (withGids && !set.gids.isEmpty())
        json.insert(u"gids"_s, gidArray(set.gids));
    return json;
}

FrozenSet setFrom(const QJsonObject &json, Fields &outer)
{
    Fields fields(json, u"set."_s);
    FrozenSet set;
    set.frozenAt = fields.instant("frozenAt"_L1);
    set.picked = fields.integer("picked"_L1, 0);
    QSet<QString> known; // what is picked twice is acted on once
    for (const QString &gid : fields.texts("gids"_L1)) {
        if (gid.isEmpty() || gid.toUtf8().size() > gidBytesMax)
            fields.complain("gids"_L1, "has a gid that is empty or too long");
        if (known.contains(gid))
            continue;
        known.insert(gid);
        set.gids.append(Gid{gid});
    }
    if (set.gids.size() > pickedMax)
        fields.complain("gids"_L1, "are too many: at most 20000 can be picked by hand; give a filter instead");
    if (!set.gids.isEmpty())
        set.picked = set.gids.size();
    if (const QString text = fields.text("filter"_L1); !text.isEmpty()) {
        Result<TransactionFilter> filter = filterFrom(text);
        if (!filter)
            fields.adopt(filter.error());
        else
            set.filter = *std::move(filter);
    }
    if (!fields.has("filter"_L1) && set.picked == 0)
        fields.complain("filter"_L1, "is missing, and no gids are given: the order names nobody to act on");
    if (!fields.ok())
        outer.adopt(fields.error());
    return set;
}

QJsonObject paceJson(const JobPace &pace)
{
    QJsonArray ramp;
    for (const int step : pace.ramp)
        ramp.append(step);
    return {{u"perSecond"_s, pace.perSecond}, {u"stopPercent"_s, pace.stopPercent}, {u"ramp"_s, ramp}};
}

int within(Fields &fields, QLatin1StringView name, std::pair<int, int> bounds, int fallback, const char *complaint)
{
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    const qint64 value = fields.integer(name, -any, any, fallback);
    if (value < bounds.first || value > bounds.second)
        fields.complain(name, complaint);
    return static_cast<int>(value);
}
static_assert(JobPace::perSecondMax == 200 && pickedMax == 20'000 && rampStepsMax == 16, "as the complaints say");

JobPace paceFrom(const QJsonObject &json, Fields &outer)
{
    Fields fields(json, u"pace."_s);
    JobPace pace;
    pace.perSecond = within(fields, "perSecond"_L1, {1, JobPace::perSecondMax}, pace.perSecond, "must be 1 to 200 transactions a second");
    pace.stopPercent = within(fields, "stopPercent"_L1, {0, 100}, pace.stopPercent, "must be 0 to 100 percent");
    if (fields.has("ramp"_L1)) {
        pace.ramp.clear();
        for (const QJsonValue &step : fields.list("ramp"_L1))
            pace.ramp.append(std::clamp(step.toInt(), 1, rampStepMax));
        if (pace.ramp.size() > rampStepsMax)
            fields.complain("ramp"_L1, "has too many steps: at most 16");
    }
    if (!fields.ok())
        outer.adopt(fields.error());
    return pace;
}

bool isJobId(const QString &id)
{
    return !id.isEmpty() && id.size() <= jobIdMax && std::ranges::all_of(id, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

QJsonObject orderJson(const JobOrder &order, bool withGids)
{
    return {{u"id"_s, order.id}, {u"action"_s, spelled(actionNames, order.action)}, {u"set"_s, setJson(order.set, withGids)},
            {u"reason"_s, order.reason}, {u"pace"_s, paceJson(order.pace)}};
}

QJsonObject jobJson(const BulkJob &job)
{
    QJsonObject done;
    for (auto it = job.done.begin(); it != job.done.end(); ++it)
        done.insert(spelled(itemOutcomeNames, it.key()), it.value());
    QJsonObject json{{u"order"_s, orderJson(job.order, false)}, {u"state"_s, spelled(jobStateNames, job.state)},
                     {u"actor"_s, job.actor}, {u"createdAt"_s, toMs(job.createdAt)}, {u"total"_s, job.total}, {u"done"_s, done}};
    if (!job.why.isEmpty())
        json.insert(u"why"_s, job.why);
    if (job.endedAt)
        json.insert(u"endedAt"_s, toMs(*job.endedAt));
    return json;
}

Result<IneligibleCount> ineligibleFrom(const QJsonObject &json, UnknownWords)
{
    Fields fields(json);
    IneligibleCount count{.reason = fields.text("reason"_L1), .count = fields.integer("count"_L1, 0)};
    return fields.finish(std::move(count));
}

Result<TouchedParticipant> touchedFrom(const QJsonObject &json, UnknownWords)
{
    Fields fields(json);
    TouchedParticipant touched{.participant = fields.text("participant"_L1), .calls = fields.integer("calls"_L1, 0)};
    if (fields.has("okShare"_L1))
        touched.okShare = fields.number("okShare"_L1);
    return fields.finish(std::move(touched));
}

// What a server says of an order that it has taken: nothing here is ours to refuse. A filter with terms that are not known
// here is left out; nobody acts by it.
Result<JobOrder> toldOrder(const QJsonObject &json)
{
    Fields fields(json, UnknownWords::Kept);
    JobOrder order;
    order.id = fields.text("id"_L1);
    order.action = fields.choice("action"_L1, actionNames, Action::Retry);
    const QJsonObject told = fields.object("set"_L1);
    Fields set(told, u"set."_s);
    order.set.frozenAt = set.instant("frozenAt"_L1);
    order.set.picked = set.integer("picked"_L1, 0);
    order.set.filter = filterFrom(set.text("filter"_L1)).value_or(TransactionFilter{});
    order.reason = fields.text("reason"_L1);
    const QJsonObject speed = fields.object("pace"_L1);
    Fields pace(speed, u"pace."_s);
    order.pace.perSecond = static_cast<int>(std::clamp<qint64>(pace.integer("perSecond"_L1, 0), 0, rampStepMax));
    order.pace.stopPercent = static_cast<int>(std::clamp<qint64>(pace.integer("stopPercent"_L1, 0), 0, 100));
    order.pace.ramp.clear();
    for (const QJsonValue &step : pace.list("ramp"_L1))
        order.pace.ramp.append(step.toInt());
    for (const Fields *inner : {&set, &pace})
        if (!inner->ok())
            fields.adopt(inner->error());
    return fields.finish(std::move(order));
}

} // namespace

QJsonObject toJson(const JobOrder &order) { return orderJson(order, true); }
QJsonObject toJson(const BulkJob &job) { return jobJson(job); }

QJsonObject toJson(const JobDryRun &run)
{
    QJsonArray ineligible;
    for (const IneligibleCount &one : run.ineligible)
        ineligible.append(QJsonObject{{u"reason"_s, one.reason}, {u"count"_s, one.count}});
    QJsonArray touched;
    for (const TouchedParticipant &one : run.touched) {
        QJsonObject json{{u"participant"_s, one.participant}, {u"calls"_s, one.calls}};
        if (one.okShare)
            json.insert(u"okShare"_s, *one.okShare);
        touched.append(json);
    }
    return {{u"eligible"_s, run.eligible}, {u"ineligible"_s, ineligible}, {u"complete"_s, run.complete},
            {u"arrivedLater"_s, run.arrivedLater}, {u"sample"_s, arrayOf(run.sample)}, {u"touched"_s, touched}};
}

QJsonObject toJson(const JobItem &item)
{
    QJsonObject json{{u"gid"_s, item.gid.value}, {u"outcome"_s, spelled(itemOutcomeNames, item.outcome)}, {u"at"_s, toMs(item.at)}};
    if (!item.detail.isEmpty())
        json.insert(u"detail"_s, item.detail);
    return json;
}

QJsonObject toJson(const JobItems &items) { return {{u"items"_s, arrayOf(items.items)}, {u"next"_s, items.next}}; }

Result<JobOrder> jobOrderFromJson(const QJsonObject &json)
{
    Fields fields(json);
    JobOrder order;
    order.id = fields.text("id"_L1);
    if (!isJobId(order.id))
        fields.complain("id"_L1, "must be 1 to 32 letters, digits, - or _");
    const std::optional<Action> action = valueIn(actionNames, fields.text("action"_L1));
    if (!fields.has("action"_L1))
        fields.complain("action"_L1, "is missing: must be retry, abort, pause, resume or force-stop");
    else if (!action)
        fields.complain("action"_L1, "must be retry, abort, pause, resume or force-stop");
    else if (!isForMany(*action))
        fields.complain("action"_L1, "is a decision about one transaction: a job can retry, abort, pause, resume or force-stop");
    order.action = action.value_or(Action::Retry);
    order.set = setFrom(fields.object("set"_L1), fields);
    order.reason = fields.text("reason"_L1).trimmed().left(jobReasonMax);
    order.pace = paceFrom(fields.object("pace"_L1), fields);
    return fields.finish(std::move(order));
}

Result<JobDryRun> jobDryRunFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    JobDryRun run;
    run.eligible = fields.integer("eligible"_L1, 0);
    run.complete = fields.flag("complete"_L1, true);
    run.arrivedLater = fields.integer("arrivedLater"_L1, 0);
    run.ineligible = listOf<IneligibleCount>(fields.list("ineligible"_L1), ineligibleFrom, fields);
    run.sample = listOf<TransactionRow>(fields.list("sample"_L1), rowFromJson, fields);
    run.touched = listOf<TouchedParticipant>(fields.list("touched"_L1), touchedFrom, fields);
    return fields.finish(std::move(run));
}

Result<BulkJob> bulkJobFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    BulkJob job;
    if (const Result<JobOrder> order = unknown == UnknownWords::Kept ? toldOrder(fields.object("order"_L1)) : jobOrderFromJson(fields.object("order"_L1)); !order)
        fields.adopt(order.error());
    else
        job.order = *order;
    job.state = fields.choice("state"_L1, jobStateNames, JobState::Running);
    job.why = fields.text("why"_L1);
    job.actor = fields.text("actor"_L1);
    job.createdAt = fields.instant("createdAt"_L1);
    job.endedAt = fields.maybeInstant("endedAt"_L1);
    job.total = fields.integer("total"_L1, 0);
    const QJsonObject done = fields.object("done"_L1);
    Fields counts(done);
    for (const Name<ItemOutcome> &name : itemOutcomeNames)
        if (counts.has(name.text))
            job.done.insert(name.value, counts.integer(name.text, 0));
    for (auto count = done.begin(); unknown == UnknownWords::Kept && count != done.end(); ++count)
        if (!valueIn(itemOutcomeNames, count.key())) // the sum stays right
            job.done.insert(foreignValue<ItemOutcome>(count.key()), count->toInteger());
    return fields.finish(std::move(job));
}

Result<JobItem> jobItemFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    JobItem item;
    item.gid = Gid{fields.text("gid"_L1)};
    item.outcome = fields.choice("outcome"_L1, itemOutcomeNames, ItemOutcome::Lost);
    item.detail = fields.text("detail"_L1);
    item.at = fields.instant("at"_L1);
    return fields.finish(std::move(item));
}

Result<JobItems> jobItemsFromJson(const QJsonObject &json, UnknownWords unknown)
{
    Fields fields(json, unknown);
    JobItems items;
    items.items = listOf<JobItem>(fields.list("items"_L1), jobItemFromJson, fields);
    items.next = fields.text("next"_L1);
    return fields.finish(std::move(items));
}

} // namespace txdesk::codec
