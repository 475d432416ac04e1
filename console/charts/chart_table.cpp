// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/chart_table.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QString csvCell(QString text)
{
    bool isNumber = false;
    std::ignore = text.toDouble(&isNumber);
    if (!isNumber && !text.isEmpty() && u"=+-@\t\r"_s.contains(text[0]))
        text.prepend(u'\'');
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

QString csvLine(const QStringList &cells)
{
    QStringList done;
    for (const QString &cell : cells)
        done.append(csvCell(cell));
    return done.join(u',') + u"\r\n"_s;
}

} // namespace

QByteArray csvOf(const ChartTable &table)
{
    QString text = csvLine(table.columns);
    for (const QStringList &row : table.rows)
        text += csvLine(row);
    return text.toUtf8();
}

} // namespace txdesk::console
