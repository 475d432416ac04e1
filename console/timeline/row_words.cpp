// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/row_words.h"

#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

#include <QCoreApplication>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QString laneName(const SequenceLayout &layout, int lane)
{
    if (lane < 0 || lane >= layout.sequence.lanes.size())
        return {};
    const SequenceLane &found = layout.sequence.lanes[lane];
    return found.role == LaneRole::Coordinator ? u"TM"_s : found.role == LaneRole::Initiator ? u"AP"_s : found.name;
}

QString certaintyWords(const SequenceMessage &message)
{
    switch (message.certainty) {
    case Certainty::Observed: return {};
    case Certainty::Inferred: return QCoreApplication::translate("Sequence", "inferred, not observed");
    case Certainty::Reported: return QCoreApplication::translate("Sequence", "reported by the initiator, not seen by the coordinator");
    case Certainty::Planned: return QCoreApplication::translate("Sequence", "planned");
    case Certainty::PlannedUncertain: return QCoreApplication::translate("Sequence", "possible");
    case Certainty::Prevented: return QCoreApplication::translate("Sequence", "will not happen any more");
    }
    return {};
}

QString callWords(const SequenceLayout &layout, const SequenceMessage &message)
{
    const QString to = message.party.isEmpty() ? laneName(layout, message.to) : message.party;
    const QString parties = QCoreApplication::translate("Sequence", "%1 to %2: %3").arg(laneName(layout, message.from), to, message.label);
    return message.number > 0 ? u"%1. %2"_s.arg(QString::number(message.number), parties) : parties;
}

QString replyWords(const SequenceLayout &layout, const SequenceMessage &message)
{
    QString words = QCoreApplication::translate("Sequence", "answer to %1: %2").arg(callWords(layout, message), message.reply);
    if (message.took > Milliseconds(0))
        words += u", "_s + durationText(message.took);
    return words;
}

} // namespace

QString rowWords(const SequenceLayout &layout, qsizetype index, const QTimeZone &zone)
{
    const SequenceRow &row = layout.rows[index];
    if (row.kind == RowKind::Now || row.kind == RowKind::Stub)
        return row.text;
    const SequenceMessage &message = layout.sequence.messages[row.message];
    QString words;
    if (row.kind == RowKind::Fold)
        words = foldLabel(layout.folds[row.fold], layout.sequence.messages);
    else if (row.kind == RowKind::Reply)
        words = replyWords(layout, message);
    else
        words = row.kind == RowKind::Call ? callWords(layout, message) : message.label;
    if (const QString barrier = wordOf(message.barrier, message.op); row.kind == RowKind::Reply && !barrier.isEmpty())
        words += u"; "_s + barrier;
    if (const QString certainty = certaintyWords(message); !certainty.isEmpty())
        return words + u"; "_s + certainty;
    return QCoreApplication::translate("Sequence", "%1; at %2").arg(words, clockMsText(row.at, zone));
}

QString rowToolTip(const SequenceLayout &layout, qsizetype index, const QTimeZone &zone)
{
    const SequenceRow &row = layout.rows[index];
    QStringList lines{rowWords(layout, index, zone)};
    if (row.message < 0)
        return lines.first();
    const SequenceMessage &message = layout.sequence.messages[row.message];
    if (!message.text.isEmpty())
        lines.append(message.text.left(1000));
    if (isPlanned(message) && !message.reply.isEmpty())
        lines.append(message.reply);
    if (row.kind != RowKind::Now && !isPlanned(message))
        lines.append(dateTimeText(row.at, zone));
    return lines.join(u'\n');
}

QString laneToolTip(const SequenceLayout &layout, int index)
{
    const SequenceLane &lane = layout.sequence.lanes[index];
    const LaneBox &box = layout.lanes[index];
    QStringList lines{lane.name};
    for (const QString &member : lane.members)
        lines.append(u"  "_s + member);
    if (!lane.branches.isEmpty())
        lines.append(QCoreApplication::translate("Sequence", "branch %1").arg(lane.branches.join(u", "_s)));
    if (box.calls > 0)
        lines.append(QCoreApplication::translate("Sequence", "%1 calls answered, %2 failed (%3 %)")
                         .arg(box.calls).arg(box.failures).arg(qRound(100.0 * box.failures / box.calls)));
    return lines.join(u'\n');
}

} // namespace txdesk::console
