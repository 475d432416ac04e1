// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/folding_edit.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextDocumentLayout>
#include <QTextDocumentFragment>

#include <algorithm>
#include <limits>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int marginWidth = 18;
constexpr int linesAtOnce = 2000;  // many more than a screen has
constexpr int linesASlice = 1500;  // a few milliseconds each: scrolling goes on meanwhile

qsizetype indentOf(const QString &line)
{
    qsizetype blanks = 0;
    while (blanks < line.size() && line[blanks] == u' ')
        ++blanks;
    return blanks;
}

bool opens(const QString &line) { return line.endsWith(u'{') || line.endsWith(u'['); }

} // namespace

FoldingEdit::FoldingEdit(QWidget *parent) : QPlainTextEdit(parent), m_margin(new QWidget(this))
{
    setUndoRedoEnabled(false);
    m_margin->installEventFilter(this);
    m_margin->setCursor(Qt::PointingHandCursor);
    m_margin->hide();
    connect(this, &QPlainTextEdit::updateRequest, this, [this] { m_margin->update(); });
}

void FoldingEdit::setWholeText(const QString &text)
{
    if (text == m_whole && text.isEmpty() == document()->isEmpty())
        return;
    m_whole = text;
    m_slices.stop();
    qsizetype end = 0;
    for (int line = 0; line < linesAtOnce && end >= 0; ++line)
        end = m_whole.indexOf(u'\n', end + (line > 0 ? 1 : 0));
    m_taken = end < 0 ? m_whole.size() : end;
    setPlainText(m_whole.first(m_taken));
    if (!isWhole())
        m_slices.start(0, this);
}

void FoldingEdit::takeLines(int lines)
{
    qsizetype until = m_taken;
    for (int line = 0; line < lines && until >= 0; ++line)
        until = m_whole.indexOf(u'\n', until + 1);
    if (until < 0)
        until = m_whole.size();
    const int anchor = textCursor().anchor(), position = textCursor().position();
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(m_whole.sliced(m_taken, until - m_taken));
    m_taken = until;
    if (QTextCursor cursor = textCursor(); cursor.position() != position || cursor.anchor() != anchor) { // it stood at the end
        cursor.setPosition(anchor);
        cursor.setPosition(position, QTextCursor::KeepAnchor);
        setTextCursor(cursor);
    }
    if (isWhole())
        m_slices.stop();
}

void FoldingEdit::takeSlice()
{
    if (!isWhole())
        takeLines(linesASlice);
}

void FoldingEdit::takeRest()
{
    if (!isWhole())
        takeLines(std::numeric_limits<int>::max());
}

void FoldingEdit::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_slices.timerId())
        return QPlainTextEdit::timerEvent(event);
    takeSlice();
}

void FoldingEdit::contextMenuEvent(QContextMenuEvent *event) // it has "select all"
{
    takeRest();
    QPlainTextEdit::contextMenuEvent(event);
}

void FoldingEdit::setFoldable(bool foldable)
{
    if (!foldable && hiddenLines() > 0)
        foldAll(false);
    m_foldable = foldable;
    setViewportMargins(foldable ? marginWidth : 0, 0, 0, 0);
    m_margin->setVisible(foldable);
}

void FoldingEdit::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
    m_margin->update();
}

bool FoldingEdit::folds(const QTextBlock &head) const
{
    const QString text = m_foldable ? head.text() : QString();
    return opens(text) && head.next().isValid() && indentOf(head.next().text()) > indentOf(text);
}

// It closes with the same indent that it opened with: nothing between them has less.
QTextBlock FoldingEdit::endOf(const QTextBlock &head) const
{
    const qsizetype indent = indentOf(head.text());
    QTextBlock line = folds(head) ? head.next() : QTextBlock();
    while (line.isValid() && indentOf(line.text()) > indent)
        line = line.next();
    return line;
}

QTextBlock FoldingEdit::headOf(QTextBlock line) const
{
    if (folds(line))
        return line;
    const qsizetype indent = indentOf(line.text());
    for (line = line.previous(); line.isValid(); line = line.previous())
        if (indentOf(line.text()) < indent || (indentOf(line.text()) == indent && folds(line)))
            return line;
    return {};
}

void FoldingEdit::setShown(const QTextBlock &line, bool visible)
{
    QTextBlock changed = line;
    changed.setVisible(visible);
    changed.setLineCount(visible ? std::max(1, changed.layout()->lineCount()) : 0);
}

