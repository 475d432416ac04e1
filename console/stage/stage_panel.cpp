// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/stage/stage_panel.h"

#include "console/demo/maria_server.h"
#include "console/demo/stories.h"
#include "console/demo/tour.h"
#include "console/stage/stage_words.h"
#include "console/text/plain_text.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace txdesk::console {
using namespace Qt::StringLiterals;

StagePanel::StagePanel(demo::Stage &stage, demo::StoryRunner &runner, QWidget *parent)
    : QWidget(parent), m_stage(stage), m_runner(runner), m_theme(lightTheme()), m_meter(new MeterView(this)),
      m_actions(new StageActions(this)), m_guide(new TourGuide(m_actions->next(), this)), m_stories(new StoryButtons(this)), m_faults(new FaultPanel(this)), m_narrator(new QTextBrowser(this)),
      m_withoutBarrier(new QCheckBox(this)), m_onMariaDb(new QCheckBox(this)), m_byHand(new QCheckBox(this)), m_speed(new QComboBox(this)), m_pause(new QPushButton(this)),
      m_step(new QPushButton(this)), m_stop(new QPushButton(this))
{
    build();
    connectActions();
    connectRunner();
    retranslate();
    updateControls();
}

void StagePanel::build()
{
    for (const double speed : {1.0, 5.0, 10.0, 35.0})
        m_speed->addItem(u"%1×"_s.arg(speed), speed);
    m_speed->setCurrentIndex(2);
    m_pause->setCheckable(true);
    m_byHand->setObjectName("byHand"_L1);
    auto *controls = new QHBoxLayout;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_speed, m_pause, m_step, m_stop})
        controls->addWidget(widget);
    controls->addStretch();
    auto *stories = m_storyScroll = new QScrollArea(this);
    stories->setWidget(m_stories);
    stories->setWidgetResizable(true);
    stories->setFrameShape(QFrame::NoFrame);
    stories->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    stories->setMinimumWidth(m_stories->minimumSizeHint().width());
    auto *faults = m_faultScroll = new QScrollArea(this);
    faults->setWidget(m_faults);
    faults->setWidgetResizable(true);
    faults->setFrameShape(QFrame::NoFrame);
    faults->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QScrollArea *area : {stories, faults})
        area->setFocusPolicy(Qt::NoFocus); // what is in them takes the keys
    faults->setMinimumWidth(m_faults->minimumSizeHint().width() + 20);
    // One column: it stands beside the diagram, which needs the height.
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 8, 8);
    all->addWidget(m_guide);
    all->addWidget(m_meter);
    all->addWidget(stories, 5);
    all->addWidget(m_withoutBarrier);
    all->addWidget(m_onMariaDb);
    all->addWidget(m_byHand);
    m_onMariaDb->setEnabled(demo::MariaServer::isInstalled());
    all->addLayout(controls);
    all->addWidget(m_narrator, 4);
    all->addWidget(faults, 3);
    m_narrator->setMinimumSize(220, 60);
    m_narrator->setOpenLinks(false);
}

void StagePanel::connectActions()
{
    const auto playAlone = [this](int number) {
        m_station = -1; // whoever picks a story has left the tour
        play(number);
    };
    connect(m_actions, &StageActions::nextWanted, this, &StagePanel::goOn);
    connect(m_actions, &StageActions::stageWanted, this, &StagePanel::takeFocus);
    connect(m_actions, &StageActions::stopWanted, m_stop, &QPushButton::click);
    connect(m_actions, &StageActions::storyWanted, this, playAlone);
    connect(m_stories, &StoryButtons::storyWanted, this, playAlone);
    connect(m_stories, &StoryButtons::currentMoved, this, [this](QPushButton *button) { m_storyScroll->ensureWidgetVisible(button); });
    connect(m_guide, &TourGuide::leaveWanted, this, [this] {
        m_station = -1;
        updateControls();
        takeFocus();
    });
}

// F9: what was asked of a person is done for them, or the tour goes on.
void StagePanel::goOn()
{
    if (m_runner.isTurn())
        return m_runner.takeTurn();
    if (m_station + 1 < static_cast<int>(demo::tourStations().size()))
        return playStation(m_station + 1);
    m_station = -1;
    updateControls();
}

void StagePanel::playStation(int station)
{
    m_station = station;
    play(demo::tourStations().at(static_cast<std::size_t>(station)).story);
}

// To what is asked for, else to the stories.
void StagePanel::takeFocus()
{
    emit focusWanted();
    QPushButton *start = m_turn.isEmpty() ? nullptr : m_faults->startButton();
    QWidget *target = start ? start : m_stories->current();
    target->setFocus(Qt::ShortcutFocusReason);
    (start ? m_faultScroll : m_storyScroll)->ensureWidgetVisible(target);
}

