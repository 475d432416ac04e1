// Plays a story on a stage: does a step, waits for its facts, does the next; then checks what must be true.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/demo_hands.h"
#include "console/demo/transaction_watch.h"

namespace txdesk::demo {

struct StoryResult
{
    int number = 0;
    bool withoutBarrier = false;
    bool onMariaDb = false;
    QStringList misses;   // sentences: what was not as it must be; empty: it went right
    QStringList timeline; // the transaction's journal, one line each
    MeterReading meter;

    [[nodiscard]] bool passed() const { return misses.isEmpty(); }
};

// Thread: that of the stage, which must outlive it. Driven by answers and by what the watch sees; one story at a time.
class StoryRunner final : public QObject
{
    Q_OBJECT

public:
    explicit StoryRunner(Stage &stage, QObject *parent = nullptr);

    void play(const Story &story, const StorySettings &settings); // ends one that is being played
    void stop();
    void setPaused(bool paused); // no new step begins; what has begun goes on
    void step();                 // while paused: one step
    void takeTurn();             // does what a person was asked to do
    [[nodiscard]] bool isTurn() const { return m_isTurn; }
    [[nodiscard]] bool isPlaying() const { return m_phase != Phase::Idle; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] int currentStep() const { return m_step; }
    [[nodiscard]] const StoryFacts &facts() const { return m_facts; }
    [[nodiscard]] DemoHands &hands() { return m_hands; } // for the switches of the stage dock

signals:
    void began(const txdesk::Gid &gid);
    void sceneWanted(txdesk::demo::Scene scene); // behind began()
    void narrated(const QString &sentence); // of a step, or of an event of the transaction
    void turnCame(const QString &sentence); // a person is to do this now; empty: it is done
    void changed();                         // facts() are newer
    void finished(const txdesk::demo::StoryResult &result);

private:
    enum class Phase { Idle, Preparing, Resetting, Playing };

    void resetBanks();
    void take(const std::optional<TransactionDetail> &detail, const QList<BankReport> &banks);
    void readMeter(const std::optional<TransactionDetail> &detail, const QList<BankReport> &banks);
    void narrateNewEvents();
    void narrateLateVisits();
    void advance();
    void beginStep();
    void endTurn();
    void losePatience();
    void beginTransaction(const QString &ending);
    [[nodiscard]] QStringList timeline() const;
    void finish(const QStringList &misses);
    void refreshListening();
    [[nodiscard]] QStringList misses() const;

    Stage &m_stage;
    DemoHands m_hands;
    TransactionWatch m_watch;
    QTimer m_patience; // a step that takes longer has failed
    Story m_story;
    StorySettings m_settings;
    StoryFacts m_facts;
    ConservationMeter m_meter;
    Phase m_phase = Phase::Idle;
    int m_step = -1;
    QStringList m_told;    // lines of the transactions before this one
    qint64 m_narrated = 0; // seq of the newest event that was told
    QStringList m_late; // calls that came after their undo, as lines of the timeline
    int m_plays = 0;
    bool m_paused = false;
    bool m_stepOnce = false;
    bool m_isTurn = false;
    int m_looks = 0; // of the watch since the newest act or answer; the first may have begun before it
};

} // namespace txdesk::demo
