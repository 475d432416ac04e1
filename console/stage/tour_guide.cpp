// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/tour_guide.h"

#include "console/stage/stage_words.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {
using namespace Qt::StringLiterals;

TourGuide::TourGuide(QAction &next, QWidget *parent)
    : QFrame(parent), m_next(next), m_title(new PlainLabel(this)), m_words(new PlainLabel(this)), m_nextButton(new QPushButton(this)),
      m_leave(new QPushButton(this))
{
    setObjectName("tourGuide"_L1);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_title->setObjectName("tourTitle"_L1);
    m_title->setWordWrap(true);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_words->setObjectName("tourWords"_L1);
    m_words->setWordWrap(true);
    m_nextButton->setObjectName("tourNext"_L1);
    m_leave->setObjectName("tourLeave"_L1);
    for (QPushButton *button : {m_nextButton, m_leave})
        button->setMinimumHeight(26);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_words);
    auto *row = new QHBoxLayout;
    row->addWidget(m_nextButton, 1);
    row->addWidget(m_leave);
    column->addLayout(row);
    connect(m_nextButton, &QPushButton::clicked, &m_next, &QAction::trigger);
    connect(&m_next, &QAction::changed, this, &TourGuide::showNext);
    connect(m_leave, &QPushButton::clicked, this, &TourGuide::leaveWanted);
    showNext();
}

void TourGuide::setPage(const Page &page)
{
    if (page == m_page)
        return;
    m_page = page;
    showPage();
}

void TourGuide::showPage()
{
    m_title->setText(m_page.title);
    m_words->setText(m_page.words);
    setAccessibleName(m_page.title);
    setAccessibleDescription(m_page.words);
    m_leave->setVisible(m_page.canLeave);
    m_leave->setText(say(QT_TRANSLATE_NOOP("Stage", "Leave the tour")));
    m_leave->setAccessibleName(m_leave->text());
    paintFrame();
}

void TourGuide::showNext()
{
    QString words = m_next.text();
    if (const QString keys = m_next.shortcut().toString(QKeySequence::NativeText); !keys.isEmpty())
        words += u"  (%1)"_s.arg(keys);
    m_nextButton->setText(words);
    m_nextButton->setAccessibleName(m_next.text());
    m_nextButton->setEnabled(m_next.isEnabled());
    m_nextButton->setToolTip(asToolTip(m_next.statusTip()));
    m_nextButton->setAccessibleDescription(m_next.statusTip());
}

QString TourGuide::words() const { return m_words->text(); }

void TourGuide::setTheme(const Theme &theme)
{
    m_theme = theme;
    paintFrame();
}

// What a person is asked to do stands out.
void TourGuide::paintFrame()
{
    QPalette colors = palette();
    colors.setColor(QPalette::Window, m_page.isTurn ? m_theme.tint(Meaning::Waiting) : m_theme.canvas);
    colors.setColor(QPalette::WindowText, m_theme.text);
    setPalette(colors);
}

void TourGuide::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showNext();
}

} // namespace txdesk::console
