// One function a kind of event.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/timeline_text.h"

#include "server/ctl/safe_text.h"
#include "server/ctl/time_text.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int textWidthMax = 160; // of what came from outside, in one line

QString outside(const QString &text)
{
    return fitted(safeText(text), textWidthMax);
}

QString opText(const JournalEvent &event)
{
    QStringList parts;
    if (!event.branch.isEmpty())
        parts.append(outside(event.branch.value));
    if (event.op)
        parts.append(wordIn(opKindNames, *event.op));
    return parts.join(u' ');
}

QString calledText(const JournalEvent &event)
{
    return u"%1 -> %2%3"_s.arg(opText(event), outside(event.text), event.attempt > 1 ? u" (try %1)"_s.arg(event.attempt) : QString());
}

QString barrierText(BarrierNote note)
{
    switch (note) {
    case BarrierNote::None:
    case BarrierNote::Run: return {};
    case BarrierNote::Duplicate: return u", done before: the barrier let it pass"_s;
    case BarrierNote::Empty: return u", nothing to undo: the barrier let it pass"_s;
    case BarrierNote::Late: return u", too late: the barrier stopped it"_s;
    }
    return u", barrier "_s + wordIn(barrierNoteNames, note);
}

QString answeredText(const JournalEvent &event)
{
    QString text = u"%1 <- %2"_s.arg(opText(event), event.outcome ? wordIn(outcomeNames, *event.outcome) : u"answered"_s);
    if (event.statusCode != 0)
        text += u" (%1)"_s.arg(event.statusCode);
    text += u" after "_s + spanText(event.took) + barrierText(event.barrier);
    return event.text.isEmpty() ? text : text + u": "_s + outside(event.text);
}

QString statusChangeText(const JournalEvent &event)
{
    const QString to = event.to ? wordIn(transactionStatusNames, *event.to) : u"?"_s;
    const QString text = event.from ? u"%1 => %2"_s.arg(wordIn(transactionStatusNames, *event.from), to) : u"=> "_s + to;
    return event.text.isEmpty() ? text : text + u": "_s + outside(event.text);
}

QString scheduledText(const JournalEvent &event)
{
    QString text = u"waits"_s;
    if (event.until)
        text += u" %1, until %2"_s.arg(spanText(*event.until - event.at), clockText(*event.until));
    return event.text.isEmpty() ? text : text + u": "_s + outside(event.text);
}

QString registeredText(const JournalEvent &event)
{
    const QString outcome = event.outcome ? u" as "_s + wordIn(outcomeNames, *event.outcome) : QString();
    return u"%1 registered%2%3"_s.arg(opText(event), outcome, event.text.isEmpty() ? QString() : u": "_s + outside(event.text)).trimmed();
}

QString eventText(const JournalEvent &event)
{
    switch (event.kind) {
    case EventKind::Requested: return u"the initiator asks: "_s + outside(event.text);
    case EventKind::Called: return calledText(event);
    case EventKind::Answered: return answeredText(event);
    case EventKind::StatusChanged: return statusChangeText(event);
    case EventKind::Scheduled: return scheduledText(event);
    case EventKind::ManualAct: return u"%1: %2"_s.arg(event.actor.isEmpty() ? u"somebody"_s : outside(event.actor), outside(event.text));
    case EventKind::Recovered: return u"taken over by %1"_s.arg(outside(event.coordinator));
    case EventKind::Registered: return registeredText(event);
    case EventKind::Locked: return u"locks %1"_s.arg(outside(event.text));
    case EventKind::Parked: return u"waits for a person: "_s + outside(event.text);
    case EventKind::Note: return outside(event.text);
    }
    return wordIn(eventKindNames, event.kind) + u' ' + outside(event.text); // of a newer server: as it came
}

} // namespace

QString timelineText(const TransactionDetail &detail)
{
    QString text;
    if (detail.eventsTruncated)
        text += u"  (older lines are left out)\n"_s;
    QString day;
    std::optional<Instant> before;
    for (const JournalEvent &event : detail.events) {
        if (const QString today = timeText(event.at).first(10); today != day) {
            text += u"  %1\n"_s.arg(today);
            day = today;
        }
        const QString after = before ? u"+"_s + spanText(event.at - *before) : QString();
        text += u"  %1 %2  %3\n"_s.arg(clockText(event.at), after.rightJustified(10), eventText(event));
        before = event.at;
    }
    return text.isEmpty() ? u"  nothing is recorded\n"_s : text;
}

} // namespace txdesk::ctl
