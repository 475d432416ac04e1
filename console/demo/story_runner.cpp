// The state machine of a play.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/demo/story_runner.h"

#include "console/demo/narrator.h"
#include "console/demo/stories.h"
#include "console/demo/timeline_text.h"

namespace txdesk::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds stepPatience{180};
constexpr std::chrono::minutes turnPatience{5}; // people read first

} // namespace

StoryRunner::StoryRunner(Stage &stage, QObject *parent) : QObject(parent), m_stage(stage), m_hands(stage), m_watch(stage)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &StoryRunner::losePatience);
    connect(&m_watch, &TransactionWatch::looked, this, &StoryRunner::take);
    connect(&m_stage, &Stage::ready, this, &StoryRunner::resetBanks);
    connect(&m_stage, &Stage::failed, this, [this](const QString &message) {
        if (isPlaying())
            finish({message});
    });
    connect(&m_stage, &Stage::started, this, &StoryRunner::refreshListening);
    connect(&m_stage, &Stage::ended, this, &StoryRunner::refreshListening);
    connect(&m_hands, &DemoHands::moneyCame, this, [this](qint64 money) { m_meter.expectMore(money); });
    connect(&m_hands, &DemoHands::crowdCame, &m_watch, &TransactionWatch::watchCrowd);
    connect(&m_hands, &DemoHands::measured, this, [this](const QString &name, const Measure &measure) {
        m_facts.measures.insert(name, measure);
        emit narrated(Narrator::ofMeasure(measure));
        advance();
    });
    connect(&m_hands, &DemoHands::answered, this, [this](const ActAnswer &answer) {
        m_facts.answers.append(answer);
        m_looks = 0;
        advance();
    });
}

void StoryRunner::play(const Story &story, const StorySettings &settings)
{
    stop();
    m_story = story;
    m_settings = settings;
    m_settings.withoutBarrier = settings.withoutBarrier && story.offersWithoutBarrier;
    m_facts = {.gid = Gid{u"demo-%1-story-%2-%3"_s.arg(settings.seed).arg(story.number).arg(++m_plays)}, .byHand = settings.byHand};
    m_hands.begin(m_facts.gid, m_settings);
    m_watch.watchCrowd({});
    m_step = -1;
    m_narrated = 0;
    m_late.clear();
    m_told.clear();
    m_phase = Phase::Preparing;
    m_patience.start(stepPatience);
    m_settings.onMariaDb = settings.onMariaDb && story.hasServices();
    m_stage.require(story.participantNames(), m_settings.onMariaDb);
}

void StoryRunner::stop()
{
    m_phase = Phase::Idle;
    endTurn();
    m_patience.stop();
    m_watch.end();
}

void StoryRunner::setPaused(bool paused)
{
    m_paused = paused;
    advance();
}

void StoryRunner::step()
{
    m_stepOnce = true;
    advance();
}

void StoryRunner::resetBanks()
{
    if (m_phase != Phase::Preparing)
        return;
    m_phase = Phase::Resetting;
    qint64 money = 0;
    for (const StartBalance &start : m_story.participants) {
        money += start.balance;
        m_hands.reset(start.participant, start.balance);
    }
    m_meter.reset(money);
    refreshListening();
}

void StoryRunner::refreshListening()
{
    m_facts.listening.clear();
    for (const QString &process : m_stage.participants() + QStringList{Stage::coordinatorName})
        if (m_stage.isListening(process))
            m_facts.listening.insert(process);
    emit changed();
    advance();
}

void StoryRunner::take(const std::optional<TransactionDetail> &detail, const QList<BankReport> &banks)
{
    if (m_phase != Phase::Playing)
        return;
    if (detail)
        m_facts.detail = detail;
    for (const BankReport &report : banks)
        m_facts.banks[report.name] = report;
    m_facts.locks = m_watch.locks();
    for (const LockWait &wait : m_watch.waits())
        if (!m_facts.sawWait(wait.waiter, wait.holder))
            m_facts.waits.append(wait);
    // While the coordinator is down nobody knows whether the transaction has ended.
    m_facts.crowd = m_watch.crowd();
    readMeter(detail, banks);
    if (m_facts.meter.fault != m_meter.reading().fault)
        emit narrated(m_meter.reading().fault);
    m_facts.meter = m_meter.reading();
    ++m_looks;
    narrateNewEvents();
    narrateLateVisits();
    emit changed();
    advance();
}

// Only when everybody has been asked: what is still under way explains what is missing.
void StoryRunner::readMeter(const std::optional<TransactionDetail> &detail, const QList<BankReport> &banks)
{
    if (banks.size() != m_story.participants.size() || (m_watch.watchesCrowd() && !m_facts.crowd)) {
        QStringList silent = m_story.participantNames();
        for (const BankReport &report : banks)
            silent.removeAll(report.name);
        return m_meter.missed(silent);
    }
    QSet<QString> unfinished = m_facts.crowd ? m_facts.crowd->unfinished : QSet<QString>();
    if (!detail || !isFinal(detail->snapshot.transaction.status))
        unfinished.insert(m_facts.gid.value);
    m_meter.read(banks, unfinished);
}

