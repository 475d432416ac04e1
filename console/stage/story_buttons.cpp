// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/story_buttons.h"

#include "console/demo/stories.h"
#include "console/text/plain_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;

StoryButtons::StoryButtons(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(4);
    for (const demo::Story &story : demo::allStories()) {
        auto *button = new QPushButton(this);
        button->setObjectName(u"story%1"_s.arg(story.number));
        button->setCheckable(true);
        button->setMinimumHeight(26);
        button->setFocusPolicy(Qt::ClickFocus);
        button->installEventFilter(this);
        connect(button, &QPushButton::clicked, this, [this, number = story.number] { emit storyWanted(number); });
        m_buttons.insert(story.number, button);
        m_numbers.append(story.number);
    }
    setCurrent(0);
    retranslate();
    arrange();
}

void StoryButtons::setPlaying(int number)
{
    for (auto button = m_buttons.cbegin(); button != m_buttons.cend(); ++button)
        button.value()->setChecked(button.key() == number);
    if (const qsizetype place = m_numbers.indexOf(number); place >= 0)
        setCurrent(place);
}

QPushButton *StoryButtons::current() const { return m_buttons.value(m_numbers.value(m_current)); }

void StoryButtons::setCurrent(qsizetype index)
{
    current()->setFocusPolicy(Qt::ClickFocus);
    m_current = index;
    current()->setFocusPolicy(Qt::StrongFocus);
}

qsizetype StoryButtons::placeAfter(int key) const
{
    const qsizetype last = m_numbers.size() - 1;
    switch (key) {
    case Qt::Key_Left: return std::max<qsizetype>(m_current - 1, 0);
    case Qt::Key_Right: return std::min(m_current + 1, last);
    case Qt::Key_Up: return std::max<qsizetype>(m_current - m_columns, 0);
    case Qt::Key_Down: return std::min(m_current + m_columns, last);
    case Qt::Key_Home: return 0;
    case Qt::Key_End: return last;
    default: return -1;
    }
}

bool StoryButtons::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) { // a click brings it here, too
        for (qsizetype place = 0; place < m_numbers.size(); ++place)
            if (m_buttons.value(m_numbers[place]) == watched)
                setCurrent(place);
    } else if (event->type() == QEvent::KeyPress) {
        if (const qsizetype place = placeAfter(static_cast<QKeyEvent *>(event)->key()); place >= 0) {
            setCurrent(place);
            current()->setFocus(Qt::TabFocusReason);
            emit currentMoved(current());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StoryButtons::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StoryButtons::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void StoryButtons::retranslate()
{
    for (const demo::Story &story : demo::allStories()) {
        QPushButton *button = m_buttons.value(story.number);
        button->setText(u"%1  %2"_s.arg(story.name(), demo::storyText(story.title)));
        const QString why = demo::whyNotPlayed(story);
        button->setEnabled(why.isEmpty());
        button->setToolTip(asToolTip(why.isEmpty() ? demo::storyText(story.purpose) : why));
        button->setAccessibleDescription(why.isEmpty() ? demo::storyText(story.purpose) : why);
        button->setStyleSheet(u"text-align: left; padding: 3px 8px;"_s);
    }
}

// As many columns as have room for the longest title.
void StoryButtons::arrange()
{
    int widest = 120;
    for (const QPushButton *button : std::as_const(m_buttons))
        widest = std::max(widest, button->sizeHint().width());
    const int columns = std::clamp(width() / widest, 1, 3);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (qsizetype i = 0; i < m_numbers.size(); ++i)
        m_grid->addWidget(m_buttons.value(m_numbers[i]), int(i) / columns, int(i) % columns);
}

} // namespace txdesk::console
