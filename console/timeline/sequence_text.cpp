// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_text.h"

#include "shared/base/foreign_word.h"

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QStringList laneCodes(const QList<SequenceLane> &lanes)
{
    QStringList codes;
    int participants = 0;
    for (const SequenceLane &lane : lanes) {
        switch (lane.role) {
        case LaneRole::Operator: codes.append(u"OP"_s); break;
        case LaneRole::Initiator: codes.append(u"AP"_s); break;
        case LaneRole::Participant: codes.append(u"RM%1"_s.arg(++participants)); break;
        case LaneRole::Coordinator: codes.append(u"TM"_s); break;
        case LaneRole::Locks: codes.append(u"LK"_s); break;
        }
    }
    return codes;
}

QString answerText(const SequenceMessage &message)
{
    if (message.replyKind == ReplyKind::None)
        return u"..."_s;
    if (!message.outcome)
        return u"lost"_s;
    QString text = message.outcome == Outcome::Succeeded ? u"ok"_s : spelled(outcomeNames, *message.outcome);
    if (message.statusCode > 0 && message.statusCode != 200)
        text += u' ' + QString::number(message.statusCode);
    if (message.replyKind == ReplyKind::Refused)
        text += u" refused"_s;
    return message.barrier == BarrierNote::None ? text : text + u" ["_s + spelled(barrierNoteNames, message.barrier) + u']';
}

QString callText(const SequenceMessage &message, const QStringList &lanes)
{
    QStringList words{isPlanned(message) ? u"..."_s : u"L%1"_s.arg(message.number, 2, 10, '0'_L1),
                      lanes.value(message.from) + u'>' + lanes.value(message.to), message.verb};
    if (!message.branch.isEmpty())
        words.append(message.branch.value);
    if (message.attempt > 1)
        words.append(u"try %1"_s.arg(message.attempt));
    words.append(isPlanned(message) ? u"planned"_s : answerText(message));
    if (message.certainty == Certainty::Reported)
        words.append(u"(reported)"_s);
    if (message.undoes > 0)
        words.append(u"undoes L%1"_s.arg(message.undoes, 2, 10, '0'_L1));
    return words.join(u' ');
}

} // namespace

QStringList sequenceText(const Sequence &sequence)
{
    const QStringList lanes = laneCodes(sequence.lanes);
    QStringList lines;
    for (const SequenceMessage &message : sequence.messages) {
        switch (message.kind) {
        case MessageKind::Call:
            lines.append(lanes.value(message.to) == u"LK"_s ? u"--- "_s + message.verb : callText(message, lanes));
            break;
        case MessageKind::Loop:
            lines.append(u"L%1 %2 %3%4"_s.arg(message.number, 2, 10, '0'_L1)
                             .arg(lanes.value(message.from), message.verb,
                                  message.certainty == Certainty::Inferred ? u" (inferred)"_s : QString()));
            break;
        case MessageKind::Decision:
            lines.append(message.verb.startsWith("phase"_L1) || message.verb == "parked"_L1 ? u"=== "_s + message.verb : u"=== decided: "_s + message.verb);
            break;
        case MessageKind::Wait:
        case MessageKind::Restart:
        case MessageKind::Note: lines.append(u"--- "_s + message.verb); break;
        }
    }
    return lines;
}

} // namespace txdesk::console
