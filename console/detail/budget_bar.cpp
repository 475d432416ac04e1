// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/budget_bar.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int barWidth = 72;
constexpr double nearlyUsed = 0.8;
} // namespace

BudgetBar::BudgetBar(QWidget *parent) : QWidget(parent)
{
    setObjectName("budgetBar"_L1);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    hide();
}

void BudgetBar::setBudget(Milliseconds used, Milliseconds limit)
{
    m_used = std::max(used, Milliseconds{0});
    m_limit = limit;
    setVisible(limit.count() > 0);
    say();
}

void BudgetBar::say()
{
    setAccessibleName(words());
    setToolTip(asToolTip(tr("Time limit: %1. When it is over, what is not decided is turned back.").arg(words())));
    updateGeometry();
    update();
}

QString BudgetBar::words() const
{
    const QString limit = durationText(m_limit);
    if (m_used >= m_limit)
        return tr("over its limit of %1").arg(limit);
    return tr("%1 of %2 used").arg(durationText(Milliseconds{m_used.count() / 1000 * 1000}), limit);
}

QSize BudgetBar::sizeHint() const { return {barWidth + 8 + fontMetrics().horizontalAdvance(words()) + 2, std::max(24, fontMetrics().height() + 4)}; }

void BudgetBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double share = std::clamp(static_cast<double>(m_used.count()) / static_cast<double>(std::max<qint64>(1, m_limit.count())), 0.0, 1.0);
    const Meaning meaning = share >= 1 ? Meaning::Failed : share >= nearlyUsed ? Meaning::Waiting : Meaning::Running;
    const QRectF bar(0.5, height() / 2.0 - 5, barWidth - 1, 10);
    painter.setPen(QPen(m_theme.color(meaning), 1));
    painter.setBrush(m_theme.canvas);
    painter.drawRect(bar);
    painter.fillRect(QRectF(bar.left() + 1, bar.top() + 1, (bar.width() - 2) * share, bar.height() - 2), m_theme.color(meaning));
    painter.setPen(m_theme.text);
    painter.drawText(QRect(barWidth + 8, 0, width() - barWidth - 8, height()), Qt::AlignVCenter | Qt::AlignLeft, words());
}

void BudgetBar::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

void BudgetBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        say();
}

} // namespace txdesk::console
