// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/widgets/environment_strip.h"

#include "console/text/plain_text.h"

#include <QEvent>
#include <QPainter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int bandHeight = 6;
constexpr int stripeWidth = 12;
constexpr int margin = 10;
} // namespace

EnvironmentStrip::EnvironmentStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName("environmentStrip"_L1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void EnvironmentStrip::setEnvironment(Environment environment, const QString &detail)
{
    m_environment = environment;
    m_detail = oneLine(detail, 200);
    describe();
    update();
}

void EnvironmentStrip::setTheme(const Theme &theme)
{
    m_theme = theme;
    update();
}

QString EnvironmentStrip::word(Environment environment)
{
    switch (environment) {
    case Environment::Development: return tr("DEV");
    case Environment::Test: return tr("TEST");
    case Environment::Production: return tr("PROD");
    }
    return {};
}

void EnvironmentStrip::describe() { setAccessibleName(tr("Environment: %1 %2").arg(word(m_environment), m_detail)); }

void EnvironmentStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

QSize EnvironmentStrip::sizeHint() const { return {200, bandHeight + fontMetrics().height() + 8}; }

void EnvironmentStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const EnvironmentBand band = m_theme.band(m_environment);
    const QRect strip(0, 0, width(), bandHeight);
    painter.fillRect(rect(), m_theme.panel);
    painter.fillRect(strip, band.color);
    if (band.stripe.isValid()) {
        painter.setClipRect(strip);
        painter.setPen(QPen(band.stripe, stripeWidth / 2.0));
        for (int x = -stripeWidth; x < width() + stripeWidth; x += stripeWidth * 2)
            painter.drawLine(x, bandHeight + 4, x + bandHeight + 8, -4);
        painter.setClipping(false);
    }
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const QString name = word(m_environment);
    const QRect line = rect().adjusted(margin, bandHeight, -margin, 0);
    const QRect chip(line.left(), line.center().y() - metrics.height() / 2, metrics.horizontalAdvance(name) + 14,
                     metrics.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(band.color);
    painter.drawRoundedRect(chip, 4, 4);
    painter.setPen(band.text);
    painter.setFont(bold);
    painter.drawText(chip, Qt::AlignCenter, name);
    painter.setFont(font());
    painter.setPen(m_theme.text);
    const QRect rest = line.adjusted(chip.width() + 10, 0, 0, 0);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(m_detail, Qt::ElideMiddle, rest.width()));
}

} // namespace txdesk::console
