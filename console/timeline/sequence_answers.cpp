// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_answers.h"

#include "console/text/redaction.h"
#include "console/theme/op_role.h"
#include "console/timeline/sequence_words.h"
#include "shared/base/foreign_word.h"

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype lookedBackMax = 512;

ReplyKind replyKindOf(const JournalEvent &event)
{
    if (event.statusCode != 0 || event.outcome != Outcome::Unknown)
        return ReplyKind::Reply;
    return event.text.contains("refused"_L1, Qt::CaseInsensitive) ? ReplyKind::Refused : ReplyKind::Lost;
}

Meaning answeredMeaning(const SequenceMessage &call, Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded: return call.meaning;
    case Outcome::Ongoing: return Meaning::Waiting;
    case Outcome::Rejected:
    case Outcome::Unknown: return Meaning::Failed;
    }
    return Meaning::Stopped; // a word of a newer server
}

} // namespace

qsizetype openCallOf(const QList<SequenceMessage> &messages, const JournalEvent &answer)
{
    qsizetype found = -1;
    for (qsizetype i = messages.size() - 1; i >= std::max<qsizetype>(0, messages.size() - lookedBackMax); --i) {
        const SequenceMessage &message = messages[i];
        if (message.kind != MessageKind::Call || message.replyKind != ReplyKind::None || !message.op
            || message.op != answer.op || message.branch != answer.branch)
            continue;
        if (message.attempt == answer.attempt)
            return i;
        if (found < 0)
            found = i;
    }
    return found;
}

void answerCall(SequenceMessage &call, const JournalEvent &answer)
{
    const Outcome outcome = answer.outcome.value_or(Outcome::Unknown);
    call.replyKind = replyKindOf(answer);
    call.outcome = outcome;
    call.meaning = answeredMeaning(call, outcome);
    call.reply = sequence_words::reply(answer);
    call.statusCode = answer.statusCode;
    call.barrier = answer.barrier;
    call.took = answer.took;
    call.answeredAt = std::max(answer.at, call.sentAt); // an answer is never drawn before its call
    call.answerSeq = answer.seq;
    if (!answer.text.isEmpty() && outcome != Outcome::Succeeded)
        call.text += u'\n' + redactText(answer.text);
    ++call.events;
}

int numberArrows(QList<SequenceMessage> &messages, QHash<QString, int> &forward, qsizetype from, int next)
{
    for (qsizetype i = from; i < messages.size(); ++i) {
        SequenceMessage &message = messages[i];
        const bool lock = message.verb == u"locked"_s || message.verb == u"unlocked"_s; // part of the call before it
        if (lock || message.callMissing || (message.kind != MessageKind::Call && message.kind != MessageKind::Loop))
            continue;
        message.number = ++next;
        const bool isForward = message.op ? !isForeign(*message.op) && roleOf(*message.op) == OpRole::Forward : message.certainty == Certainty::Reported;
        if (isForward)
            forward.insert(message.branch.value, next);
        else if (message.op && isUndo(*message.op))
            message.undoes = forward.value(message.branch.value);
    }
    return next;
}

} // namespace txdesk::console
