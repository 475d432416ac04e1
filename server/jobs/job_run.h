// One job while this coordinator carries it: collects its set, acts on it step by step, looks whether each act took
// effect, and keeps what it did in the store, so that it goes on where it was after a crash.
//
// No transaction is acted on blindly: before an act it is stored from which state the transaction is acted on (intended),
// and the act is a compare-and-set on that state. One that was ever intended is judged with its journal, which is stored
// with the act: if it shows the act, the transaction is only watched. A row of items is stored only while the job's own row
// is as this run knows it: whoever has lost the job, or has not heard that it was cancelled, stores and begins nothing.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/jobs/job_shelf.h"
#include "server/jobs/set_reader.h"
#include "shared/engine/act_effect.h"
#include "shared/engine/job_steps.h"

#include <QTimer>

#include <map>
#include <vector>

namespace txdesk::jobs {

class JobRun final : public QObject
{
    Q_OBJECT

public:
    using OnRefused = std::function<void(const AuditContext &by, Action action, const Gid &gid, const coordinator::Answer &answer)>;
    static constexpr Milliseconds tickEvery{100};
    static constexpr qint64 transactionsMax = 1'000'000;

    JobRun(coordinator::Coordinator &coordinator, codec::StoredJob job, qint64 version, OnRefused refused, QObject *parent);

    void begin(bool isNew); // true: this process has just stored it; false: an earlier run of a coordinator has begun it
    void takeRow(codec::StoredJob stored, qint64 version); // somebody has steered it
    void looked(const codec::StoredJob &stored, qint64 version); // what its row is now: steered through another coordinator?
    [[nodiscard]] const BulkJob &job() const { return m_stored.job; } // with the newest counts

signals:
    void over(); // it has ended and everything is stored, or another coordinator has it

private:
    struct Item
    {
        codec::StoredItem stored{};
        std::optional<Instant> actedAt{}; // accepted; its effect is waited for
        std::optional<TransactionStatus> seen{}; // when it was first looked at: another one later is a change
        int tries = 0;                           // it moved between being read and being acted on
    };
    struct Row
    {
        QList<Item> items;
        qint64 version = 0;
        bool dirty = false;
        bool writing = false;
    };
    struct Place
    {
        int row = 0;
        qsizetype index = 0;
    };
    struct Seen
    {
        std::optional<GlobalTransaction> transaction{};
        bool acted = false; // this job has acted on it; looked for if it was ever intended
    };
    using Found = QList<Seen>;

    // job_run.cpp: its set, its state, its rows
    void collect();
    void readPieces(const QString &after);
    void takePiece(const SetPiece &piece);
    void storeCollected(const QString &next);
    void sendCollected(const JobShelf::Items &items, const QString &next);
    void notCollected(const JobShelf::Items &items, const QString &next, const Error &error);
    void collected();
    void recover(const QString &after);
    void takeRecovered(const JobShelf::ItemRows &rows);
    void go();
    void tick();
    void setState(JobState state, const QString &why = {});
    void storeJob();
    void storeRows();
    void storeRow(int number, std::function<void(bool stored)> then);
    void sendRow(int number, std::function<void(bool stored)> then);
    void rowNotStored(int number);
    void reread();
    void ifStillOurs(std::function<void()> then);
    [[nodiscard]] bool isOurs(const codec::StoredJob &stored) const { return stored.owner == m_stored.owner && stored.turn == m_stored.turn; }
    void withKnownRow(std::function<void()> then);
    void abandon();
    void endIfDone();
    [[nodiscard]] Instant now() const { return m_coordinator.clock().now(); }
    [[nodiscard]] const QString &id() const { return m_stored.job.order.id; }

    // job_run_items.cpp: what it does to transactions
    void nextWave();
    void fetchRow();
    [[nodiscard]] QList<Place> waiting(int most);
    void judge(const QList<Place> &wave, const Found &found);
    [[nodiscard]] QString whyNotNow(const Place &place, const std::optional<GlobalTransaction> &found);
    void intend(const QList<Place> &intended);
    void act(const Place &place);
    void answered(const Place &place, const coordinator::Answer &answer);
    void takeBack(const Place &place);
    void conclude(const Place &place, ItemOutcome outcome, const QString &detail);
    void look();
    void lookedAt(const QList<Place> &places, const Found &found);
    void resolveIntended();
    void watch(const Place &place);
    [[nodiscard]] Item *at(const Place &place);
    [[nodiscard]] QString actor() const;
    void readNow(const QList<Place> &places, std::function<void(const Found &)> done);

    coordinator::Coordinator &m_coordinator;
    JobShelf m_shelf;
    codec::StoredJob m_stored;
    qint64 m_version;
    OnRefused m_refused;
    engine::JobSteps m_steps;
    QTimer m_timer;

    SetQuestion m_question;   // while it collects
    QList<Gid> m_collected{}; // not stored yet
    std::map<int, Row> m_rows{}; // that are not all concluded and stored
    int m_rowCount = 0;
    int m_nextRow = 0; // the first that nobody has looked at
    qint64 m_inFlight = 0; // intended or acted on
    int m_wavesUnderWay = 0;
    std::optional<Instant> m_holdUntil{};
    std::optional<Instant> m_lookedAt{};
    bool m_looking = false;
    bool m_jobDirty = false; // counts
    bool m_stateDirty = false;
    bool m_jobWriting = false; // or being read again
    bool m_jobPutting = false; // being written, by us: its version is not known before the answer
    std::vector<std::function<void()>> m_afterPut{};
    int m_collectTries = 0;
    std::optional<Instant> m_jobStoredAt{};
    bool m_abandoned = false;
    bool m_told = false;
};

} // namespace txdesk::jobs
