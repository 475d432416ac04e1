// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_compare_view.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/theme/op_role.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_marks.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal titleHeight = 24;
constexpr qreal gutter = 12; // between the columns

QString compareText(const char *source)
{
    return QCoreApplication::translate("Sequence", source);
}

// "call TransIn → failure 409 account frozen · 12 ms"
QString stepWords(const SequenceMessage &message)
{
    QString words = message.label;
    if (!message.reply.isEmpty())
        words += u" → "_s + message.reply;
    if (message.op && message.answeredAt && message.took > Milliseconds(0))
        words += u" · "_s + durationText(message.took);
    return words;
}

QString factorText(const ComparedPair &pair, bool right)
{
    const double factor = right ? pair.factor : 1 / pair.factor;
    return u"×%1"_s.arg(factor, 0, 'f', factor < 10 ? 1 : 0);
}

} // namespace

SequenceCompareView::SequenceCompareView(QWidget *parent)
    : QAbstractScrollArea(parent), m_fonts(sequenceFonts(font())), m_theme(lightTheme()), m_zone(QTimeZone::systemTimeZone())
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(compareText(QT_TRANSLATE_NOOP("Sequence", "Two sequence diagrams compared")));
    m_emptyReason = compareText(QT_TRANSLATE_NOOP("Sequence", "There is nothing to compare with yet."));
}

void SequenceCompareView::setPair(const TransactionDetail &left, const QString &leftTitle, const TransactionDetail &right,
                                  const QString &rightTitle)
{
    m_left.detail = left;
    m_left.title = leftTitle;
    m_right.detail = right;
    m_right.title = rightTitle;
    m_shown = true;
    rebuild();
}

void SequenceCompareView::clear(const QString &reason)
{
    m_shown = false;
    m_emptyReason = reason;
    m_pairs.clear();
    m_current = -1;
    updateScrollBars();
    viewport()->update();
}

void SequenceCompareView::setTheme(const Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

void SequenceCompareView::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    viewport()->update();
}

void SequenceCompareView::setParticipantNames(const QHash<QString, QString> &names)
{
    m_names = names;
    if (m_shown)
        rebuild();
}

void SequenceCompareView::readLanes(Side &side) const
{
    side.layout = {};
    side.layout.sequence = sequenceOf(side.detail, {}, LaneOrder::CoordinatorLast);
    for (SequenceLane &lane : side.layout.sequence.lanes)
        lane.name = m_names.value(lane.name, lane.name);
    SequenceMetrics metrics = m_fonts.metrics();
    metrics.labelWidthMax = 170;
    layOutLanes(side.layout, metrics);
}

void SequenceCompareView::rebuild()
{
    readLanes(m_left);
    readLanes(m_right);
    m_pairs = compareSequences(m_left.layout.sequence, m_right.layout.sequence);
    m_current = std::min(m_current, m_pairs.size() - 1);
    setAccessibleDescription(summary());
    updateScrollBars();
    viewport()->update();
}

QString SequenceCompareView::summary() const
{
    if (!m_shown)
        return m_emptyReason;
    const ComparisonCount count = countOf(m_pairs, m_left.layout.sequence, m_right.layout.sequence);
    QStringList words{compareText(QT_TRANSLATE_NOOP("Sequence", "steps compared: %1")).arg(count.pairs)};
    if (count.onlyLeft > 0)
        words.append(compareText(QT_TRANSLATE_NOOP("Sequence", "only on the left: %1")).arg(count.onlyLeft));
    if (count.onlyRight > 0)
        words.append(compareText(QT_TRANSLATE_NOOP("Sequence", "only on the right: %1")).arg(count.onlyRight));
    if (count.answered > 0)
        words.append(compareText(QT_TRANSLATE_NOOP("Sequence", "answered differently: %1")).arg(count.answered));
    if (count.slower > 0)
        words.append(compareText(QT_TRANSLATE_NOOP("Sequence", "took at least twice as long: %1")).arg(count.slower));
    if (words.size() == 1)
        words.append(compareText(QT_TRANSLATE_NOOP("Sequence", "no difference")));
    return words.join(u" · "_s);
}

QString SequenceCompareView::rowText(qsizetype row) const
{
    if (row < 0 || row >= m_pairs.size())
        return {};
    const ComparedPair &pair = m_pairs[row];
    const QString hole = compareText(QT_TRANSLATE_NOOP("Sequence", "did not happen"));
    const QString left = pair.left < 0 ? hole : stepWords(m_left.layout.sequence.messages[pair.left]);
    const QString right = pair.right < 0 ? hole : stepWords(m_right.layout.sequence.messages[pair.right]);
    QString words = compareText(QT_TRANSLATE_NOOP("Sequence", "left: %1; right: %2")).arg(left, right);
    if (isSlower(pair))
        words += u"; "_s + (pair.factor > 1 ? compareText(QT_TRANSLATE_NOOP("Sequence", "the right one took %1 as long")).arg(factorText(pair, true))
                                            : compareText(QT_TRANSLATE_NOOP("Sequence", "the left one took %1 as long")).arg(factorText(pair, false)));
    return words;
}

