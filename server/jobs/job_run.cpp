// What a job is as a whole: how its set is collected, found again after a crash, stored, steered, ended.
// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_run.h"

#include <QLoggingCategory>
#include <QPointer>

namespace txdesk::jobs {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(runLog, "txdesk.jobs.run")

constexpr Milliseconds countsStoredEvery{1000};
constexpr int rowsReadAtOnce = 50;
constexpr int collectTriesMax = 20; // of one row, while somebody steers the job

bool isWaiting(const codec::StoredItem &item) { return item.stage == codec::ItemStage::Waiting; }
bool isConcluded(const codec::StoredItem &item) { return item.stage == codec::ItemStage::Concluded; }

} // namespace

JobRun::JobRun(coordinator::Coordinator &coordinator, codec::StoredJob job, qint64 version, OnRefused refused, QObject *parent)
    : QObject(parent), m_coordinator(coordinator), m_shelf(coordinator), m_stored(std::move(job)), m_version(version),
      m_refused(std::move(refused)), m_steps(m_stored.job.order.pace, m_stored.job.total),
      m_question{.set = m_stored.job.order.set, .action = m_stored.job.order.action, .now = {}, .preview = {}}
{
    connect(&m_timer, &QTimer::timeout, this, &JobRun::tick);
}

void JobRun::begin(bool isNew)
{
    if (m_stored.job.state != JobState::Collecting) {
        m_stored.job.done.clear();
        return recover({});
    }
    if (isNew)
        return collect();
    m_shelf.removeItems(id(), m_version, [self = QPointer(this)](Result<> &&removed) {
        if (!self || self->m_abandoned)
            return;
        if (removed)
            return self->collect();
        if (removed.error().code != ErrorCode::Conflict || ++self->m_collectTries == collectTriesMax)
            return self->setState(JobState::StoppedItself, removed.error().message);
        self->ifStillOurs([run = self.data()] { run->begin(false); });
    });
}

void JobRun::collect()
{
    m_timer.start(tickEvery);
    m_stored.job.total = 0;
    m_question.now = now();
    if (m_question.set.picked == 0 || !m_question.set.gids.isEmpty())
        return readPieces({});
    m_shelf.picked(id(), [self = QPointer(this)](Result<QList<Gid>> &&gids) {
        if (!self)
            return;
        if (!gids)
            return self->setState(JobState::StoppedItself, gids.error().message);
        if (gids->size() != self->m_question.set.picked)
            return self->setState(JobState::StoppedItself, u"Not all that was picked is stored any more."_s);
        self->m_question.set.gids = *std::move(gids);
        self->readPieces({});
    });
}

void JobRun::readPieces(const QString &after)
{
    m_coordinator.read<SetPiece>([question = m_question, after](store::TransactionReader &reader) { return readPiece(reader, question, after); },
                                 [self = QPointer(this)](Result<SetPiece> &&piece) {
                                     if (!self || self->m_stored.job.state != JobState::Collecting || self->m_abandoned)
                                         return;
                                     if (!piece)
                                         return self->setState(JobState::StoppedItself, piece.error().message);
                                     self->takePiece(*piece);
                                 });
}

void JobRun::takePiece(const SetPiece &piece)
{
    for (const SetMember &member : piece.members)
        if (member.state.allowed)
            m_collected.append(member.row.transaction.gid);
    if (m_stored.job.total + m_collected.size() > transactionsMax)
        return setState(JobState::StoppedItself, u"The set has more than %1 transactions: nobody was acted on; narrow the filter."_s.arg(transactionsMax));
    storeCollected(piece.next);
}

// Full rows, and at the end the rest; then the next piece.
void JobRun::storeCollected(const QString &next)
{
    const bool isLast = next.isEmpty();
    if (m_collected.isEmpty() || (!isLast && m_collected.size() < itemsInRow)) {
        isLast ? collected() : readPieces(next);
        return;
    }
    JobShelf::Items items;
    for (const Gid &gid : m_collected.first(std::min<qsizetype>(itemsInRow, m_collected.size())))
        items.append({.item = {.gid = gid}});
    m_collected.remove(0, items.size());
    withKnownRow([this, items, next] { sendCollected(items, next); });
}

void JobRun::sendCollected(const JobShelf::Items &items, const QString &next)
{
    m_shelf.putItems(id(), m_version, m_rowCount, items, 0, [self = QPointer(this), next, items](Result<qint64> &&stored) {
        if (!self || self->m_stored.job.state != JobState::Collecting || self->m_abandoned)
            return;
        if (!stored)
            return self->notCollected(items, next, stored.error());
        self->m_collectTries = 0;
        ++self->m_rowCount;
        self->m_stored.job.total += items.size();
        self->m_jobDirty = true;
        self->storeCollected(next);
    });
}

