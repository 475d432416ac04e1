// Writes one line an event.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/timeline_text.h"

#include "shared/model/participant_name.h"

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

QString callWords(const JournalEvent &event)
{
    QString words = event.branch.value + u' ' + nameIn(opKindNames, event.op.value_or(OpKind::Action));
    if (event.attempt > 1)
        words += u" #%1"_s.arg(event.attempt);
    return words;
}

QString answerWords(const JournalEvent &event)
{
    QString words;
    switch (event.outcome.value_or(Outcome::Unknown)) {
    case Outcome::Succeeded:
        words = u"ok"_s;
        break;
    case Outcome::Rejected:
        words = u"refused %1"_s.arg(event.statusCode);
        break;
    case Outcome::Ongoing:
        words = u"not yet"_s;
        break;
    case Outcome::Unknown:
        words = event.statusCode > 0 ? u"unknown %1"_s.arg(event.statusCode) : u"unknown, no answer"_s;
        break;
    }
    if (event.barrier != BarrierNote::None && event.barrier != BarrierNote::Run)
        words += u" ["_s + nameIn(barrierNoteNames, event.barrier) + u']';
    return words;
}

QString statusWords(const JournalEvent &event)
{
    const QString to = event.to ? QString(nameIn(transactionStatusNames, *event.to)) : QString();
    const QString from = event.from ? QString(nameIn(transactionStatusNames, *event.from)) : u"new"_s;
    return from + " -> "_L1 + to;
}

// A workflow's step as its client reports it; a branch of tcc and xa as it joins.
QString registeredLine(const TransactionDetail &detail, const JournalEvent &event, const NameOf &nameOf)
{
    const bool isStep = detail.snapshot.transaction.kind == TransactionKind::Workflow;
    const QString result = event.outcome == Outcome::Rejected ? u"failed"_s : u"done"_s;
    if (detail.snapshot.transaction.kind == TransactionKind::At) // by its participant, before it commits
        return u"%1>TM register %2"_s.arg(nameOf(participantOf(event.text)), event.branch.value);
    return isStep ? u"AP>TM recorded %1 %2"_s.arg(callWords(event), result) : u"AP>TM register %1"_s.arg(event.branch.value);
}

// Empty: the line would say nothing that the others do not.
QString lineOf(const TransactionDetail &detail, const JournalEvent &event, const NameOf &nameOf)
{
    switch (event.kind) {
    case EventKind::Requested:
        return u"AP>TM %1 ok"_s.arg(event.text);
    case EventKind::Registered:
        return registeredLine(detail, event, nameOf);
    case EventKind::Called:
        return u"TM>%1 %2"_s.arg(laneOf(detail, event, nameOf), callWords(event));
    case EventKind::Answered:
        return u"%1>TM %2 %3"_s.arg(laneOf(detail, event, nameOf), callWords(event), answerWords(event));
    case EventKind::StatusChanged:
        return u"TM %1"_s.arg(statusWords(event));
    case EventKind::Scheduled:
        return u"TM %1"_s.arg(event.text);
    case EventKind::ManualAct:
        return u"OP>TM %1 (%2)"_s.arg(event.text, event.actor);
    case EventKind::Recovered:
        return u"TM recovered it from its store"_s;
    case EventKind::Locked:
        return u"TM locked %1 %2"_s.arg(event.branch.value, event.text);
    case EventKind::Parked:
        return u"TM parked: %1"_s.arg(event.text);
    case EventKind::Note:
        return u"TM %1"_s.arg(event.text);
    }
    return {};
}

} // namespace

QStringList timelineText(const TransactionDetail &detail, const NameOf &nameOf)
{
    QStringList lines;
    for (const JournalEvent &event : detail.events)
        if (const QString line = lineOf(detail, event, nameOf); !line.isEmpty())
            lines.append(u"L%1 "_s.arg(lines.size() + 1, 2, 10, QLatin1Char('0')) + line);
    return lines;
}

} // namespace txdesk::demo
