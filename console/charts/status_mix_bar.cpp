// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/charts/status_mix_bar.h"

#include "console/text/words.h"
#include "console/theme/status_look.h"

#include <QEvent>
#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<TransactionStatus, 3> shownStatuses{TransactionStatus::Prepared, TransactionStatus::Submitted,
                                                         TransactionStatus::Aborting};
constexpr int barHeight = 14;

Look lookOf(TransactionStatus status) { return statusLook(StatusFacts{.status = status}); }

} // namespace

StatusMixBar::StatusMixBar(QWidget *parent) : QWidget(parent)
{
    setObjectName("statusMixBar"_L1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void StatusMixBar::setStats(const CoordinatorStats &stats)
{
    if (m_stats.unfinished == stats.unfinished)
        return;
    m_stats = stats;
    describe();
    update();
}

void StatusMixBar::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QSize StatusMixBar::sizeHint() const { return {300, barHeight + 8 + fontMetrics().height() + 4}; }

void StatusMixBar::describe()
{
    QStringList parts;
    for (const TransactionStatus status : shownStatuses)
        parts.append(u"%1 %2"_s.arg(m_stats.unfinished.value(status)).arg(wordOf(status)));
    setAccessibleName(tr("Unfinished transactions: %1").arg(parts.join(u", "_s)));
}

void StatusMixBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
    QWidget::changeEvent(event);
}

void StatusMixBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    qint64 total = 0;
    for (const TransactionStatus status : shownStatuses)
        total += m_stats.unfinished.value(status);
    painter.fillRect(QRect(0, 0, width(), barHeight), m_theme.raised);
    double x = 0;
    for (const TransactionStatus status : shownStatuses) {
        if (total == 0)
            break;
        const double part = static_cast<double>(width()) * static_cast<double>(m_stats.unfinished.value(status)) /
                            static_cast<double>(total);
        painter.fillRect(QRectF(x, 0, part, barHeight), m_theme.color(lookOf(status).meaning));
        x += part;
    }
    int left = 0;
    const int baseline = barHeight + 6 + fontMetrics().ascent();
    for (const TransactionStatus status : shownStatuses) {
        const Look look = lookOf(status);
        const QString glyph = look.glyph + u' ';
        const QString text = u"%1 %2"_s.arg(wordOf(status)).arg(m_stats.unfinished.value(status));
        painter.setPen(m_theme.color(look.meaning));
        painter.drawText(left, baseline, glyph);
        left += fontMetrics().horizontalAdvance(glyph);
        painter.setPen(m_theme.text);
        painter.drawText(left, baseline, text);
        left += fontMetrics().horizontalAdvance(text) + 24;
    }
}

} // namespace txdesk::console
