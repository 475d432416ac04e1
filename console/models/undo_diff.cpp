// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/undo_diff.h"

#include "console/text/plain_text.h"
#include "console/text/redaction.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype valueMax = 200;
constexpr qsizetype stakeMax = 12; // lines of a dialog

QString shown(const QString &column, const UndoValue &value)
{
    if (value.kind != UndoValue::Kind::Null && isSecretKey(column))
        return redactedMark(value.text.size());
    return UndoWords::value(value);
}

// One row of an item in its three images.
struct Images
{
    const std::optional<UndoRow> &before;
    const std::optional<UndoRow> &after;
    const std::optional<UndoRow> &now;
};

QString keyText(const UndoItem &item, const Images &images)
{
    const std::optional<UndoRow> &known = images.before ? images.before : images.after ? images.after : images.now;
    QStringList values;
    for (const QString &name : item.key)
        if (const qsizetype at = item.columns.indexOf(name); known && at >= 0)
            values.append(shown(name, known->at(at)));
    return values.join(u", "_s);
}

CellVerdict verdictOfValues(const UndoValue &before, const UndoValue &after, const UndoValue &now)
{
    if (before == after)
        return now == before ? CellVerdict::Untouched : CellVerdict::NotOurs;
    if (now == before)
        return CellVerdict::Restored;
    return now == after ? CellVerdict::Unchanged : CellVerdict::Foreign;
}

CellVerdict verdictOfCell(const Images &images, qsizetype column)
{
    const auto at = [column](const std::optional<UndoRow> &image) { return image->at(column); };
    if (images.before && images.after)
        return images.now                              ? verdictOfValues(at(images.before), at(images.after), at(images.now))
               : at(images.before) == at(images.after) ? CellVerdict::NotOurs // somebody deleted the row
                                                       : CellVerdict::Foreign;
    if (!images.now)
        return CellVerdict::Untouched; // a deleted row that is still away, an inserted one that is gone: the whole row says it
    if (images.before)
        return at(images.before) == at(images.now) ? CellVerdict::Restored : CellVerdict::Foreign;
    return at(images.after) == at(images.now) ? CellVerdict::Unchanged : CellVerdict::Foreign;
}

// The row as a whole came or went: with an insert, a delete, or by somebody else's hand.
UndoCell wholeRow(const UndoItem &item, const Images &images)
{
    const auto words = [](const std::optional<UndoRow> &image) {
        return image ? UndoWords::tr("there") : UndoWords::tr("not there");
    };
    UndoCell cell{.table = item.table,
                  .row = keyText(item, images),
                  .column = UndoWords::tr("(whole row)"),
                  .before = words(images.before),
                  .after = words(images.after),
                  .now = words(images.now)};
    if (images.now.has_value() == images.before.has_value() && (!images.now || *images.now == *images.before))
        cell.verdict = CellVerdict::Restored;
    else if (images.now.has_value() == images.after.has_value() && (!images.now || *images.now == *images.after))
        cell.verdict = CellVerdict::Unchanged;
    else
        cell.verdict = CellVerdict::Foreign;
    return cell;
}

UndoCell cellOf(const UndoItem &item, const Images &images, qsizetype column)
{
    const QString &name = item.columns[column];
    const auto text = [&](const std::optional<UndoRow> &image) { return image ? shown(name, image->at(column)) : u"–"_s; };
    UndoCell cell{.table = item.table,
                  .row = keyText(item, images),
                  .column = name,
                  .before = text(images.before),
                  .after = text(images.after),
                  .now = text(images.now)};
    cell.verdict = verdictOfCell(images, column);
    return cell;
}

QList<UndoCell> cellsOfRow(const UndoItem &item, qsizetype row)
{
    const Images images{item.before[row], item.after[row], item.now[row]};
    QList<UndoCell> cells;
    if (!images.before || !images.after || !images.now)
        cells.append(wholeRow(item, images));
    for (qsizetype column = 0; column < item.columns.size(); ++column)
        cells.append(cellOf(item, images, column));
    std::stable_sort(cells.begin(), cells.end(), [](const UndoCell &a, const UndoCell &b) { return a.verdict > b.verdict; });
    return cells;
}

