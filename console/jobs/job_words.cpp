// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/job_words.h"

#include "console/text/foreign_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "shared/codec/audit_codec.h"

#include <QDateTime>

namespace txdesk::console {

using namespace Qt::StringLiterals;

QString JobWords::state(const BulkJob &job)
{
    const QString why = engineSentence(job.why);
    switch (job.state) {
    case JobState::Collecting: return tr("collecting its set");
    case JobState::Running: return tr("running");
    case JobState::Paused: return tr("paused");
    case JobState::StoppedItself: return why.isEmpty() ? tr("stopped itself") : tr("stopped itself: %1").arg(why);
    case JobState::Cancelled: return tr("cancelled");
    case JobState::Done: return why.isEmpty() ? tr("done") : tr("done: %1").arg(why);
    }
    return foreignText(job.state);
}

QString JobWords::outcome(ItemOutcome outcome)
{
    switch (outcome) {
    case ItemOutcome::TookEffect: return tr("✔ took effect");
    case ItemOutcome::NoEffectSeen: return tr("◌ accepted, no effect seen");
    case ItemOutcome::Refused: return tr("✖ refused");
    case ItemOutcome::Changed: return tr("▣ left alone: it had changed");
    case ItemOutcome::Lost: return tr("? no answer: it may have been done");
    }
    return u"? "_s + foreignText(outcome);
}

Meaning JobWords::meaning(JobState state)
{
    switch (state) {
    case JobState::Collecting:
    case JobState::Running: return Meaning::Running;
    case JobState::Paused: return Meaning::Waiting;
    case JobState::StoppedItself: return Meaning::Failed;
    case JobState::Cancelled: return Meaning::Stopped;
    case JobState::Done: return Meaning::Succeeded;
    }
    return Meaning::Stopped;
}

qint64 JobWords::failed(const BulkJob &job)
{
    qint64 count = 0;
    for (auto it = job.done.begin(); it != job.done.end(); ++it)
        count += isFailure(it.key()) ? it.value() : 0;
    return count;
}

qint64 JobWords::waiting(const BulkJob &job) { return std::max<qint64>(0, job.total - job.doneCount()); }

QString JobWords::counts(const BulkJob &job)
{
    const QString left = isFinal(job.state) ? tr("not done %1").arg(waiting(job)) : tr("waiting %1").arg(waiting(job));
    return tr("ok %1 · failed %2 · changed %3").arg(job.done.value(ItemOutcome::TookEffect)).arg(failed(job)).arg(job.done.value(ItemOutcome::Changed))
           + u" · "_s + left;
}

QString JobWords::set(const FrozenSet &set, const QString &filterText, const QTimeZone &zone)
{
    const QString until = dateTimeText(set.frozenAt, zone); // with its zone: it is what the job goes by
    const qint64 picked = set.gids.isEmpty() ? set.picked : set.gids.size();
    if (picked > 0)
        return tr("%n transactions picked by hand, as of %1", nullptr, static_cast<int>(picked)).arg(until);
    return filterText.isEmpty() ? tr("Everything there is, created until %1").arg(until)
                                : tr("Everything matching %1, created until %2").arg(filterText, until);
}

QString JobWords::sentence(const JobOrder &order)
{
    return order.set.picked > 0 ? tr("%1 · %2 picked", "verb, number").arg(wordOf(order.action)).arg(order.set.picked)
                                : tr("%1 · all matching", "verb").arg(wordOf(order.action));
}

QByteArray JobWords::csv(const BulkJob &job, const QList<JobItem> &items)
{
    QByteArray text = "\xEF\xBB\xBF";
    text += "job,action,gid,outcome,detail,at\r\n";
    for (const JobItem &item : items) {
        const QString at = QDateTime::fromMSecsSinceEpoch(toMs(item.at), Qt::UTC).toString(Qt::ISODateWithMs);
        const QString cells[] = {job.order.id, spelled(actionNames, job.order.action), item.gid.value, spelled(itemOutcomeNames, item.outcome), item.detail, at};
        QByteArrayList line;
        for (const QString &cell : cells)
            line.append(codec::csvCell(cell));
        text += line.join(',') + "\r\n";
    }
    return text;
}

} // namespace txdesk::console
