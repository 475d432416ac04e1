// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/foreign_text.h"

#include "console/text/plain_text.h"

#include <QCoreApplication>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype wordsNamedMost = 4;

QString unknownPlace(const char *source, const QString &word)
{
    return QCoreApplication::translate("Words", source).arg(word);
}

QString unknownOf(const BranchOp &op)
{
    if (isForeign(op.kind))
        return unknownPlace(QT_TRANSLATE_NOOP("Words", "operation %1"), foreignText(op.kind));
    return isForeign(op.status) ? unknownPlace(QT_TRANSLATE_NOOP("Words", "status %1 of a branch"), foreignText(op.status)) : QString();
}

// The first word of an entry that is not known here.
QString unknownOf(const JournalEvent &event)
{
    if (isForeign(event.kind))
        return foreignText(event.kind);
    for (const QString &word : {event.op ? foreignText(*event.op) : QString(), event.outcome ? foreignText(*event.outcome) : QString(),
                                event.from ? foreignText(*event.from) : QString(), event.to ? foreignText(*event.to) : QString(),
                                foreignText(event.barrier)})
        if (!word.isEmpty())
            return word;
    return {};
}

} // namespace

QString quotedWord(const QString &word)
{
    return u'“' + oneLine(word, foreignWordMax) + u'”';
}

QString unknownOf(const GlobalTransaction &transaction)
{
    if (isForeign(transaction.status))
        return unknownPlace(QT_TRANSLATE_NOOP("Words", "status %1"), foreignText(transaction.status));
    if (isForeign(transaction.kind))
        return unknownPlace(QT_TRANSLATE_NOOP("Words", "type %1"), foreignText(transaction.kind));
    if (isForeign(transaction.parked))
        return unknownPlace(QT_TRANSLATE_NOOP("Words", "waits for a person because of %1"), foreignText(transaction.parked));
    return isForeign(transaction.resolution) ? unknownPlace(QT_TRANSLATE_NOOP("Words", "decision %1"), foreignText(transaction.resolution)) : QString();
}

QString unknownOf(const TransactionDetail &detail)
{
    QString unknown = unknownOf(detail.snapshot.transaction);
    for (const BranchOp &op : detail.snapshot.ops)
        if (unknown.isEmpty())
            unknown = unknownOf(op);
    return unknown;
}

QString unknownSentence(const QString &place)
{
    if (place.isEmpty())
        return {};
    return QCoreApplication::translate("Words", "This server says %1, which this console does not know: update the console.").arg(place);
}

QString unknownEntries(const QList<JournalEvent> &events)
{
    int count = 0;
    QStringList words;
    for (const JournalEvent &event : events) {
        const QString word = unknownOf(event);
        if (word.isEmpty())
            continue;
        ++count;
        if (!words.contains(word))
            words.append(word);
    }
    if (count == 0)
        return {};
    const QString more = words.size() > wordsNamedMost ? u", …"_s : QString();
    return QCoreApplication::translate("Words", "%n journal entries with a word that this console does not know: %1", nullptr, count)
        .arg(words.first(std::min(words.size(), wordsNamedMost)).join(u", "_s) + more);
}

} // namespace txdesk::console
