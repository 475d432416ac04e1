// How each kind of journal event becomes messages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/provenance.h"
#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/theme/op_role.h"
#include "console/timeline/sequence_answers.h"
#include "console/timeline/sequence_builder.h"
#include "console/timeline/sequence_registered.h"
#include "console/timeline/sequence_words.h"
#include "shared/base/foreign_word.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

Meaning meaningOfCall(OpKind op)
{
    if (isForeign(op))
        return Meaning::Stopped;
    return isUndo(op) ? Meaning::Compensating : Meaning::Running;
}

} // namespace

SequenceMessage &SequenceBuilder::append(SequenceMessage message)
{
    m_messages.append(std::move(message));
    return m_messages.last();
}

bool SequenceBuilder::saysNothing(const SequenceMessage &wait, Instant endedAt)
{
    return wait.until && endedAt < *wait.until && endedAt - wait.sentAt < Milliseconds(1000);
}

// A wait that something ended at once says nothing: its event goes to the message before it.
void SequenceBuilder::endWait(Instant at)
{
    if (m_messages.isEmpty() || m_messages.last().kind != MessageKind::Wait)
        return;
    SequenceMessage &wait = m_messages.last();
    wait.took = std::max(at - wait.sentAt, Milliseconds(0));
    if (m_messages.size() < 2 || !saysNothing(wait, at))
        return;
    const int events = m_messages.takeLast().events;
    m_messages.last().events += events;
}

// What was concluded and not seen is drawn in its own ink, and says by which rule.
void SequenceBuilder::take(const JournalEvent &event)
{
    endWait(event.at);
    const qsizetype before = m_messages.size();
    tell(event);
    if (provenanceOf(event) != Provenance::Inferred)
        return;
    for (qsizetype i = before; i < m_messages.size(); ++i) {
        m_messages[i].certainty = Certainty::Inferred;
        m_messages[i].text = (m_messages[i].text + u"\n≈ %1: %2"_s.arg(ruleOf(event), ruleWords(ruleOf(event)))).trimmed();
    }
}

void SequenceBuilder::tell(const JournalEvent &event)
{
    switch (event.kind) {
    case EventKind::Requested: return takeRequest(event);
    case EventKind::Called: return takeCall(event);
    case EventKind::Answered: return takeAnswer(event);
    case EventKind::StatusChanged: return takeStatus(event);
    case EventKind::Scheduled: return takeWait(event);
    case EventKind::ManualAct: return takeManualAct(event);
    case EventKind::Recovered: return takeRestart(event);
    case EventKind::Registered: return m_messages.append(messagesOfRegistration(m_detail, m_lanes, event));
    case EventKind::Locked: append(lockNote(m_messages, event, m_lanes)); m_locked = true; return;
    case EventKind::Parked: append(parkedBand(event)); return;
    case EventKind::Note: return takeNote(event, sequence_words::reason(event.text));
    }
    takeNote(event, wordOf(event.kind) + u' ' + sequence_words::firstWords(event.text)); // of a newer server: as it came
}

void SequenceBuilder::takeRequest(const JournalEvent &event)
{
    const bool again = m_detail.snapshot.transaction.kind == TransactionKind::Workflow && !m_messages.isEmpty() && event.text == "prepare"_L1;
    append({.kind = MessageKind::Call,
            .from = m_lanes.initiator(),
            .to = m_lanes.coordinator(),
            .verb = event.text,
            .label = again ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "ask for the recorded steps"))
                           : sequence_words::request(m_detail.snapshot.transaction, event.text),
            .text = event.text,
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
    m_openRequest = m_messages.size() - 1;
}

// Without what its op is called anyway: "confirm TransIn" of ".../TransInConfirm".
QString SequenceBuilder::actionName(const JournalEvent &event) const
{
    const OpKind op = event.op.value_or(OpKind::Action);
    if (op == OpKind::Resume && !m_detail.snapshot.transaction.custom.workflowName.isEmpty())
        return m_detail.snapshot.transaction.custom.workflowName;
    if (op == OpKind::Compensate)
        for (const BranchOp &row : m_detail.snapshot.ops)
            if (row.branch == event.branch && row.kind == OpKind::Action && !row.url.isEmpty())
                return callName(row.url);
    if (m_detail.snapshot.transaction.kind == TransactionKind::At) // one URL for all
        return event.branch.value;
    const QString name = callName(event.text);
    if (!hasTwoPhases(m_detail.snapshot.transaction.kind))
        return name;
    const QLatin1StringView suffix = nameIn(opKindNames, op);
    if (name.compare(suffix, Qt::CaseInsensitive) == 0)
        return event.branch.value;
    return name.endsWith(suffix, Qt::CaseInsensitive) ? name.chopped(suffix.size()) : name;
}