void StoryRunner::narrateNewEvents()
{
    if (!m_facts.detail)
        return;
    const Narrator narrator([this](const QString &host) { return m_stage.nameOf(host); });
    for (const JournalEvent &event : m_facts.detail->events) {
        if (event.seq <= m_narrated)
            continue;
        m_narrated = event.seq;
        if (const QString sentence = narrator.sentence(*m_facts.detail, event); !sentence.isEmpty())
            emit narrated(sentence);
    }
}

// The coordinator has long given up waiting for such a call: its journal does not have the answer.
void StoryRunner::narrateLateVisits()
{
    for (const BankReport &bank : m_facts.banks)
        for (const Visit &visit : bank.visits) {
            const QString line = u"late: %1 %2 %3 [late]"_s.arg(bank.name, visit.branch, visit.op);
            if (visit.gid != m_facts.gid.value || visit.barrier != BarrierNote::Late || m_late.contains(line))
                continue;
            m_late.append(line);
            emit narrated(Narrator::ofLateVisit(bank.name));
        }
}

// Begins the next step, or ends the story, when the current one is over.
void StoryRunner::advance()
{
    if (m_phase == Phase::Resetting && !m_hands.isBusy()) {
        m_phase = Phase::Playing;
        emit began(m_facts.gid);
        if (m_story.scene != Scene::None)
            emit sceneWanted(m_story.scene);
        if (m_settings.withoutBarrier)
            for (const QString &bank : m_story.participantNames())
                m_hands.setSwitches(bank, {{u"barrier"_s, false}});
        m_watch.begin(m_facts.gid, m_story.participantNames());
        return;
    }
    if (m_phase != Phase::Playing || m_hands.isBusy() || m_looks < 2)
        return;
    if (m_step >= 0) {
        const StoryStep &current = m_story.steps[static_cast<std::size_t>(m_step)];
        if (current.until && !current.until(m_facts))
            return;
    }
    if (m_paused && !m_stepOnce)
        return;
    m_stepOnce = false;
    endTurn();
    ++m_step;
    if (static_cast<std::size_t>(m_step) == m_story.steps.size())
        finish(misses());
    else
        beginStep();
}

void StoryRunner::beginStep()
{
    const StoryStep &step = m_story.steps[static_cast<std::size_t>(m_step)];
    m_patience.start(stepPatience);
    m_looks = 0; // its facts are newer than its act
    if (step.transaction)
        beginTransaction(QString::fromLatin1(step.transaction));
    if (step.turn && m_settings.byHand) {
        m_isTurn = true;
        m_patience.start(turnPatience);
        return emit turnCame(storyText(step.turn));
    }
    if (step.sentence)
        emit narrated(storyText(step.sentence));
    if (step.act)
        step.act(m_hands);
}

void StoryRunner::takeTurn()
{
    if (!m_isTurn)
        return;
    const StoryStep &step = m_story.steps[static_cast<std::size_t>(m_step)];
    endTurn();
    m_patience.start(stepPatience);
    m_looks = 0;
    if (step.sentence)
        emit narrated(storyText(step.sentence));
    if (step.act)
        step.act(m_hands);
}

void StoryRunner::endTurn()
{
    if (std::exchange(m_isTurn, false))
        emit turnCame({});
}

// Somebody who does not want to goes on watching; what is paused may take as long as it likes.
void StoryRunner::losePatience()
{
    if (m_isTurn)
        takeTurn();
    else if (m_paused)
        m_patience.start(stepPatience);
    else
        finish({u"step %1 of the story did not end"_s.arg(m_step + 1)});
}

// The one before has ended; its facts stay.
void StoryRunner::beginTransaction(const QString &ending)
{
    m_told = timeline();
    if (m_facts.detail)
        m_facts.earlier.append(*m_facts.detail);
    m_facts.detail.reset();
    m_facts.gid = Gid{m_facts.gid.value + ending};
    m_narrated = 0;
    m_late.clear();
    m_hands.goOnWith(m_facts.gid);
    emit began(m_facts.gid);
    m_watch.begin(m_facts.gid, m_story.participantNames());
}

QStringList StoryRunner::timeline() const
{
    if (!m_facts.detail)
        return m_told;
    return m_told + timelineText(*m_facts.detail, [this](const QString &host) { return m_stage.nameOf(host); }) + m_late;
}

QStringList StoryRunner::misses() const
{
    QStringList missed;
    const auto &expectations = m_settings.withoutBarrier ? m_story.expectationsWithoutBarrier : m_story.expectations;
    for (const Expectation &expectation : expectations)
        if (!expectation.holds(m_facts))
            missed.append(storyText(expectation.sentence));
    if (!m_settings.withoutBarrier && !m_facts.meter.conserved)
        missed.append(m_facts.meter.fault);
    if (m_settings.withoutBarrier && m_facts.meter.conserved)
        missed.append(u"without the barrier the meter must turn red"_s);
    return missed;
}

void StoryRunner::finish(const QStringList &misses)
{
    const StoryResult result{.number = m_story.number,
                       .withoutBarrier = m_settings.withoutBarrier,
                       .onMariaDb = m_settings.onMariaDb,
                       .misses = misses,
                       .timeline = timeline(),
                       .meter = m_facts.meter};
    stop();
    emit finished(result);
}

} // namespace txdesk::demo
