// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/payload_access.h"

#include "console/actions/door_words.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

PayloadAccess::PayloadAccess(QWidget *parent)
    : QFrame(parent), m_words(new PlainLabel(this)), m_reason(new QLineEdit(this)), m_show(new QPushButton(this))
{
    setObjectName("payloadAccess"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 4);
    m_words->setObjectName("payloadAccessWords"_L1);
    m_words->setWordWrap(true);
    row->addWidget(m_words, 1);
    m_reason->setObjectName("payloadReason"_L1);
    m_reason->setMaxLength(500);
    m_reason->setMinimumSize(180, 28);
    row->addWidget(m_reason);
    m_show->setObjectName("showPayloadButton"_L1);
    m_show->setMinimumHeight(28);
    m_show->setAutoDefault(false);
    row->addWidget(m_show);
    connect(m_show, &QPushButton::clicked, this, [this] { emit wanted(m_reason->text().trimmed()); });
    retranslate();
}

void PayloadAccess::setLink(const LinkStatus &link)
{
    m_link = link;
    retranslate();
}

void PayloadAccess::sayAsking()
{
    m_asking = true;
    m_problem.clear();
    retranslate();
}

void PayloadAccess::sayProblem(const QString &problem)
{
    m_asking = false;
    m_problem = problem;
    retranslate();
}

void PayloadAccess::clear()
{
    m_asking = false;
    m_problem.clear();
    m_reason->clear();
    retranslate();
}

void PayloadAccess::retranslate()
{
    const QString whyNot = DoorWords::whyNot(Role::Operator, m_link);
    const bool may = whyNot.isEmpty() && m_link.state == LinkState::Live;
    QString words = tr("Payloads are hidden: they may hold personal data and secrets.");
    if (!m_problem.isEmpty())
        words = tr("Payloads stay hidden: %1").arg(m_problem);
    else if (m_asking)
        words = tr("Asking for the payloads…");
    else if (!whyNot.isEmpty())
        words += u' ' + whyNot;
    m_words->setText(words);
    m_words->setAccessibleName(words);
    m_reason->setPlaceholderText(tr("reason, kept in the audit"));
    m_reason->setAccessibleName(tr("Reason to look"));
    m_reason->setVisible(whyNot.isEmpty());
    m_show->setText(tr("Show payload (this is recorded)"));
    m_show->setAccessibleName(m_show->text());
    m_show->setEnabled(may && !m_asking);
    m_show->setVisible(whyNot.isEmpty());
}

void PayloadAccess::setAppearance(const Appearance &appearance)
{
    QPalette colors = m_words->palette();
    colors.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_words->setPalette(colors);
}

void PayloadAccess::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace txdesk::console