// Perhaps only because somebody has steered it.
void JobRun::notCollected(const JobShelf::Items &items, const QString &next, const Error &error)
{
    if (error.code != ErrorCode::Conflict || ++m_collectTries == collectTriesMax)
        return setState(JobState::StoppedItself, error.message);
    QList<Gid> again;
    for (const codec::StoredItem &item : items)
        again.append(item.item.gid);
    m_collected = again + m_collected;
    ifStillOurs([this, next] {
        if (m_stored.job.state == JobState::Collecting)
            storeCollected(next);
    });
}

void JobRun::collected()
{
    m_question.set.gids.clear();
    m_steps.expect(m_stored.job.total);
    setState(JobState::Running, m_stored.job.total == 0 ? QString::fromLatin1(engine::nobodyInSet) : QString());
    qCInfo(runLog).noquote() << "job" << id() << "acts on" << m_stored.job.total << "transactions";
}

void JobRun::recover(const QString &after)
{
    m_shelf.items(id(), after, rowsReadAtOnce, [self = QPointer(this)](Result<JobShelf::ItemRows> &&rows) {
        if (!self)
            return;
        if (!rows)
            return self->setState(JobState::StoppedItself, rows.error().message);
        self->takeRecovered(*rows);
    });
}

void JobRun::takeRecovered(const JobShelf::ItemRows &rows)
{
    for (const JobShelf::ItemRow &row : rows.rows) {
        m_rowCount = std::max(m_rowCount, row.number + 1);
        for (const codec::StoredItem &item : row.items)
            if (isConcluded(item))
                ++m_stored.job.done[item.item.outcome];
        if (std::ranges::all_of(row.items, isWaiting))
            continue;
        m_nextRow = std::max(m_nextRow, row.number + 1);
        if (std::ranges::all_of(row.items, isConcluded))
            continue;
        Row &kept = m_rows[row.number];
        kept.version = row.version;
        for (const codec::StoredItem &item : row.items)
            kept.items.append({item});
    }
    if (!rows.next.isEmpty())
        return recover(rows.next);
    m_steps.expect(m_stored.job.total - m_stored.job.doneCount());
    m_jobDirty = true;
    resolveIntended();
}

void JobRun::go()
{
    m_timer.start(tickEvery);
    tick();
}

void JobRun::tick()
{
    if (m_abandoned)
        return;
    look();
    storeRows();
    storeJob();
    if (m_stored.job.state == JobState::Running)
        nextWave();
    endIfDone();
}

void JobRun::setState(JobState state, const QString &why)
{
    if (isFinal(m_stored.job.state))
        return;
    m_stored.job.state = state;
    m_stored.job.why = why;
    if (isFinal(state)) {
        m_stored.job.endedAt = now();
        qCInfo(runLog).noquote() << "job" << id() << nameIn(jobStateNames, state) << why;
    }
    m_stateDirty = true;
    if (!m_timer.isActive())
        m_timer.start(tickEvery);
    storeJob();
}

// A state at once, counts about once a second.
void JobRun::storeJob()
{
    const bool isTime = !m_jobStoredAt || now() - *m_jobStoredAt >= countsStoredEvery;
    if (m_jobWriting || m_abandoned || (!m_stateDirty && !(m_jobDirty && isTime)))
        return;
    m_jobWriting = m_jobPutting = true;
    m_stateDirty = m_jobDirty = false;
    m_jobStoredAt = now();
    m_shelf.put(m_stored, m_version, {}, [self = QPointer(this)](Result<qint64> &&stored) {
        if (!self)
            return;
        self->m_jobWriting = self->m_jobPutting = false;
        if (stored) {
            self->m_version = *stored;
        } else {
            self->m_stateDirty = true;
            self->reread();
        }
        for (const auto &then : std::exchange(self->m_afterPut, {}))
            then();
    });
}

// Items are stored under a version of the job's row that was ours, never under one that will be if all goes well: when the
// write under way fails, that may be the version of whoever has taken the job.
void JobRun::withKnownRow(std::function<void()> then)
{
    if (m_jobPutting)
        m_afterPut.push_back(std::move(then));
    else
        then();
}

// Somebody else has written its row, or nobody knows whether we have.
void JobRun::reread()
{
    m_jobWriting = true;
    m_shelf.find(id(), [self = QPointer(this)](Result<std::optional<Versioned<codec::StoredJob>>> &&found) {
        if (!self)
            return;
        self->m_jobWriting = false;
        if (!found)
            return; // later again
        if (!*found)
            return self->abandon();
        self->takeRow((*found)->value, (*found)->version);
    });
}

