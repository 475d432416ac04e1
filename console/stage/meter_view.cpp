// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/meter_view.h"

#include "console/text/plain_text.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr int padding = 10;
constexpr int gap = 22;
constexpr int narrowGap = 12;
constexpr int narrowBelow = 560; // px; narrower, the verdict stands under the figures

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
    const int figures = 2 * metrics.height() + 2 * padding;
    if (width >= narrowBelow)
        return figures;
    const QRect words = metrics.boundingRect(QRect(0, 0, std::max(width, 200) - 2 * padding, 1000), Qt::TextWordWrap, verdictText());
    return figures + words.height() + padding / 2;
}

QString MeterView::verdictText() const
{
    return m_reading.banks.isEmpty() ? verdict()
                                     : m_theme.ink(m_reading.conserved ? Meaning::Succeeded : Meaning::Failed).glyph + u' ' + verdict();
}

void MeterView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Meaning meaning = m_reading.conserved ? Meaning::Succeeded : Meaning::Failed;
    const QColor ink = m_reading.banks.isEmpty() ? m_theme.hairline : m_theme.color(meaning);
    painter.setPen(QPen(ink, m_reading.conserved ? 1 : 2));
    painter.setBrush(m_reading.conserved ? m_theme.canvas : m_theme.tint(meaning));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    const int figuresEnd = paintFigures(painter, ink);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setPen(m_reading.banks.isEmpty() ? m_theme.mutedText : m_theme.text);
    painter.setFont(m_reading.conserved ? font() : bold);
    const int below = padding + 2 * QFontMetrics(font()).height() + padding / 2;
    const QRect words = width() < narrowBelow ? QRect(padding + 2, below, width() - 2 * padding, height() - below - padding / 2)
                                              : QRect(figuresEnd, padding, std::max(width() - figuresEnd - padding, 0), height() - 2 * padding);
    painter.drawText(words, Qt::AlignVCenter | Qt::TextWordWrap, verdictText());
}

QList<int> MeterView::columnWidths() const
{
    const QFontMetrics metrics(font());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics valueMetrics(bold);
    const QList<Cell> all = cells();
    QList<int> widths;
    int total = 2 * (padding + 2) - narrowGap;
    for (const Cell &cell : all) {
        widths.append(std::max(metrics.horizontalAdvance(cell.caption), valueMetrics.horizontalAdvance(cell.value)) + 1); // advances are rounded
        total += widths.last() + narrowGap;
    }
    const int banks = static_cast<int>(m_reading.banks.size());
    if (width() >= narrowBelow || banks == 0)
        return widths;
    const int over = (std::max(total - width(), 0) + banks - 1) / banks;
    for (int i = 0; i < banks; ++i)
        widths[i] = std::max(widths[i] - over, valueMetrics.horizontalAdvance(all[i].value));
    return widths;
}

// Where the figures end, in px from the left.
int MeterView::paintFigures(QPainter &painter, const QColor &ink) const
{
    const QFontMetrics metrics(font());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QList<Cell> all = cells();
    const QList<int> widths = columnWidths();
    int x = padding + 2;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const Cell &cell = all[i];
        painter.setFont(font());
        painter.setPen(m_theme.mutedText);
        painter.drawText(QPoint(x, padding + metrics.ascent()), metrics.elidedText(cell.caption, Qt::ElideMiddle, widths[i]));
        painter.setFont(bold);
        painter.setPen(cell.strong && !m_reading.conserved ? ink : m_theme.text);
        painter.drawText(QPoint(x, padding + metrics.height() + metrics.ascent()), cell.value);
        x += widths[i] + (width() < narrowBelow ? narrowGap : gap);
    }
    return x;
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