QString stakeLine(const UndoCell &cell, Action decision)
{
    const QString line = decision == Action::ForceRollback ? UndoWords::tr("%1 %2, %3: %4 is overwritten with %5")
                                                           : UndoWords::tr("%1 %2, %3: %4 stays, %5 is given up");
    return line.arg(cell.table, cell.row, cell.column, cell.now, cell.before);
}

} // namespace

QString UndoWords::value(const UndoValue &value)
{
    switch (value.kind) {
    case UndoValue::Kind::Null: return u"NULL"_s;
    case UndoValue::Kind::Integer:
    case UndoValue::Kind::Real: return oneLine(value.text, valueMax);
    case UndoValue::Kind::Text: return u'“' + oneLine(value.text, valueMax) + u'”';
    case UndoValue::Kind::Bytes: break;
    }
    const QByteArray bytes = QByteArray::fromBase64(value.text.toLatin1());
    return tr("%n bytes: %1", nullptr, static_cast<int>(bytes.size())).arg(oneLine(QString::fromLatin1(bytes.left(24).toHex(' ')), valueMax));
}

QString UndoWords::verdict(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Untouched: return tr("· not changed");
    case CellVerdict::Restored: return tr("✔ restored already");
    case CellVerdict::Unchanged: return tr("↺ unchanged: can be put back");
    case CellVerdict::NotOurs: return tr("◔ foreign: left alone");
    case CellVerdict::Foreign: return tr("✖ changed by somebody else");
    }
    return {};
}

QString UndoWords::explanation(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Untouched: return tr("This transaction did not change it, and nobody else has since.");
    case CellVerdict::Restored: return tr("It is as it was before: nothing is left to put back.");
    case CellVerdict::Unchanged: return tr("It is as this transaction left it: a rollback puts the old value back.");
    case CellVerdict::NotOurs: return tr("Somebody else changed it, and this transaction did not: it is neither compared nor written.");
    case CellVerdict::Foreign: return tr("Somebody else changed it after this transaction did: a rollback would overwrite that, so it is refused.");
    }
    return {};
}

Meaning UndoWords::meaning(CellVerdict verdict)
{
    switch (verdict) {
    case CellVerdict::Untouched: return Meaning::Stopped;
    case CellVerdict::Restored: return Meaning::Succeeded;
    case CellVerdict::Unchanged: return Meaning::Compensating;
    case CellVerdict::NotOurs: return Meaning::Waiting;
    case CellVerdict::Foreign: return Meaning::Failed;
    }
    return Meaning::Stopped;
}

QStringList UndoWords::stake(const UndoView &view, Action decision)
{
    QStringList lines;
    int more = 0;
    for (const UndoCell &cell : undoCells(view)) {
        const bool written = cell.verdict == CellVerdict::Foreign || cell.verdict == CellVerdict::Unchanged;
        if (!written || cell.before == u"–"_s) // of an inserted row it is enough to say that it goes
            continue;
        if (lines.size() < stakeMax)
            lines.append(stakeLine(cell, decision));
        else
            ++more;
    }
    if (more > 0)
        lines.append(tr("and %n more values", nullptr, more));
    return lines;
}

QString UndoWords::summary(const UndoView &view)
{
    int rows = 0;
    int dirty = 0;
    for (const UndoItem &item : view.items)
        for (qsizetype row = 0; row < item.now.size(); ++row) {
            const QList<UndoCell> cells = cellsOfRow(item, row);
            ++rows;
            dirty += !cells.isEmpty() && cells.first().verdict == CellVerdict::Foreign ? 1 : 0;
        }
    if (dirty == 0)
        return tr("%n rows; nobody else has changed what this branch changed.", nullptr, rows);
    return tr("%n rows were changed by somebody else after this branch.", nullptr, dirty) + u' ' + tr("%n rows in all.", nullptr, rows);
}

QList<UndoCell> undoCells(const UndoView &view)
{
    QList<UndoCell> cells;
    for (const UndoItem &item : view.items)
        for (qsizetype row = 0; row < item.now.size(); ++row)
            cells += cellsOfRow(item, row);
    return cells;
}

bool isDirty(const UndoView &view)
{
    const QList<UndoCell> cells = undoCells(view);
    return std::any_of(cells.cbegin(), cells.cend(), [](const UndoCell &cell) { return cell.verdict == CellVerdict::Foreign; });
}

} // namespace txdesk::console
