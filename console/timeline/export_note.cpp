// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/export_note.h"

#include "console/text/plain_text.h"
#include "console/text/time_text.h"

#include <QCoreApplication>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QString noteWords(const char *source)
{
    return QCoreApplication::translate("Sequence", source);
}

QString eventLine(const SequenceLayout &layout)
{
    QStringList words{noteWords(QT_TRANSLATE_NOOP("Sequence", "%1 events")).arg(layout.sequence.events)};
    if (layout.eventsFolded > 0)
        words.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "%1 folded")).arg(layout.eventsFolded));
    if (layout.eventsHidden > 0)
        words.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "%1 on hidden lifelines (%2)")).arg(layout.eventsHidden).arg(layout.sequence.hidden.join(u", "_s)));
    if (layout.eventsLeftOut > 0)
        words.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "%1 left out: only a part was exported")).arg(layout.eventsLeftOut));
    return words.join(u", "_s);
}

} // namespace

QStringList noteLines(const ExportNote &note, const SequenceLayout &layout)
{
    const Instant first = layout.rows.isEmpty() ? note.takenAt : layout.rows.first().at;
    QStringList lines{noteWords(QT_TRANSLATE_NOOP("Sequence", "transaction %1")).arg(oneLine(note.gid, 128))};
    if (!note.environment.isEmpty())
        lines.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "environment %1")).arg(oneLine(note.environment, 80)));
    lines.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "times in %1 (%2)")).arg(offsetText(first, note.zone), QString::fromLatin1(note.zone.id())));
    if (toMs(note.takenAt) > 0)
        lines.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "as of %1")).arg(dateTimeText(note.takenAt, note.zone)));
    lines.append(eventLine(layout));
    lines.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "TxDesk console %1")).arg(note.version));
    lines.append(noteWords(QT_TRANSLATE_NOOP("Sequence", "secrets are hidden")));
    return lines;
}

} // namespace txdesk::console
