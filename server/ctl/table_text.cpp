// Widths are those of a terminal, not numbers of characters.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/table_text.h"

#include "server/ctl/safe_text.h"

#include <algorithm>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

QString padded(const QString &cell, int width, const Column &column, bool isLast)
{
    const QString blanks(std::max(0, width - displayWidth(cell)), u' ');
    if (column.isNumber)
        return blanks + cell;
    return isLast ? cell : cell + blanks;
}

} // namespace

QString tableText(const QList<Column> &columns, const QList<QStringList> &rows)
{
    QList<QStringList> lines{{}};
    for (const Column &column : columns)
        lines.first().append(column.title);
    for (const QStringList &row : rows) {
        QStringList cells;
        for (qsizetype i = 0; i < columns.size(); ++i)
            cells.append(fitted(safeText(row.value(i)), columns[i].widthMax));
        lines.append(cells);
    }
    QString out;
    for (const QStringList &line : lines) {
        QStringList cells;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            int width = 0;
            for (const QStringList &other : lines)
                width = std::max(width, displayWidth(other[i]));
            cells.append(padded(line[i], width, columns[i], i + 1 == columns.size()));
        }
        QString text = cells.join(u"  "_s);
        while (text.endsWith(u' '))
            text.chop(1);
        out += text + u'\n';
    }
    return out;
}

} // namespace txdesk::ctl