void StagePanel::showGuide()
{
    const bool isTour = m_station >= 0;
    const demo::Story *story = demo::storyNumbered(m_number);
    TourGuide::Page page{.title = say(QT_TRANSLATE_NOOP("Stage", "The tour: stories 1, 2, 10, 9 and 16")),
                         .words = say(QT_TRANSLATE_NOOP("Stage", "Four minutes, with the keyboard alone if you like. Or pick a story: arrows and Space, or Ctrl+K and its name.")),
                         .isTurn = !m_turn.isEmpty(),
                         .canLeave = isTour};
    if (isTour && story) {
        const auto &stations = demo::tourStations();
        page.title = say(QT_TRANSLATE_NOOP("Stage", "Tour, %1 of %2 · %3: %4")).arg(m_station + 1).arg(stations.size()).arg(story->name(), demo::storyText(story->title));
        page.words = demo::storyText(stations.at(static_cast<std::size_t>(m_station)).look);
    } else if (page.isTurn && story) {
        page.title = u"%1: %2"_s.arg(story->name(), demo::storyText(story->title));
    }
    if (page.isTurn)
        page.words = m_turn;
    m_guide->setPage(page);
}

void StagePanel::connectRunner()
{
    connect(m_pause, &QPushButton::toggled, &m_runner, &demo::StoryRunner::setPaused);
    connect(m_pause, &QPushButton::toggled, this, &StagePanel::updateControls);
    connect(m_step, &QPushButton::clicked, &m_runner, &demo::StoryRunner::step);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_runner.stop();
        tell(say(QT_TRANSLATE_NOOP("Stage", "The story was stopped.")), Meaning::Stopped);
        updateControls();
    });
    connect(&m_runner, &demo::StoryRunner::narrated, this, [this](const QString &sentence) { tell(sentence, Meaning::Running); });
    connect(&m_runner, &demo::StoryRunner::turnCame, this, [this](const QString &sentence) {
        m_turn = sentence;
        tell(sentence, Meaning::Waiting);
        updateControls();
        if (sentence.isEmpty() && m_faults->isAncestorOf(QApplication::focusWidget()))
            m_narrator->setFocus(Qt::OtherFocusReason); // the button that started somebody would kill them now
    });
    connect(&m_runner, &demo::StoryRunner::changed, this, &StagePanel::showFacts);
    connect(&m_runner, &demo::StoryRunner::finished, this, &StagePanel::showEnd);
    connect(m_faults, &FaultPanel::switchesChanged, &m_runner.hands(), &demo::DemoHands::setSwitches);
    connect(m_faults, &FaultPanel::killWanted, &m_stage, &demo::Stage::kill);
    connect(m_faults, &FaultPanel::startWanted, &m_stage, &demo::Stage::start);
    connect(&m_stage, &demo::Stage::ready, this, [this] {
        QStringList banks = m_stage.participants(); // services have switches of their own
        banks.removeIf(&demo::Stage::isService);
        m_faults->setParticipants(banks);
    });
    connect(&m_stage, &demo::Stage::started, this, [this](const QString &process) { m_faults->setListening(process, true); });
    connect(&m_stage, &demo::Stage::ended, this, [this](const QString &process) { m_faults->setListening(process, false); });
    connect(&m_stage, &demo::Stage::failed, this, [this](const QString &message) { tell(message, Meaning::Failed); });
}

bool StagePanel::play(int number)
{
    const demo::Story *story = demo::storyNumbered(number);
    if (!story || !demo::whyNotPlayed(*story).isEmpty())
        return false;
    m_number = number;
    m_told.clear();
    m_narrator->clear();
    m_pause->setChecked(false);
    m_faults->resetSwitches();
    tell(u"%1  %2"_s.arg(story->name(), demo::storyText(story->title)), Meaning::Stopped);
    tell(demo::storyText(story->purpose), Meaning::Waiting);
    m_settings.withoutBarrier = m_withoutBarrier->isChecked();
    m_settings.onMariaDb = m_onMariaDb->isChecked();
    m_settings.byHand = m_station >= 0 || m_byHand->isChecked();
    m_settings.speed = m_speed->currentData().toDouble();
    m_runner.play(*story, m_settings);
    m_meter->setReading({});
    updateControls();
    m_storyScroll->ensureWidgetVisible(m_stories->button(number));
    return true;
}

void StagePanel::setSettings(const demo::StorySettings &settings)
{
    m_settings = settings;
    m_withoutBarrier->setChecked(settings.withoutBarrier);
    m_onMariaDb->setChecked(settings.onMariaDb);
    m_byHand->setChecked(settings.byHand);
    if (m_speed->findData(settings.speed) < 0)
        m_speed->addItem(u"%1×"_s.arg(settings.speed), settings.speed);
    m_speed->setCurrentIndex(m_speed->findData(settings.speed));
}

QString StagePanel::narration() const
{
    return m_narrator->toPlainText();
}

