// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/stage_mode.h"

#include "console/demo/stories.h"
#include "console/stage/stage_panel.h"
#include "console/synthetic/synthetic_link.h"
#include "shared/model/participant_name.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>

namespace txdesk::console {
using namespace Qt::StringLiterals;

namespace {

MadeUp madeUp(demo::Scene scene)
{
    const int updates = scene == demo::Scene::Storm ? demo::stormUpdates : 0;
    const auto make = [updates](const Clock &clock) -> std::unique_ptr<CoordinatorLink> {
        auto link = std::make_unique<SyntheticLink>(demo::MadeUpShow::size, clock);
        link->setUpdatesPerSecond(updates);
        return link;
    };
    switch (scene) {
    case demo::Scene::Storm: return {QCoreApplication::translate("Stage", "made up: storm"), make, {}};
    case demo::Scene::Night: return {QCoreApplication::translate("Stage", "made up: one night"), make, SyntheticBook::nightGid(demo::nightAttempts)};
    default: return {QCoreApplication::translate("Stage", "made up: ten million"), make, {}};
    }
}

} // namespace

StageMode::StageMode(const QString &programs, const demo::StorySettings &settings, QObject *parent)
    : DemoMode(parent), m_stage(programs), m_runner(m_stage), m_settings(settings)
{
    connect(&m_stage, &demo::Stage::ready, this, [this] {
        if (!std::exchange(m_started, true))
            emit started(QUrl(m_stage.coordinatorUrl()), m_stage.adminToken());
        nameParticipants();
    });
    connect(&m_stage, &demo::Stage::failed, this, [this](const QString &message) {
        emit failed(Error{ErrorCode::Unavailable, message, {}});
    });
    connect(&m_runner, &demo::StoryRunner::began, this, [this](const Gid &gid) {
        nameParticipants();
        emit transactionStarted(gid);
    });
    connect(&m_runner, &demo::StoryRunner::sceneWanted, this, [this](demo::Scene scene) { emit madeUpOffered(madeUp(scene)); });
    connect(&m_runner, &demo::StoryRunner::changed, this, &StageMode::nameParticipants);
    connect(&m_runner, &demo::StoryRunner::finished, this, &DemoMode::storyEnded);
}

StageMode::~StageMode()
{
    delete m_panel; // it looks at the stage
}

void StageMode::start()
{
    m_stage.require({u"bank-a"_s, u"bank-b"_s});
}

QList<QDockWidget *> StageMode::docks(QMainWindow &window)
{
    auto *dock = new QDockWidget(QCoreApplication::translate("Stage", "Stage"), &window);
    dock->setObjectName(u"stageDock"_s);
    m_panel = new StagePanel(m_stage, m_runner, dock);
    m_panel->setTheme(m_appearance.theme);
    m_panel->setSettings(m_settings);
    auto *room = new QScrollArea(dock); // a low window: it scrolls, and does not reach over the docks below
    room->setObjectName(u"stageRoom"_s);
    room->setFrameShape(QFrame::NoFrame);
    room->setFocusPolicy(Qt::NoFocus);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    room->setWidgetResizable(true);
    room->setWidget(m_panel);
    room->setMinimumWidth(m_panel->minimumSizeHint().width() + room->verticalScrollBar()->sizeHint().width());
    dock->setWidget(room);
    connect(m_panel, &StagePanel::focusWanted, dock, [dock] {
        dock->show();
        dock->raise();
    });
    return {dock};
}

QList<QAction *> StageMode::actions() { return m_panel ? m_panel->stageActions() : QList<QAction *>(); }

void StageMode::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    if (m_panel)
        m_panel->setTheme(appearance.theme);
}

void StageMode::setLink(CoordinatorLink &)
{
    m_names.clear(); // whoever looks now has not heard them
    nameParticipants(); // the console reads by its own link; the stories use their own doors
}

void StageMode::play(const QString &story)
{
    const demo::Story *wanted = demo::storyNamed(story);
    if (const QString why = wanted ? demo::whyNotPlayed(*wanted) : QString(); !why.isEmpty())
        emit failed(Error{ErrorCode::Unavailable, why, u"story"_s});
    else if (!m_panel || !wanted || !m_panel->play(wanted->number))
        emit failed(Error{ErrorCode::NotFound, u"There is no story %1."_s.arg(story), u"story"_s});
}

// Diagrams, verdicts and alerts call the banks by their names instead of by their ports.
void StageMode::nameParticipants()
{
    QHash<QString, QString> names;
    for (const QString &participant : m_stage.participants())
        names.insert(participantOf(m_stage.urlOf(participant)), participant);
    if (names == m_names && !m_names.isEmpty())
        return;
    m_names = names;
    emit participantsNamed(names);
}

} // namespace txdesk::console
