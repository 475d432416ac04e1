// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/meter_view.h"

#include "console/text/plain_text.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr int padding = 10;
constexpr int gap = 22;
constexpr int narrowGap = 12;
constexpr int narrowBelow = 560; // px; narrower, the verdict stands under the figures
constexpr int wordsBeside = 180; // what the verdict has at least where it stands beside them

QString amountText(qint64 amount)
{
    return QLocale().toString(amount);
}

} // namespace

MeterView::MeterView(QWidget *parent) : QWidget(parent), m_theme(lightTheme())
{
    setAccessibleName(QCoreApplication::translate("Stage", "Conservation meter"));
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void MeterView::setReading(const demo::MeterReading &reading)
{
    m_reading = reading;
    std::sort(m_reading.banks.begin(), m_reading.banks.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    updateAccessibleText();
    updateGeometry();
    update();
}

void MeterView::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QString MeterView::verdict() const
{
    if (!m_reading.conserved)
        return m_reading.fault;
    if (!m_reading.silent.isEmpty())
        return QCoreApplication::translate("Stage", "not known now: %1 does not answer; this was the last reading").arg(m_reading.silent.join(u", "_s));
    if (!m_reading.hasMoney)
        return QCoreApplication::translate("Stage", "no money moves in this story");
    return m_reading.banks.isEmpty() ? QCoreApplication::translate("Stage", "play a story to see the money move")
                                     : QCoreApplication::translate("Stage", "conserved: no money was created or lost");
}

QList<MeterView::Cell> MeterView::cells() const
{
    QList<Cell> all;
    for (const demo::MeterReading::Bank &bank : m_reading.banks)
        all.append({bank.name, amountText(bank.balance)});
    all.append({QCoreApplication::translate("Stage", "set aside"), amountText(m_reading.frozen)});
    all.append({QCoreApplication::translate("Stage", "in flight"), amountText(m_reading.inFlight)});
    all.append({u"Σ"_s, amountText(m_reading.total), true});
    return all;
}

QSize MeterView::sizeHint() const
{
    return {300, heightForWidth(width())};
}

int MeterView::heightForWidth(int width) const
{
    const QFontMetrics metrics(font());
    const int figures = figuresHeight(width);
    if (!isNarrow(width))
        return figures;
    const QRect words = metrics.boundingRect(QRect(0, 0, std::max(width, 200) - 2 * padding, 1000), Qt::TextWordWrap, verdictText());
    return figures + words.height() + padding / 2;
}

Meaning MeterView::meaning() const
{
    return !m_reading.conserved ? Meaning::Failed : m_reading.silent.isEmpty() ? Meaning::Succeeded : Meaning::Waiting;
}

QString MeterView::verdictText() const
{
    return m_reading.banks.isEmpty() ? verdict()
                                     : m_theme.ink(meaning()).glyph + u' ' + verdict();
}

void MeterView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_reading.banks.isEmpty() ? m_theme.hairline : m_theme.color(meaning());
    painter.setPen(QPen(ink, m_reading.conserved ? 1 : 2));
    painter.setBrush(m_reading.conserved ? m_theme.canvas : m_theme.tint(meaning()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    paintFigures(painter, ink);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setPen(m_reading.banks.isEmpty() ? m_theme.mutedText : m_theme.text);
    painter.setFont(m_reading.conserved ? font() : bold);
    const int below = figuresHeight(width()) - padding / 2;
    const Place last = places(width()).last();
    const int beside = last.x + last.width + gap;
    const QRect words = isNarrow(width()) ? QRect(padding + 2, below, width() - 2 * padding, height() - below - padding / 2)
                                          : QRect(beside, padding, std::max(width() - beside - padding, 0), height() - 2 * padding);
    painter.drawText(words, Qt::AlignVCenter | Qt::TextWordWrap, verdictText());
}

QList<int> MeterView::columnWidths() const
{
    const QFontMetrics metrics(font());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics valueMetrics(bold);
    QList<int> widths;
    for (const Cell &cell : cells())
        widths.append(std::max(metrics.horizontalAdvance(cell.caption), valueMetrics.horizontalAdvance(cell.value)) + 1); // advances are rounded
    return widths;
}

// The verdict stands under the figures, not beside them.
bool MeterView::isNarrow(int width) const
{
    if (width < narrowBelow)
        return true;
    const QList<int> widths = columnWidths();
    return std::accumulate(widths.begin(), widths.end(), wordsBeside) + static_cast<int>(widths.size()) * gap > width;
}

QList<MeterView::Place> MeterView::places(int width) const
{
    const QList<int> widths = columnWidths();
    const int between = isNarrow(width) ? narrowGap : gap;
    const int whole = std::accumulate(widths.begin(), widths.end(), 0) + static_cast<int>(widths.size() - 1) * between;
    const int begin = padding + 2, end = width - padding;
    QList<Place> all;
    int x = begin, line = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const bool beginsSums = i == m_reading.banks.size() && begin + whole > end;
        if (x > begin && (beginsSums || x + widths[i] > end)) {
            ++line;
            x = begin;
        }
        all.append({x, line, std::max(std::min(widths[i], end - x), 0)});
        x += widths[i] + between;
    }
    return all;
}

int MeterView::figuresHeight(int width) const
{
    const int lines = places(width).last().line + 1;
    return lines * 2 * QFontMetrics(font()).height() + (lines - 1) * (padding / 2) + 2 * padding;
}

QStringList MeterView::shownCaptions() const
{
    const QFontMetrics metrics(font());
    const QList<Cell> all = cells();
    const QList<Place> at = places(width());
    QStringList captions;
    for (qsizetype i = 0; i < all.size(); ++i)
        captions.append(metrics.elidedText(all[i].caption, Qt::ElideMiddle, at[i].width));
    return captions;
}

void MeterView::paintFigures(QPainter &painter, const QColor &ink) const
{
    const QFontMetrics metrics(font());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QList<Cell> all = cells();
    const QList<Place> at = places(width());
    const QStringList captions = shownCaptions();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const int top = padding + at[i].line * (2 * metrics.height() + padding / 2);
        painter.setFont(font());
        painter.setPen(m_theme.mutedText);
        painter.drawText(QPoint(at[i].x, top + metrics.ascent()), captions[i]);
        painter.setFont(bold);
        const QColor plain = m_reading.silent.isEmpty() ? m_theme.text : m_theme.mutedText;
        painter.setPen(all[i].strong && !m_reading.conserved ? ink : plain);
        painter.drawText(QPoint(at[i].x, top + metrics.height() + metrics.ascent()), all[i].value);
    }
}

void MeterView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateAccessibleText();
}

void MeterView::updateAccessibleText()
{
    QStringList words;
    for (const Cell &cell : cells())
        words.append(cell.caption + u' ' + cell.value);
    setAccessibleDescription(words.join(u", "_s) + u"; "_s + verdict());
    setToolTip(asToolTip(verdict()));
}

} // namespace txdesk::console