bool SequenceCompareView::differs(qsizetype row) const
{
    const ComparedPair &pair = m_pairs[row];
    if (isMissing(pair) || isSlower(pair))
        return true;
    return m_left.layout.sequence.messages[pair.left].outcome != m_right.layout.sequence.messages[pair.right].outcome;
}

qreal SequenceCompareView::rowHeight() const
{
    return std::ceil(QFontMetricsF(m_fonts.label).height()) + 24;
}

qreal SequenceCompareView::scaleOf(const Side &side) const
{
    const qreal room = (viewport()->width() - gutter) / 2;
    return side.layout.width > 0 ? std::clamp(room / side.layout.width, 0.4, 1.0) : 1;
}

qreal SequenceCompareView::headHeight() const
{
    return titleHeight + std::max(m_left.layout.headerHeight * scaleOf(m_left), m_right.layout.headerHeight * scaleOf(m_right));
}

void SequenceCompareView::updateScrollBars()
{
    const int page = std::max(int(viewport()->height() - headHeight()), 1);
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(int(rowHeight()));
    verticalScrollBar()->setRange(0, std::max(int(qreal(m_pairs.size()) * rowHeight()) + 30 - page, 0));
}

qsizetype SequenceCompareView::rowAt(qreal y) const
{
    const auto row = qsizetype(std::floor((y - headHeight() + verticalScrollBar()->value()) / rowHeight()));
    return y >= headHeight() && row < m_pairs.size() ? row : -1;
}

void SequenceCompareView::select(qsizetype row)
{
    m_current = row;
    viewport()->update();
    if (row < 0)
        return;
    const qreal top = qreal(row) * rowHeight();
    const qreal page = viewport()->height() - headHeight() - 24;
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(int(top));
    else if (top + rowHeight() > verticalScrollBar()->value() + page)
        verticalScrollBar()->setValue(int(top + rowHeight() - page));
    const bool right = m_pairs[row].left < 0;
    const SequenceMessage &message = right ? m_right.layout.sequence.messages[m_pairs[row].right] : m_left.layout.sequence.messages[m_pairs[row].left];
    if (message.op)
        emit callSelected(right, message.branch, *message.op, message.attempt);
}

void SequenceCompareView::step(int by, bool differencesOnly)
{
    for (qsizetype row = m_current < 0 && by < 0 ? m_pairs.size() - 1 : m_current + by; row >= 0 && row < m_pairs.size(); row += by)
        if (!differencesOnly || differs(row))
            return select(row);
}

void SequenceCompareView::selectNextDifference()
{
    step(1, true);
}

void SequenceCompareView::selectPreviousDifference()
{
    step(-1, true);
}

void SequenceCompareView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), m_theme.canvas);
    if (!m_shown) {
        painter.setPen(m_theme.mutedText);
        painter.setFont(m_fonts.label);
        painter.drawText(viewport()->rect().adjusted(40, 20, -40, -20), Qt::AlignCenter | Qt::TextWordWrap, m_emptyReason);
    } else {
        const qreal width = (viewport()->width() - gutter) / 2;
        paintSide(painter, m_left, false, QRectF(0, 0, width, viewport()->height()));
        paintSide(painter, m_right, true, QRectF(width + gutter, 0, width, viewport()->height()));
        painter.fillRect(QRectF(width + gutter / 2, 0, 1, viewport()->height()), m_theme.hairline);
        const QRectF foot(0, viewport()->height() - 22, viewport()->width(), 22);
        painter.fillRect(foot, m_theme.panel);
        drawWords(painter, foot.adjusted(10, 0, -10, 0), summary(), m_fonts.small, m_theme.text);
    }
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

void SequenceCompareView::paintSide(QPainter &painter, const Side &side, bool right, const QRectF &area)
{
    const qreal scale = scaleOf(side);
    const qreal top = headHeight();
    painter.save();
    painter.setClipRect(area.adjusted(0, top, 0, 0));
    painter.translate(area.left(), top - verticalScrollBar()->value());
    painter.setPen(QPen(m_theme.lifeline, 1, Qt::DashLine));
    for (const LaneBox &lane : side.layout.lanes)
        painter.drawLine(QPointF(lane.x * scale, 0), QPointF(lane.x * scale, qreal(m_pairs.size()) * rowHeight()));
    const auto first = qsizetype(verticalScrollBar()->value() / rowHeight());
    const auto last = std::min(qsizetype((verticalScrollBar()->value() + area.height()) / rowHeight()) + 1, m_pairs.size());
    for (qsizetype row = first; row < last; ++row)
        paintPair(painter, side, right, row, qreal(row) * rowHeight(), scale);
    painter.restore();
    paintHead(painter, side, QRectF(area.left(), 0, area.width(), top), scale);
}

