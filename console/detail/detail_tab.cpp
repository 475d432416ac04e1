// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_tab.h"

#include "console/widgets/plain_label.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

DetailTab::DetailTab(SelectionHub &hub, QWidget *parent) : QWidget(parent), m_hub(hub) {}

void DetailTab::showWhyEmpty()
{
    const QString why = whyEmpty();
    if (!m_empty && why.isEmpty())
        return;
    if (!m_empty) {
        m_empty = new PlainLabel(this);
        m_empty->setObjectName("whyEmpty"_L1);
        m_empty->setAlignment(Qt::AlignCenter);
        m_empty->setWordWrap(true);
        m_empty->setMargin(24);
        m_empty->setAutoFillBackground(true);
        m_empty->setProperty("overlay", true);
    }
    m_empty->setText(why);
    m_empty->setAccessibleName(why);
    m_empty->setVisible(!why.isEmpty());
    m_empty->setGeometry(rect());
    m_empty->raise();
}

void DetailTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_empty)
        m_empty->setGeometry(rect());
}

} // namespace txdesk::console
