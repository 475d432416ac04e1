// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/first_run_page.h"

#include "console/widgets/icon_set.h"
#include "console/widgets/plain_label.h"

#include <QCommandLinkButton>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

FirstRunPage::FirstRunPage(bool hasDemo, QWidget *parent)
    : QWidget(parent), m_mark(new PlainLabel(this)), m_title(new PlainLabel(this)), m_subtitle(new PlainLabel(this)),
      m_demo(new QCommandLinkButton(this)), m_connect(new QCommandLinkButton(this)), m_caseFile(new QCommandLinkButton(this))
{
    setObjectName("firstRunPage"_L1);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_mark, 0, Qt::AlignHCenter);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.9);
    m_title->setFont(large);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    m_subtitle->setAlignment(Qt::AlignCenter);
    m_subtitle->setWordWrap(true);
    column->addWidget(m_subtitle);
    column->addSpacing(16);
    for (QCommandLinkButton *card : {m_demo, m_connect, m_caseFile}) {
        card->setMinimumWidth(440);
        card->setIconSize(QSize(24, 24));
        column->addWidget(card, 0, Qt::AlignHCenter);
    }
    m_demo->setObjectName("demoCard"_L1);
    m_connect->setObjectName("connectCard"_L1);
    m_caseFile->setObjectName("caseFileCard"_L1);
    m_demo->setVisible(hasDemo);
    column->addStretch(3);
    connect(m_demo, &QAbstractButton::clicked, this, &FirstRunPage::demoWanted);
    connect(m_connect, &QAbstractButton::clicked, this, &FirstRunPage::connectWanted);
    connect(m_caseFile, &QAbstractButton::clicked, this, &FirstRunPage::caseFileWanted);
    retranslate();
}

void FirstRunPage::retranslate()
{
    m_title->setText(u"TxDesk"_s);
    m_subtitle->setText(tr("See every distributed transaction, why it is stuck, and what a button would do."));
    m_demo->setText(tr("Try the demo"));
    m_demo->setDescription(tr("Starts a coordinator and two banks on this machine; nothing to install"));
    m_connect->setText(tr("Connect to a coordinator"));
    m_connect->setDescription(tr("Name an address once; it is kept as a profile"));
    m_caseFile->setText(tr("Open a case file"));
    m_caseFile->setDescription(tr("One transaction that somebody saved, without any server"));
    for (QCommandLinkButton *card : {m_demo, m_connect, m_caseFile}) {
        card->setAccessibleName(card->text());
        card->setAccessibleDescription(card->description());
    }
}

void FirstRunPage::focusFirst() { (m_demo->isVisibleTo(this) ? m_demo : m_connect)->setFocus(); }

void FirstRunPage::setAppearance(const Appearance &appearance)
{
    const Theme &theme = appearance.theme;
    m_mark->setPixmap(themedPixmap("txdesk"_L1, theme.link, 72, devicePixelRatioF()));
    m_demo->setIcon(themedIcon("play"_L1, theme.link));
    m_connect->setIcon(themedIcon("link"_L1, theme.link));
    m_caseFile->setIcon(themedIcon("list"_L1, theme.link));
    QPalette muted = m_subtitle->palette();
    muted.setColor(QPalette::WindowText, theme.mutedText);
    m_subtitle->setPalette(muted);
}

void FirstRunPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
