// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/role_page.h"

#include "console/actions/door_words.h"
#include "console/widgets/plain_label.h"

#include <QEvent>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RolePage::RolePage(Role needed, QWidget *parent) : QStackedWidget(parent), m_needed(needed), m_why(new PlainLabel(this))
{
    m_why->setObjectName("whyNotShown"_L1);
    m_why->setAlignment(Qt::AlignCenter);
    m_why->setWordWrap(true);
    m_why->setMargin(40);
    addWidget(m_why);
    addWidget(new QWidget(this));
    setLink({});
}

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
    setCurrentIndex(open ? 1 : 0);
    if (open && !wasOpen)
        emit openedUp();
}

void RolePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setLink(LinkStatus(m_link));
    QStackedWidget::changeEvent(event);
}

} // namespace txdesk::console
