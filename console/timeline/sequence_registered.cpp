// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_registered.h"

#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/timeline/sequence_words.h"

#include <QCoreApplication>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// The journal's URL, or that of the branch's stored ops.
QString urlOfBranch(const TransactionDetail &detail, const JournalEvent &event)
{
    if (!event.text.isEmpty())
        return event.text;
    for (const BranchOp &op : detail.snapshot.ops)
        if (op.branch == event.branch && !op.url.isEmpty())
            return op.url;
    return {};
}

SequenceMessage registration(const JournalEvent &event, int from, int to)
{
    return {.kind = MessageKind::Call,
            .from = from,
            .to = to,
            .verb = u"register"_s,
            .label = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "register branch %1")).arg(event.branch.value),
            .text = redactUrl(event.text),
            .branch = event.branch,
            .replyKind = ReplyKind::Reply, // it is in the journal, so it was accepted
            .outcome = Outcome::Succeeded,
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1};
}

SequenceMessage firstPhaseCall(TransactionKind kind, const JournalEvent &event, int from, int to)
{
    const bool isTry = kind == TransactionKind::Tcc;
    const bool isAt = kind == TransactionKind::At;
    const QString words = isTry ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "try, branch %1"))
                          : isAt ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "change rows, branch %1"))
                                 : sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "work and XA prepare, branch %1"));
    return {.kind = MessageKind::Call,
            .certainty = Certainty::Reported,
            .from = from,
            .to = to,
            .verb = isTry ? u"try"_s : isAt ? u"change"_s : u"xa"_s,
            .label = words.arg(event.branch.value),
            .branch = event.branch,
            .sentAt = event.at};
}

SequenceMessage recordedStep(const JournalEvent &event, const SequenceLanes &lanes)
{
    const OpKind op = event.op.value_or(OpKind::Action);
    const bool failed = event.outcome == Outcome::Rejected;
    const QString words = failed ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "recorded %1 %2: failed"))
                                 : sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "recorded %1 %2: done"));
    return {.kind = MessageKind::Call,
            .meaning = failed ? Meaning::Failed : isUndo(op) ? Meaning::Compensating : Meaning::Running,
            .from = lanes.initiator(),
            .to = lanes.coordinator(),
            .verb = u"recorded %1"_s.arg(nameIn(opKindNames, op)),
            .label = words.arg(event.branch.value, wordOf(op)),
            .text = redactText(event.text),
            .branch = event.branch,
            .replyKind = ReplyKind::Reply,
            .outcome = event.outcome.value_or(Outcome::Succeeded),
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1};
}

bool isRecorded(const SequenceMessage &message)
{
    return message.verb.startsWith(u"recorded "_s);
}

// A wake-up whose client answered, or went on recording.
bool arrived(const QList<SequenceMessage> &messages, qsizetype wakeUp)
{
    if (messages[wakeUp].replyKind == ReplyKind::Reply)
        return true;
    for (qsizetype i = wakeUp + 1; i < messages.size() && messages[i].op != OpKind::Resume; ++i)
        if (isRecorded(messages[i]))
            return true;
    return false;
}

} // namespace

QList<SequenceMessage> messagesOfRegistration(const TransactionDetail &detail, const SequenceLanes &lanes, const JournalEvent &event)
{
    const TransactionKind kind = detail.snapshot.transaction.kind;
    if (kind == TransactionKind::Workflow)
        return {recordedStep(event, lanes)};
    const int caller = lanes.registrar(event.branch);
    const int participant = lanes.target(OpKind::Try, urlOfBranch(detail, event), event.branch);
    SequenceMessage call = firstPhaseCall(kind, event, caller, participant);
    if (kind == TransactionKind::Xa || kind == TransactionKind::At) { // the participant registers itself, from within its phase 1
        call.answerBehind = event.seq;
        return {call, registration(event, participant, lanes.coordinator())};
    }
    return {registration(event, caller, lanes.coordinator()), call};
}

SequenceMessage lockNote(QList<SequenceMessage> &messages, const JournalEvent &event, const SequenceLanes &lanes)
{
    // The participant commits its local transaction once it has the locks: its answer is drawn behind them.
    for (auto message = messages.rbegin(); message != messages.rend(); ++message)
        if (message->certainty == Certainty::Reported && message->branch == event.branch) {
            message->answerBehind = event.seq;
            break;
        }
    const QString words = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "locked for branch %1: %2"));
    return {.kind = MessageKind::Call,
            .meaning = Meaning::Waiting,
            .from = lanes.coordinator(),
            .to = lanes.of(LaneRole::Locks),
            .verb = u"locked"_s,
            .label = words.arg(event.branch.value, sequence_words::firstWords(event.text)),
            .text = redactText(event.text),
            .branch = event.branch,
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1};
}

// A decision lets them go; an end has let them go before it is told.
SequenceMessage unlockNote(const JournalEvent &change, const SequenceLanes &lanes)
{
    const bool ends = change.to && isFinal(*change.to);
    return {.kind = MessageKind::Call,
            .certainty = Certainty::Inferred,
            .meaning = Meaning::Succeeded,
            .from = lanes.coordinator(),
            .to = lanes.of(LaneRole::Locks),
            .verb = u"unlocked"_s,
            .label = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "all its locks are released")),
            .sentAt = change.at,
            .answerBehind = ends ? change.seq - 1 : change.seq};
}

SequenceMessage parkedBand(const JournalEvent &event)
{
    return {.kind = MessageKind::Decision,
            .meaning = Meaning::Failed,
            .verb = u"parked"_s,
            .label = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "⚑ Waits for a person: %1")).arg(sequence_words::reason(event.text)),
            .text = redactText(event.text),
            .branch = event.branch,
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1};
}

void answerReportedCalls(QList<SequenceMessage> &messages)
{
    for (SequenceMessage &message : messages) {
        if (message.certainty != Certainty::Reported)
            continue;
        message.replyKind = ReplyKind::Reply;
        message.outcome = Outcome::Succeeded;
        message.reply = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "done, as the initiator says"));
        message.answeredAt = message.sentAt;
    }
}

SequenceMessage phaseDivider(TransactionKind kind, const JournalEvent &statusChange)
{
    const bool first = statusChange.to == TransactionStatus::Prepared;
    const bool back = statusChange.to == TransactionStatus::Aborting;
    return {.kind = MessageKind::Decision,
            .meaning = back ? Meaning::Compensating : first ? Meaning::Waiting : Meaning::Running,
            .verb = first ? u"phase 1"_s : back ? u"phase 2, back"_s : u"phase 2"_s,
            .label = sequence_words::decision(kind, statusChange),
            .text = redactText(statusChange.text),
            .sentAt = statusChange.at,
            .seq = statusChange.seq};
}

void insertReplays(QList<SequenceMessage> &messages, const SequenceLanes &lanes)
{
    QStringList recorded;
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (isRecorded(messages[i]) && !recorded.contains(messages[i].branch.value))
            recorded.append(messages[i].branch.value);
        if (messages[i].op != OpKind::Resume || recorded.isEmpty() || !arrived(messages, i))
            continue;
        const QString words = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "Replay, taken from the record and not run again: %1"));
        const SequenceMessage note{.kind = MessageKind::Note,
                                   .certainty = Certainty::Inferred,
                                   .meaning = Meaning::Stopped,
                                   .from = lanes.initiator(),
                                   .verb = u"replay"_s,
                                   .label = words.arg(recorded.join(u", "_s)),
                                   .sentAt = messages[i].sentAt};
        messages.insert(i + 1, note);
    }
}

} // namespace txdesk::console