// A sentence with a bar in its meaning's colour; the glyph says the same without colour.
void StagePanel::tell(const QString &sentence, Meaning meaning)
{
    if (sentence.isEmpty())
        return;
    m_told.append({sentence, meaning});
    write(m_told.last());
}

void StagePanel::write(const Told &told)
{
    const Ink &ink = m_theme.ink(told.meaning);
    m_narrator->append(u"<p style='margin:3px 0'><span style='color:%1'>%2</span>&nbsp; %3</p>"_s
                           .arg(ink.color.name(), ink.glyph, told.sentence.toHtmlEscaped()));
    m_narrator->verticalScrollBar()->setValue(m_narrator->verticalScrollBar()->maximum());
}

void StagePanel::showFacts()
{
    m_meter->setReading(m_runner.facts().meter);
    updateControls();
}

void StagePanel::showEnd(const demo::StoryResult &result)
{
    m_meter->setReading(result.meter);
    for (const QString &miss : result.misses)
        tell(say(QT_TRANSLATE_NOOP("Stage", "Not as it must be: %1")).arg(miss), Meaning::Failed);
    if (result.passed() && !result.meter.hasMoney)
        tell(say(QT_TRANSLATE_NOOP("Stage", "The story is over. Everything is as it must be.")), Meaning::Succeeded);
    else if (result.passed() && result.meter.conserved)
        tell(say(QT_TRANSLATE_NOOP("Stage", "The story is over. No money was created or lost.")), Meaning::Succeeded);
    else if (result.passed()) // played without the barrier: the loss is the point
        tell(say(QT_TRANSLATE_NOOP("Stage", "The story is over. Without the barrier the money is wrong: %1")).arg(result.meter.fault), Meaning::Failed);
    updateControls();
    emit storyEnded(result);
}

void StagePanel::updateControls()
{
    const bool playing = m_runner.isPlaying();
    m_stories->setPlaying(playing ? m_number : 0);
    m_actions->show({.playing = playing, .isTurn = m_runner.isTurn(), .station = m_station});
    showGuide();
    const QString idle = playing ? QString() : say(QT_TRANSLATE_NOOP("Stage", "No story is being played."));
    for (QPushButton *button : {m_pause, m_stop}) {
        button->setEnabled(playing);
        button->setToolTip(asToolTip(idle));
    }
    m_step->setEnabled(playing && m_runner.isPaused());
    m_step->setToolTip(asToolTip(m_step->isEnabled() ? QString() : say(QT_TRANSLATE_NOOP("Stage", "Pause a story to go step by step."))));
}

void StagePanel::setTheme(const Theme &theme)
{
    m_theme = theme;
    m_meter->setTheme(theme);
    m_guide->setTheme(theme);
    m_narrator->clear();
    for (const Told &told : std::as_const(m_told))
        write(told);
}

void StagePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void StagePanel::retranslate()
{
    if (QWidget *dock = parentWidget(); dock && dock->inherits("QDockWidget"))
        dock->setWindowTitle(say(QT_TRANSLATE_NOOP("Stage", "Stage")));
    m_withoutBarrier->setText(say(QT_TRANSLATE_NOOP("Stage", "Without the barrier (3, 4, 5: watch the meter)")));
    m_onMariaDb->setText(say(QT_TRANSLATE_NOOP("Stage", "Services on MariaDB (15–17, S1–S13, C1–C4)")));
    m_onMariaDb->setToolTip(asToolTip(demo::MariaServer::isInstalled() ? say(QT_TRANSLATE_NOOP("Stage", "Otherwise each has a file of SQLite"))
                                                                         : say(QT_TRANSLATE_NOOP("Stage", "MariaDB's server is not installed here."))));
    m_byHand->setText(say(QT_TRANSLATE_NOOP("Stage", "I press the buttons myself (9, 10, 16)")));
    m_byHand->setToolTip(asToolTip(say(QT_TRANSLATE_NOOP("Stage", "What a person does in the story is left to you; the tour does it so"))));
    m_actions->retranslate();
    updateControls();
    m_speed->setToolTip(asToolTip(say(QT_TRANSLATE_NOOP("Stage", "Waiting times are divided by this"))));
    m_speed->setAccessibleName(say(QT_TRANSLATE_NOOP("Stage", "Speed")));
    m_pause->setText(say(QT_TRANSLATE_NOOP("Stage", "Pause")));
    m_step->setText(say(QT_TRANSLATE_NOOP("Stage", "Step")));
    m_stop->setText(say(QT_TRANSLATE_NOOP("Stage", "Stop")));
    m_narrator->setAccessibleName(say(QT_TRANSLATE_NOOP("Stage", "Narrator")));
    m_narrator->setPlaceholderText(say(QT_TRANSLATE_NOOP("Stage", "Press a story. What happens is told here.")));
}

} // namespace txdesk::console