void SequenceCompareView::paintHead(QPainter &painter, const Side &side, const QRectF &area, qreal scale)
{
    painter.fillRect(area, m_theme.canvas);
    const QFontMetricsF metrics(m_fonts.head);
    drawWords(painter, QRectF(area.left() + 10, 2, area.width() - 20, titleHeight - 4),
              metrics.elidedText(side.title, Qt::ElideMiddle, area.width() - 20), m_fonts.head, m_theme.text);
    painter.save();
    painter.setClipRect(area);
    painter.translate(area.left(), titleHeight);
    painter.scale(scale, scale);
    paintHeader(painter, {.layout = side.layout, .theme = m_theme, .fonts = m_fonts, .zone = m_zone});
    painter.restore();
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), m_theme.hairline);
}

void SequenceCompareView::paintPair(QPainter &painter, const Side &side, bool right, qsizetype row, qreal y, qreal scale)
{
    const ComparedPair &pair = m_pairs[row];
    const qsizetype index = right ? pair.right : pair.left;
    const QRectF band(6, y + 2, side.layout.width * scale - 12, rowHeight() - 4);
    if (row == m_current)
        painter.fillRect(band, m_theme.selection);
    if (index < 0) { // it did not happen here
        painter.setPen(QPen(m_theme.color(Meaning::Stopped), 1.2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(band.adjusted(8, 3, -8, -3), 4, 4);
        return drawWords(painter, band, compareText(QT_TRANSLATE_NOOP("Sequence", "did not happen")), m_fonts.small, m_theme.mutedText, Qt::AlignHCenter);
    }
    const SequenceMessage &message = side.layout.sequence.messages[index];
    const auto laneX = [&](int lane) { return side.layout.lanes.value(std::max(lane, 0)).x * scale; };
    const qreal lineY = y + rowHeight() - 9;
    const bool across = message.kind == MessageKind::Decision || message.kind == MessageKind::Restart;
    const qreal from = across ? band.left() + 4 : laneX(message.from);
    const qreal to = across ? band.right() - 4 : message.kind == MessageKind::Loop ? from + 26 : laneX(message.to);
    const ArrowLine line{.fromX = from, .toX = to, .y = lineY, .color = m_theme.color(message.meaning), .penWidth = across ? 2 : 1.4,
                         .style = message.op && isUndo(*message.op) ? Qt::DashDotLine : Qt::SolidLine, .paper = m_theme.canvas};
    across ? drawLine(painter, line) : drawArrow(painter, line);
    qreal left = std::min(from, to) + 12;
    const qreal room = std::max(side.layout.width * scale - left - 70, 60.0);
    const QFontMetricsF metrics(m_fonts.label);
    const QString words = metrics.elidedText(numberText(message.number) + (message.number > 0 ? u"  "_s : QString()) + stepWords(message), Qt::ElideRight, room);
    drawWords(painter, QRectF(left, y + 3, room, metrics.height()), words, m_fonts.label, m_theme.text);
    if (!isSlower(pair) || (pair.factor > 1) != right)
        return;
    left += metrics.horizontalAdvance(words) + 14;
    drawClock(painter, QPointF(left, y + 3 + metrics.height() / 2), m_theme.color(Meaning::Waiting));
    drawWords(painter, QRectF(left + 9, y + 3, 60, metrics.height()), factorText(pair, right), m_fonts.small, m_theme.text);
}

void SequenceCompareView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void SequenceCompareView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void SequenceCompareView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_fonts = sequenceFonts(font());
    if (m_shown && (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange))
        rebuild();
}

void SequenceCompareView::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (event->key() == Qt::Key_Down || text == u"j"_s)
        return step(1, false);
    if (event->key() == Qt::Key_Up || text == u"k"_s)
        return step(-1, false);
    if (text == u"n"_s || text == u"J"_s)
        return selectNextDifference();
    if (text == u"N"_s || text == u"K"_s)
        return selectPreviousDifference();
    QAbstractScrollArea::keyPressEvent(event);
}

void SequenceCompareView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        select(rowAt(event->position().y()));
}

bool SequenceCompareView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString words = rowText(rowAt(help->pos().y()));
    words.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), asToolTip(words), viewport());
    return true;
}

} // namespace txdesk::console
