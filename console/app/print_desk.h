// Prints a list or a transaction: on every page the environment, what it is, when it was, and page x of y.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>
#include <QStringList>

class QAbstractItemView;
class QPagedPaintDevice;
class QTextDocument;

namespace txdesk::console {

struct PrintTable
{
    QString title;
    QStringList headers;
    QList<QStringList> rows;
};

struct PrintJob
{
    QString environment; // "PROD shop-eu · https://dtm.eu:36789"
    QString title;       // of the list, or the gid
    QString time;        // with its offset
    QStringList paragraphs;
    QList<PrintTable> tables;
};

// What a view shows, of its visible columns; at most this many rows, and it says so when there are more.
inline constexpr int printedRows = 2000;
[[nodiscard]] PrintTable tableOf(const QAbstractItemView &view, const QString &title);

// Of a long text the first lines only, and it says so.
[[nodiscard]] QStringList printedLines(const QString &text);

// Paints all pages and returns how many there are; black on white, whatever the theme.
int paintPages(QPagedPaintDevice &device, const PrintJob &job);

} // namespace txdesk::console
