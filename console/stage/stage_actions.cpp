// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/stage_actions.h"

#include "console/demo/stories.h"
#include "console/demo/tour.h"
#include "console/stage/stage_words.h"
#include "console/text/plain_text.h"

namespace txdesk::console {
using namespace Qt::StringLiterals;

StageActions::StageActions(QObject *parent)
    : QObject(parent), m_next(make(u"demo.next"_s, QKeySequence(Qt::Key_F9))), m_stage(make(u"demo.stage"_s, QKeySequence(Qt::SHIFT | Qt::Key_F9))),
      m_stop(make(u"demo.stop"_s))
{
    connect(m_next, &QAction::triggered, this, &StageActions::nextWanted);
    connect(m_stage, &QAction::triggered, this, &StageActions::stageWanted);
    connect(m_stop, &QAction::triggered, this, &StageActions::stopWanted);
    connect(m_stage, &QAction::triggered, this, &StageActions::stageWanted);
    connect(m_stop, &QAction::triggered, this, &StageActions::stopWanted);
    for (const demo::Story &story : demo::allStories()) {
        QAction *action = make(u"demo.story"_s + story.name());
        m_stories.insert(story.number, action);
        connect(action, &QAction::triggered, this, [this, number = story.number] { emit storyWanted(number); });
    }
    retranslate();
}

QAction *StageActions::make(const QString &id, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(id);
    action->setShortcut(keys);
    action->setAutoRepeat(false);
    m_all.append(action);
    return action;
}

void StageActions::grey(QAction &action, const QString &why)
{
    action.setEnabled(why.isEmpty());
    action.setStatusTip(why);
    action.setToolTip(asToolTip(why));
}

QString StageActions::nextWords() const
{
    if (m_state.isTurn)
        return say(QT_TRANSLATE_NOOP("Stage", "Do it for me"));
    if (m_state.station < 0)
        return say(QT_TRANSLATE_NOOP("Stage", "Start the four-minute tour"));
    const auto &stations = demo::tourStations();
    const auto next = static_cast<std::size_t>(m_state.station) + 1;
    if (next >= stations.size())
        return say(QT_TRANSLATE_NOOP("Stage", "End the tour"));
    const demo::Story *story = demo::storyNumbered(stations.at(next).story);
    return say(QT_TRANSLATE_NOOP("Stage", "Go on to story %1")).arg(story ? story->name() : QString());
}

void StageActions::show(const State &state)
{
    m_state = state;
    m_next->setText(nextWords());
    grey(*m_next, state.station >= 0 && state.playing && !state.isTurn ? say(QT_TRANSLATE_NOOP("Stage", "This story is still being played.")) : QString());
    grey(*m_stop, state.playing ? QString() : say(QT_TRANSLATE_NOOP("Stage", "No story is being played.")));
}

void StageActions::retranslate()
{
    m_stage->setText(say(QT_TRANSLATE_NOOP("Stage", "To the stage")));
    m_stop->setText(say(QT_TRANSLATE_NOOP("Stage", "Stop the story")));
    for (const demo::Story &story : demo::allStories()) {
        QAction *action = m_stories.value(story.number);
        action->setText(say(QT_TRANSLATE_NOOP("Stage", "Story %1: %2")).arg(story.name(), demo::storyText(story.title)));
        grey(*action, demo::whyNotPlayed(story));
    }
    show(m_state);
}

} // namespace txdesk::console
