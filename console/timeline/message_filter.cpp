// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/message_filter.h"

#include <algorithm>

namespace txdesk::console {
namespace {

bool inRange(const SequenceMessage &message, qint64 seq, const MessageFilter &filter)
{
    const bool begun = filter.fromSeq <= 0 || std::max(seq, message.answerSeq) >= filter.fromSeq;
    const bool ended = filter.toSeq > 0 && (isPlanned(message) || seq > filter.toSeq);
    return begun && !ended;
}

// Everything but failures and what stands near them.
void leaveOutPeace(QBitArray &out, const Sequence &sequence, int around)
{
    const qsizetype count = sequence.messages.size();
    QBitArray near(count);
    for (qsizetype i = 0; i < count; ++i)
        if (isFailure(sequence.messages[i]))
            near.fill(true, std::max<qsizetype>(i - around, 0), std::min<qsizetype>(i + around + 1, count));
    out |= ~near;
}

} // namespace

bool saysText(const Sequence &sequence, const SequenceMessage &message, const QString &text)
{
    for (const QString *words : {&message.label, &message.reply, &message.text, &message.verb, &message.party, &message.branch.value})
        if (words->contains(text, Qt::CaseInsensitive))
            return true;
    for (const int lane : {message.from, message.to})
        if (lane >= 0 && lane < sequence.lanes.size() && sequence.lanes[lane].name.contains(text, Qt::CaseInsensitive))
            return true;
    return message.number > 0 && text == u'#' + QString::number(message.number);
}

QBitArray leftOutBy(const Sequence &sequence, const MessageFilter &filter)
{
    if (!filter.isActive())
        return {};
    const qsizetype count = sequence.messages.size();
    QBitArray out(count);
    qint64 seq = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const SequenceMessage &message = sequence.messages[i];
        seq = message.seq > 0 ? message.seq : seq; // what is inferred goes with what it was inferred from
        const bool said = filter.search.isEmpty() || saysText(sequence, message, filter.search);
        out.setBit(i, !said || !inRange(message, seq, filter));
    }
    if (filter.failures)
        leaveOutPeace(out, sequence, filter.around);
    return out;
}

} // namespace txdesk::console