void FoldingEdit::linesMoved()
{
    auto *places = static_cast<QPlainTextDocumentLayout *>(document()->documentLayout());
    places->requestUpdate();
    emit places->documentSizeChanged(places->documentSize());
    viewport()->update();
    m_margin->update();
}

bool FoldingEdit::isFolded(const QTextBlock &head) const { return folds(head) && !head.next().isVisible(); }

int FoldingEdit::hiddenLines() const
{
    int hidden = 0;
    for (QTextBlock line = document()->firstBlock(); line.isValid(); line = line.next())
        hidden += line.isVisible() ? 0 : 1;
    return hidden;
}

void FoldingEdit::fold(const QTextBlock &head, bool folded)
{
    takeRest();
    const QTextBlock end = endOf(head);
    for (QTextBlock line = head.next(); end.isValid() && line != end; line = line.next())
        setShown(line, !folded);
    if (folded && !textCursor().block().isVisible()) { // the cursor stays where it can be seen
        QTextCursor cursor = textCursor();
        cursor.setPosition(head.position());
        setTextCursor(cursor);
    }
    linesMoved();
}

void FoldingEdit::foldAll(bool folded)
{
    takeRest();
    for (QTextBlock line = document()->firstBlock(); line.isValid(); line = line.next())
        setShown(line, !folded || indentOf(line.text()) <= indentOf(document()->firstBlock().next().text()));
    if (!textCursor().block().isVisible())
        moveCursor(QTextCursor::Start);
    linesMoved();
}

void FoldingEdit::reveal(const QTextBlock &line)
{
    for (QTextBlock head = headOf(line); head.isValid() && !line.isVisible(); head = headOf(head.previous()))
        if (isFolded(head))
            fold(head, false);
}

QMimeData *FoldingEdit::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    if (!m_quiet)
        copied->setText(textCursor().selection().toPlainText().replace(lineBreak.toString(), QString()));
    return copied;
}

void FoldingEdit::keyPressEvent(QKeyEvent *event)
{
    for (const QKeySequence::StandardKey all : {QKeySequence::SelectAll, QKeySequence::MoveToEndOfDocument, QKeySequence::SelectEndOfDocument})
        if (event->matches(all))
            takeRest();
    const QString key = event->text();
    if (!m_foldable || (key != "["_L1 && key != "]"_L1 && key != "{"_L1 && key != "}"_L1))
        return QPlainTextEdit::keyPressEvent(event);
    if (key == "{"_L1 || key == "}"_L1)
        return foldAll(key == "{"_L1);
    if (const QTextBlock head = headOf(textCursor().block()); head.isValid())
        fold(head, key == "["_L1);
}

// paint(line, its rectangle in the viewport)
template <class Paint>
void FoldingEdit::eachVisible(const Paint &paint) const
{
    for (QTextBlock line = firstVisibleBlock(); line.isValid(); line = line.next()) {
        const QRectF place = blockBoundingGeometry(line).translated(contentOffset());
        if (place.top() > viewport()->height())
            return;
        if (line.isVisible())
            paint(line, place);
    }
}

// Behind a folded line: how much is hidden, in ink that is not the text's.
void FoldingEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (!m_foldable)
        return;
    QPainter painter(viewport());
    painter.setPen(m_theme.mutedText);
    eachVisible([this, &painter](const QTextBlock &line, const QRectF &place) {
        if (!isFolded(line))
            return;
        const int hidden = endOf(line).blockNumber() - line.blockNumber() - 1;
        const qreal after = place.left() + document()->documentMargin() + fontMetrics().horizontalAdvance(line.text());
        painter.drawText(QPointF(after + 6, place.top() + fontMetrics().ascent()), tr("… %n lines …", nullptr, hidden));
    });
}

void FoldingEdit::paintMargin()
{
    QPainter painter(m_margin);
    painter.setPen(m_theme.mutedText);
    eachVisible([this, &painter](const QTextBlock &line, const QRectF &place) {
        if (folds(line))
            painter.drawText(QRectF(0, place.top(), marginWidth, place.height()), Qt::AlignCenter, isFolded(line) ? u"▸"_s : u"▾"_s);
    });
}

bool FoldingEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_margin && event->type() == QEvent::Paint)
        return paintMargin(), true;
    if (watched == m_margin && event->type() == QEvent::MouseButtonPress) {
        const QTextBlock line = cursorForPosition({0, static_cast<QMouseEvent *>(event)->position().toPoint().y()}).block();
        fold(line, !isFolded(line));
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void FoldingEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth, inside.height());
}

} // namespace txdesk::console
