// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/print_desk.h"

#include "console/text/plain_text.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QHeaderView>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTableView>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal pointSize = 8;
constexpr qreal headLines = 2.6;
constexpr qsizetype cellLongest = 300;

QString say(const char *text) { return QCoreApplication::translate("PrintDesk", text); }

// Text of servers goes in as text: a document that is never given HTML has none.
void addTable(QTextCursor &cursor, const PrintTable &table)
{
    QTextBlockFormat gap;
    gap.setTopMargin(8);
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    cursor.movePosition(QTextCursor::End);
    cursor.insertBlock(gap, bold);
    cursor.insertText(table.title);
    cursor.insertBlock({}, {});
    if (table.rows.isEmpty() || table.headers.isEmpty()) {
        cursor.insertText(QCoreApplication::translate("PrintDesk", "nothing"));
        return;
    }
    QTextTableFormat format;
    format.setHeaderRowCount(1); // repeated on each page
    format.setBorder(0.5);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setCellSpacing(0);
    format.setCellPadding(2);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    const int columns = static_cast<int>(table.headers.size());
    QTextTable *made = cursor.insertTable(static_cast<int>(table.rows.size()) + 1, columns, format);
    for (int column = 0; column < columns; ++column)
        made->cellAt(0, column).firstCursorPosition().insertText(table.headers[column], bold);
    for (int row = 0; row < table.rows.size(); ++row)
        for (int column = 0; column < columns; ++column)
            made->cellAt(row + 1, column).firstCursorPosition().insertText(table.rows[row].value(column).left(cellLongest), {});
}

void fill(QTextDocument &document, const PrintJob &job)
{
    QTextCursor cursor(&document);
    for (const QString &paragraph : job.paragraphs) {
        cursor.insertText(paragraph);
        cursor.insertBlock();
    }
    for (const PrintTable &table : job.tables)
        addTable(cursor, table);
}

void paintHead(QPainter &painter, const PrintJob &job, const QRectF &area, int page, int pages)
{
    painter.setPen(Qt::black);
    const QString number = QCoreApplication::translate("PrintDesk", "page %1 of %2").arg(page).arg(pages);
    const qreal line = painter.fontMetrics().height();
    const QRectF first(area.left(), area.top(), area.width(), line);
    const QRectF second = first.translated(0, line);
    painter.drawText(first, Qt::AlignLeft, painter.fontMetrics().elidedText(job.environment, Qt::ElideMiddle, static_cast<int>(area.width() * 0.7)));
    painter.drawText(first, Qt::AlignRight, number);
    painter.drawText(second, Qt::AlignLeft, painter.fontMetrics().elidedText(job.title, Qt::ElideMiddle, static_cast<int>(area.width() * 0.6)));
    painter.drawText(second, Qt::AlignRight, job.time);
    painter.drawLine(QPointF(area.left(), area.top() + line * 2.2), QPointF(area.right(), area.top() + line * 2.2));
}

} // namespace

PrintTable tableOf(const QAbstractItemView &view, const QString &title)
{
    const QAbstractItemModel &model = *view.model();
    PrintTable table{title, {}, {}};
    const auto *grid = qobject_cast<const QTableView *>(&view);
    QList<int> columns;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (grid && grid->isColumnHidden(column))
            continue;
        columns.append(column);
        table.headers.append(model.headerData(column, Qt::Horizontal).toString());
    }
    const int rows = std::min(model.rowCount(), printedRows);
    for (int row = 0; row < rows; ++row) {
        QStringList cells;
        for (const int column : columns)
            cells.append(oneLine(model.index(row, column).data().toString(), cellLongest));
        table.rows.append(cells);
    }
    if (model.rowCount() > printedRows)
        table.title += u" – "_s + say(QT_TRANSLATE_NOOP("PrintDesk", "the first 2,000 rows only"));
    return table;
}

QStringList printedLines(const QString &text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.size() > printedRows) {
        lines.resize(printedRows);
        lines.append(say(QT_TRANSLATE_NOOP("PrintDesk", "the first 2,000 rows only")));
    }
    return lines;
}

int paintPages(QPagedPaintDevice &device, const PrintJob &job)
{
    QPainter painter(&device);
    QFont font = painter.font();
    font.setPointSizeF(pointSize);
    painter.setFont(font);
    const QRectF area(0, 0, device.width(), device.height());
    const qreal head = painter.fontMetrics().height() * headLines;
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
    document.setPageSize(QSizeF(area.width(), area.height() - head));
    fill(document, job);
    const int pages = document.pageCount();
    for (int page = 0; page < pages; ++page) {
        if (page > 0)
            device.newPage();
        paintHead(painter, job, area, page + 1, pages);
        painter.save();
        painter.translate(0, head - page * document.pageSize().height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, page * document.pageSize().height(), area.width(), document.pageSize().height());
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
    return pages;
}

} // namespace txdesk::console
