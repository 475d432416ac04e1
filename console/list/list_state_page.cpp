// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_state_page.h"

#include "console/widgets/plain_label.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int skeletonRows = 12;
constexpr int skeletonPitch = 26;
constexpr Milliseconds buttonAfter{1000};
constexpr Milliseconds secondsAfter{2000};
} // namespace

ListStatePage::ListStatePage(QWidget *parent)
    : QWidget(parent), m_title(new PlainLabel(this)), m_explanation(new PlainLabel(this)), m_button(new QPushButton(this))
{
    setObjectName("listStatePage"_L1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addStretch(1);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
    m_title->setObjectName("listStateTitle"_L1);
    m_button->setObjectName("listStateButton"_L1);
    for (QLabel *label : {m_title, m_explanation}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(2);
    connect(m_button, &QPushButton::clicked, this, [this] {
        switch (m_mode) {
        case Mode::Loading: emit cancelRequested(); break;
        case Mode::Empty: emit clearFilterRequested(); break;
        case Mode::Failed: emit retryRequested(); break;
        }
    });
}

void ListStatePage::show(Mode mode, const QString &title, const QString &explanation, const QString &button)
{
    m_mode = mode;
    m_title->setText(title);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    update();
}

void ListStatePage::showLoading(Milliseconds since)
{
    const QString title = since >= secondsAfter ? tr("Loading… %1 s").arg(since.count() / 1000) : tr("Loading…");
    show(Mode::Loading, title, {}, since >= buttonAfter ? tr("Cancel") : QString());
}

void ListStatePage::showEmpty(const QString &filterText)
{
    if (filterText.isEmpty())
        show(Mode::Empty, tr("No transactions yet"), tr("They appear here as soon as a service starts one."), {});
    else
        show(Mode::Empty, tr("No transaction matches"), filterText, tr("Show all"));
}

void ListStatePage::showFailed(const QString &problem)
{
    show(Mode::Failed, tr("The list could not be loaded"), problem, tr("Try again"));
}

void ListStatePage::setTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette muted = m_explanation->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    m_explanation->setPalette(muted);
    update();
}

void ListStatePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.canvas);
    if (m_mode != Mode::Loading)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.zebra);
    for (int row = 0; row < skeletonRows; ++row) {
        const int y = row * skeletonPitch + 8;
        painter.drawRoundedRect(40, y, width() / 5, 10, 4, 4);
        painter.drawRoundedRect(60 + width() / 5, y, width() / 8, 10, 4, 4);
        painter.drawRoundedRect(80 + width() / 3, y, width() / 3, 10, 4, 4);
    }
}

} // namespace txdesk::console
