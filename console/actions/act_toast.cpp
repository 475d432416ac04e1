// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/act_toast.h"

#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds shownFor{12'000};
} // namespace

ActToast::ActToast(ActionDesk &desk, DelayedCalls &delayed, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_delayed(delayed), m_text(new PlainLabel(this)), m_cancel(new QToolButton(this))
{
    setObjectName("actToast"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    m_text->setObjectName("actToastText"_L1);
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_cancel->setObjectName("actToastCancel"_L1);
    m_cancel->setMinimumHeight(24);
    row->addWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        m_desk.cancelArmed();
        hide();
    });
    connect(&desk, &ActionDesk::armed, this, &ActToast::showArmed);
    connect(&desk, &ActionDesk::disarmed, this, &QWidget::hide);
    connect(&desk, &ActionDesk::reported, this, &ActToast::showReport);
    setAutoFillBackground(true);
    hide();
}

ActToast::~ActToast() { m_delayed.stop(m_hide); }

void ActToast::setTheme(const Theme &theme)
{
    m_theme = theme;
    QPalette colors = palette();
    colors.setColor(QPalette::Window, m_theme.tint(m_meaning));
    colors.setColor(QPalette::WindowText, m_theme.text);
    setPalette(colors);
}

void ActToast::showArmed(Action action, const Gid &gid)
{
    m_report.reset();
    m_cancel->setText(tr("Cancel (Esc)"));
    m_cancel->setAccessibleName(tr("Cancel"));
    say(tr("%1 is about to be sent for %2").arg(wordOf(action, m_desk.parked()), gid.value), Meaning::Waiting);
}

void ActToast::showReport(const ActReport &report)
{
    m_report = report;
    m_cancel->setText(tr("Close"));
    m_cancel->setAccessibleName(tr("Close"));
    say(u"%1 · %2"_s.arg(ActWords::sentence(report), report.gid.value), ActWords::meaning(report.verdict));
    if (report.verdict != ActVerdict::Sent)
        m_hide = m_delayed.start(shownFor, [this] {
            m_hide = 0;
            hide();
        });
}

void ActToast::say(const QString &text, Meaning meaning)
{
    m_delayed.stop(std::exchange(m_hide, 0));
    m_meaning = meaning;
    setTheme(m_theme);
    m_text->setText(oneLine(text, 600));
    m_text->setAccessibleName(text);
    show();
}

void ActToast::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_report && isVisible())
        showReport(*m_report);
    QFrame::changeEvent(event);
}

} // namespace txdesk::console