void SequenceBuilder::takeCall(const JournalEvent &event)
{
    const OpKind op = event.op.value_or(OpKind::Action);
    m_openRequest = -1;
    append({.kind = MessageKind::Call,
            .meaning = meaningOfCall(op),
            .from = m_lanes.coordinator(),
            .to = m_lanes.target(op, event.text, event.branch),
            .verb = spelled(opKindNames, op),
            .label = sequence_words::call(op, actionName(event), event.attempt),
            .text = redactUrl(event.text),
            .branch = event.branch,
            .op = op,
            .attempt = event.attempt,
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::takeAnswer(const JournalEvent &event)
{
    qsizetype at = openCallOf(m_messages, event);
    if (at < 0) { // its call is not in the journal we have
        takeCall(event);
        at = m_messages.size() - 1;
        m_messages[at].callMissing = true;
        m_messages[at].events = 0;
        m_messages[at].to = m_lanes.target(event.op.value_or(OpKind::Action), urlOf(event), event.branch);
    }
    touch(at);
    answerCall(m_messages[at], event);
    const bool isDirty = m_detail.snapshot.transaction.kind == TransactionKind::At && event.op == OpKind::Rollback && event.outcome == Outcome::Rejected;
    if (isDirty)
        m_messages[at].reply = sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "dirty: %1")).arg(sequence_words::firstWords(event.text));
}

QString SequenceBuilder::urlOf(const JournalEvent &event) const
{
    for (const BranchOp &op : m_detail.snapshot.ops)
        if (op.branch == event.branch && event.op == op.kind)
            return op.url;
    return {};
}

// The status change a request causes is drawn as the request's answer.
bool SequenceBuilder::answersRequest(const JournalEvent &event)
{
    if (m_openRequest < 0 || !event.to || isFinal(*event.to) || event.to == TransactionStatus::Aborting)
        return false;
    acceptRequest(event);
    ++m_messages[m_openRequest].events;
    m_openRequest = -1;
    return true;
}

void SequenceBuilder::acceptRequest(const JournalEvent &event)
{
    SequenceMessage &request = m_messages[m_openRequest];
    request.replyKind = ReplyKind::Reply;
    request.outcome = Outcome::Succeeded;
    request.reply = wordOf(Outcome::Succeeded);
    request.answeredAt = std::max(event.at, request.sentAt);
    request.answerSeq = event.seq;
}

// A line for each phase of tcc and xa; the second one also where a request asked for it.
void SequenceBuilder::takePhase(const JournalEvent &event)
{
    SequenceMessage divider = phaseDivider(m_detail.snapshot.transaction.kind, event);
    if (event.to == TransactionStatus::Submitted)
        answerReportedCalls(m_messages);
    if (!answersRequest(event))
        divider.events = 1;
    m_openRequest = -1;
    m_messages.append(divider);
    if (event.to == TransactionStatus::Submitted)
        takeUnlock(event);
}

void SequenceBuilder::takeUnlock(const JournalEvent &change)
{
    if (std::exchange(m_locked, false))
        append(unlockNote(change, m_lanes));
}

// A workflow ends by its client's word: the request that said so is accepted by the end itself.
void SequenceBuilder::tellWorkflowEnd(const JournalEvent &event)
{
    if (m_detail.snapshot.transaction.kind != TransactionKind::Workflow || m_openRequest < 0)
        return;
    acceptRequest(event);
    m_messages[m_openRequest].label = sequence_words::workflowEnd(m_detail.snapshot.transaction, event.to == TransactionStatus::Succeeded);
}

void SequenceBuilder::takeStatus(const JournalEvent &event)
{
    if (isForeign(event.from) || isForeign(event.to)) // what it ends, answers or decides is not known here
        return takeNote(event, (event.from ? wordOf(*event.from) : u"–"_s) + u" → "_s + (event.to ? wordOf(*event.to) : u"–"_s));
    if (event.to && !isFinal(*event.to) && hasTwoPhases(m_detail.snapshot.transaction.kind))
        return takePhase(event);
    if (answersRequest(event))
        return;
    if (event.to && isFinal(*event.to))
        tellWorkflowEnd(event);
    m_openRequest = -1;
    if (event.to && isFinal(*event.to))
        return takeEnd(event);
    if (!event.from) // its creation, by a request that the journal does not hold
        return takeNote(event, wordOf(event.to.value_or(m_detail.snapshot.transaction.status)));
    const bool turnsBack = event.to == TransactionStatus::Aborting;
    append({.kind = MessageKind::Decision,
            .meaning = turnsBack ? Meaning::Compensating : Meaning::Running,
            .verb = turnsBack ? u"rollback"_s : u"deliver"_s,
            .label = sequence_words::decision(m_detail.snapshot.transaction.kind, event),
            .text = redactText(event.text),
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::takeEnd(const JournalEvent &event)
{
    const bool succeeded = event.to == TransactionStatus::Succeeded;
    const bool forced = !succeeded && m_detail.snapshot.transaction.forced;
    takeUnlock(event);
    append({.kind = MessageKind::Loop,
            .meaning = succeeded ? Meaning::Succeeded : forced ? Meaning::Stopped : Meaning::Compensating,
            .from = m_lanes.coordinator(),
            .to = m_lanes.coordinator(),
            .verb = succeeded ? u"succeeded"_s : forced ? u"forced"_s : u"failed"_s,
            .label = sequence_words::end(*event.to, forced),
            .text = redactText(event.text),
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::takeWait(const JournalEvent &event)
{
    append({.kind = MessageKind::Wait,
            .meaning = Meaning::Waiting,
            .from = m_lanes.coordinator(),
            .verb = u"wait"_s,
            .label = sequence_words::reason(event.text),
            .text = event.text,
            .branch = event.branch,
            .op = event.op,
            .sentAt = event.at,
            .until = event.until,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::takeManualAct(const JournalEvent &event)
{
    append({.kind = MessageKind::Call,
            .meaning = Meaning::Stopped,
            .from = m_lanes.of(LaneRole::Operator),
            .to = m_lanes.coordinator(),
            .verb = u"manual"_s,
            .label = sequence_words::manual(event),
            .text = redactText(event.text),
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
}

// What was being called when the coordinator died may have run: nobody heard the answer.
void SequenceBuilder::takeRestart(const JournalEvent &event)
{
    const Instant lastSeen = m_messages.isEmpty() ? event.at : m_messages.last().answeredAt.value_or(m_messages.last().sentAt);
    const Milliseconds silent = std::max(event.at - lastSeen, Milliseconds(0));
    for (SequenceMessage &message : m_messages)
        if (message.kind == MessageKind::Call && message.op && message.replyKind == ReplyKind::None)
            message.replyKind = ReplyKind::Lost;
    append({.kind = MessageKind::Restart,
            .meaning = Meaning::Failed,
            .verb = u"restart"_s,
            .label = sequence_words::restart(silent),
            .text = event.text,
            .sentAt = event.at,
            .took = silent,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::takeNote(const JournalEvent &event, const QString &words)
{
    append({.kind = MessageKind::Note,
            .meaning = Meaning::Stopped,
            .from = m_lanes.coordinator(),
            .verb = u"note"_s,
            .label = words,
            .text = redactText(event.text),
            .sentAt = event.at,
            .seq = event.seq,
            .events = 1});
}

void SequenceBuilder::addFuture(const QList<PlannedCall> &calls, bool prevented)
{
    const Instant last = m_messages.isEmpty() ? m_detail.snapshot.transaction.createdAt : m_messages.last().sentAt;
    for (const PlannedCall &call : calls) {
        const JournalEvent asEvent{.branch = call.branch, .op = call.op, .text = call.url};
        append({.kind = MessageKind::Call,
                .certainty = prevented ? Certainty::Prevented : call.certain ? Certainty::Planned : Certainty::PlannedUncertain,
                .meaning = meaningOfCall(call.op),
                .from = m_lanes.coordinator(),
                .to = m_lanes.target(call.op, call.url, call.branch),
                .undoes = isUndo(call.op) ? m_actions.value(call.branch.value) : 0,
                .verb = spelled(opKindNames, call.op),
                .label = sequence_words::call(call.op, actionName(asEvent), 0),
                .reply = prevented ? sequence_words::say(QT_TRANSLATE_NOOP("Sequence", "will not happen any more")) : engineSentence(call.why),
                .text = redactUrl(call.url),
                .branch = call.branch,
                .op = call.op,
                .sentAt = call.at.value_or(last),
                .until = call.at});
    }
}

} // namespace txdesk::console
