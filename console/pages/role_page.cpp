// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/role_page.h"

#include "console/actions/door_words.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RolePage::RolePage(Role needed, QWidget *parent)
    : WorkspacePage(parent), m_needed(needed), m_stack(new QStackedWidget(this)), m_why(new PlainLabel(m_stack))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_why->setObjectName("whyNotShown"_L1);
    m_why->setAlignment(Qt::AlignCenter);
    m_why->setWordWrap(true);
    m_why->setMargin(40);
    m_stack->addWidget(m_why);
    m_stack->addWidget(new QWidget(m_stack));
    RolePage::setLink({});
}

bool RolePage::isOpen() const { return m_stack->currentIndex() == 1; }

QWidget *RolePage::content() { return m_stack->widget(1); }

void RolePage::setLink(const LinkStatus &link)
{
    const bool wasOpen = isOpen();
    m_link = link;
    const QString whyNot = DoorWords::whyNot(m_needed, link);
    const bool open = link.caller.has_value() && whyNot.isEmpty(); // who only tries stands in the audit as refused
    m_why->setText(!whyNot.isEmpty() ? tr("This page is not for everybody. %1").arg(whyNot)
                                     : tr("Nothing is known yet: the coordinator has not said who you are."));
    const bool isAway = link.state != LinkState::Live && link.door == Door::Open;
    if (!open && isAway && wasOpen && whyNot.isEmpty())
        return; // what was shown stays while the connection is away; the band tells of it
    m_stack->setCurrentIndex(open ? 1 : 0);
    if (open && !wasOpen)
        emit openedUp();
}

void RolePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setLink(LinkStatus(m_link));
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
