// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/reveal_bar.h"

#include "console/actions/door_words.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

RevealBar::RevealBar(QWidget *parent) : QFrame(parent), m_words(new PlainLabel(this)), m_reason(new QLineEdit(this)), m_button(new QPushButton(this))
{
    setObjectName("revealBar"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_words, 1);
    m_words->setObjectName("revealWords"_L1);
    m_words->setWordWrap(true);
    row->addWidget(m_reason);
    m_reason->setObjectName("revealReason"_L1);
    m_reason->setMaxLength(500);
    m_reason->setMinimumSize(180, 28);
    row->addWidget(m_button);
    m_button->setObjectName("revealButton"_L1);
    m_button->setMinimumHeight(28);
    m_button->setAutoDefault(false);
    connect(m_reason, &QLineEdit::textChanged, this, &RevealBar::retranslate);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_left)
            emit hideWanted();
        else
            emit revealWanted(m_reason->text().trimmed());
    });
    retranslate();
}

void RevealBar::setLink(const LinkStatus &link)
{
    m_link = link;
    retranslate();
}

void RevealBar::setAllowed(bool allowed)
{
    m_allowed = allowed;
    retranslate();
}

void RevealBar::setLeft(std::optional<Seconds> left)
{
    if (m_left == left && m_problem.isEmpty())
        return;
    if (left && !m_left)
        m_reason->clear();
    m_left = left;
    m_problem.clear();
    retranslate();
}

void RevealBar::sayProblem(const QString &problem)
{
    m_problem = problem;
    retranslate();
}

void RevealBar::retranslate()
{
    const QString whyNot = m_allowed ? DoorWords::whyNot(Role::Admin, m_link) : tr("This profile does not allow secrets to be revealed.");
    const bool live = m_link.state == LinkState::Live;
    QString words;
    if (m_left)
        words = tr("Secrets are shown for %n more seconds; nothing can be copied meanwhile.", nullptr, static_cast<int>(m_left->count()));
    else if (!m_problem.isEmpty())
        words = tr("Secrets stay hidden: %1").arg(m_problem);
    else if (!whyNot.isEmpty())
        words = tr("Secrets are hidden.") + u' ' + whyNot;
    m_words->setText(words);
    m_words->setAccessibleName(words);
    m_reason->setVisible(!m_left && whyNot.isEmpty());
    m_reason->setPlaceholderText(tr("reason, kept in the audit"));
    m_reason->setAccessibleName(tr("Reason to reveal secrets"));
    m_button->setText(m_left ? tr("Hide secrets") : tr("Reveal secrets for a minute"));
    m_button->setAccessibleName(m_button->text());
    const bool reasoned = m_reason->text().trimmed().size() >= reasonMin;
    m_button->setEnabled(m_left || (whyNot.isEmpty() && live && reasoned));
    const QString whyGrey = !live ? tr("Not connected.") : !whyNot.isEmpty() ? whyNot : tr("A reason of at least %n characters is needed.", nullptr, reasonMin);
    m_button->setToolTip(asToolTip(m_button->isEnabled() ? m_button->text() : whyGrey));
    m_button->setAccessibleDescription(m_button->isEnabled() ? QString() : whyGrey);
}

void RevealBar::setAppearance(const Appearance &appearance)
{
    QPalette colors = m_words->palette();
    colors.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_words->setPalette(colors);
}

void RevealBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace txdesk::console