// Whether or not it is being written meanwhile; `then` only if it is.
void JobRun::ifStillOurs(std::function<void()> then)
{
    m_shelf.find(id(), [self = QPointer(this), then = std::move(then)](Result<std::optional<Versioned<codec::StoredJob>>> &&found) {
        if (!self || self->m_abandoned)
            return;
        if (found && (!*found || !self->isOurs((*found)->value)))
            return self->abandon();
        if (found)
            self->looked((*found)->value, (*found)->version);
        then();
    });
}

void JobRun::takeRow(codec::StoredJob stored, qint64 version)
{
    if (!isOurs(stored))
        return abandon();
    m_version = version;
    m_steps.setRate(stored.job.order.pace.perSecond);
    m_stored.job.order.pace.perSecond = stored.job.order.pace.perSecond;
    const bool endedHere = isFinal(m_stored.job.state) && m_stateDirty; // not stored yet: it stays so
    if (!endedHere) {
        m_stored.job.state = stored.job.state == JobState::Collecting ? m_stored.job.state : stored.job.state;
        m_stored.job.why = stored.job.why;
        m_stored.job.endedAt = stored.job.endedAt;
    }
    m_jobDirty = true;
    if (!m_timer.isActive())
        m_timer.start(tickEvery);
}

void JobRun::looked(const codec::StoredJob &stored, qint64 version)
{
    if (version > m_version && !m_jobWriting && !m_abandoned)
        takeRow(stored, version);
}

void JobRun::abandon()
{
    if (std::exchange(m_abandoned, true))
        return;
    m_timer.stop();
    qCWarning(runLog).noquote() << "job" << id() << "is carried by somebody else now";
    if (!std::exchange(m_told, true))
        emit over();
}

void JobRun::storeRow(int number, std::function<void(bool)> then)
{
    m_rows.at(number).writing = true;
    withKnownRow([this, number, then = std::move(then)] { sendRow(number, then); });
}

void JobRun::sendRow(int number, std::function<void(bool)> then)
{
    Row &row = m_rows.at(number);
    row.dirty = false;
    JobShelf::Items items;
    for (const Item &item : row.items)
        items.append(item.stored);
    m_shelf.putItems(id(), m_version, number, items, row.version, [self = QPointer(this), number, then = std::move(then)](Result<qint64> &&stored) {
        if (!self || self->m_abandoned)
            return;
        Row &written = self->m_rows.at(number);
        if (stored) {
            written.writing = false;
            written.version = *stored;
            return then(true);
        }
        written.dirty = true;
        self->m_holdUntil = self->now() + Seconds{1};
        then(false);
        self->rowNotStored(number);
    });
}

// Lost, or steered by somebody. While it is ours nobody else writes its items: a row that has moved was moved by a write of
// ours that got no answer, and what we know is newer.
void JobRun::rowNotStored(int number)
{
    ifStillOurs([this, number] {
        m_shelf.findItems(id(), number, [self = QPointer(this), number](Result<JobShelf::ItemRow> &&found) {
            if (!self || self->m_abandoned)
                return;
            self->m_rows.at(number).writing = false;
            if (found)
                self->m_rows.at(number).version = found->version;
        });
    });
}

void JobRun::storeRows()
{
    QList<int> dirty;
    QList<int> finished;
    for (auto &[number, row] : m_rows) {
        if (row.writing)
            continue;
        if (row.dirty)
            dirty.append(number);
        else if (std::ranges::all_of(row.items, [](const Item &item) { return isConcluded(item.stored); }))
            finished.append(number);
    }
    for (const int number : finished)
        m_rows.erase(number);
    for (const int number : dirty)
        storeRow(number, [](bool) {});
}

void JobRun::endIfDone()
{
    const bool rowsStored = std::ranges::none_of(m_rows, [](const auto &entry) { return entry.second.dirty || entry.second.writing; });
    if (m_stored.job.state == JobState::Running && m_nextRow >= m_rowCount && m_rows.empty() && m_wavesUnderWay == 0)
        setState(JobState::Done, m_stored.job.why);
    if (!isFinal(m_stored.job.state) || m_inFlight > 0 || m_wavesUnderWay > 0 || !rowsStored)
        return;
    if (m_jobDirty)
        m_stateDirty = true; // the last counts
    storeJob();
    if (m_jobWriting || m_stateDirty || m_told)
        return;
    m_told = true;
    m_timer.stop();
    emit over();
}

} // namespace txdesk::jobs
