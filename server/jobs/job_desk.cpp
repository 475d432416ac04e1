// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/job_desk.h"

#include "server/jobs/dry_run.h"

#include <QLoggingCategory>
#include <QPointer>

namespace txdesk::jobs {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(deskLog, "txdesk.jobs.desk")

constexpr int itemRowsInAnswer = 10;
constexpr int steerTries = 5;

using Jobs = JobShelf::Jobs;

// Orders are the same order when a person would say so; picked gids are not kept with the job, their number is.
// One from a clock that is ahead was frozen when it came: it comes again later.
bool isSame(const BulkJob &job, const JobOrder &b)
{
    const JobOrder &a = job.order;
    const bool sameInstant = a.set.frozenAt == b.set.frozenAt || (a.set.frozenAt == job.createdAt && b.set.frozenAt > a.set.frozenAt);
    return a.action == b.action && a.reason == b.reason && sameInstant && a.set.picked == b.set.picked && a.set.filter == b.set.filter;
}

// What the verb makes of a job; an error says why it cannot.
Result<> steered(BulkJob &job, JobVerb verb, int perSecond, Instant now)
{
    const auto refuse = [&job](const QString &why) { return fail(ErrorCode::Conflict, why.arg(nameIn(jobStateNames, job.state))); };
    if (isFinal(job.state))
        return refuse(u"the job is over (%1): start a new one"_s);
    switch (verb) {
    case JobVerb::Pause:
        if (job.state != JobState::Running)
            return refuse(u"only a running job can be paused; this one is %1"_s);
        job.state = JobState::Paused;
        return {};
    case JobVerb::Resume:
        if (job.state != JobState::Paused)
            return refuse(u"only a paused job can be resumed; this one is %1"_s);
        job.state = JobState::Running;
        return {};
    case JobVerb::Cancel:
        job.state = JobState::Cancelled;
        job.endedAt = now;
        return {};
    case JobVerb::SetRate:
        job.order.pace.perSecond = std::clamp(perSecond, 1, JobPace::perSecondMax);
        return {};
    }
    return {};
}

} // namespace

JobDesk::JobDesk(coordinator::Coordinator &coordinator, JobRun::OnRefused refused, QObject *parent)
    : QObject(parent), m_coordinator(coordinator), m_shelf(coordinator), m_refused(std::move(refused))
{
    connect(&m_adoptTimer, &QTimer::timeout, this, [this] { adopt(); });
    connect(&coordinator, &coordinator::Coordinator::joined, this, [this] {
        adopt();
        m_adoptTimer.start(adoptEvery);
    });
}

JobDesk::~JobDesk() = default;

void JobDesk::stop()
{
    m_stopped = true;
    m_adoptTimer.stop();
    qDeleteAll(std::exchange(m_runs, {}));
}

void JobDesk::dryRun(const JobOrder &order, Done<JobDryRun> done)
{
    (new DryRun(m_coordinator, order, std::move(done), this))->start();
}

void JobDesk::start(JobOrder order, const AuditContext &by, const AuditRecord &record, Done<BulkJob> done)
{
    const Instant now = m_coordinator.clock().now();
    order.set.frozenAt = std::min(order.set.frozenAt, now);
    m_shelf.find(order.id, [self = QPointer(this), order, by, record, now, done = std::move(done)](auto &&found) {
        if (!self || self->m_stopped)
            return;
        if (!found)
            return done(tl::unexpected<Error>(found.error()));
        if (!*found)
            return self->store(order, now, by, record, done);
        const BulkJob job = self->newest((*found)->value.job);
        if (isSame(job, order) && (*found)->value.by.actor == by.actor)
            return done(job);
        done(fail(ErrorCode::Conflict, u"there is another job with this id: a new order needs a new id"_s, u"id"_s));
    });
}

void JobDesk::store(JobOrder order, Instant now, const AuditContext &by, const AuditRecord &record, Done<BulkJob> done)
{
    if (m_runs.size() >= atOnceMax)
        return done(fail(ErrorCode::Overloaded, u"%1 jobs of this coordinator are not over yet, and it carries no more at a time: wait for one, or cancel it"_s.arg(m_runs.size())));
    const QList<Gid> picked = std::exchange(order.set.gids, {});
    codec::StoredJob stored{.job = {}, .by = by, .owner = self()};
    stored.job.order = order;
    stored.job.state = JobState::Collecting;
    stored.job.actor = by.actor;
    stored.job.createdAt = now;
    stored.by.requestId = u"job-"_s + order.id;
    m_shelf.putPicked(order.id, picked, [self = QPointer(this), stored, record, done = std::move(done)](Result<> &&kept) {
        if (!self || self->m_stopped)
            return;
        if (!kept)
            return done(tl::unexpected<Error>(kept.error()));
        self->m_shelf.put(stored, 0, record, [self, stored, done](Result<qint64> &&version) {
            if (!self || self->m_stopped)
                return;
            if (!version)
                return done(tl::unexpected<Error>(version.error()));
            self->carry(stored, *version, true);
            done(stored.job);
        });
    });
}

void JobDesk::carry(const codec::StoredJob &job, qint64 version, bool isNew)
{
    auto *run = new JobRun(m_coordinator, job, version, m_refused, this);
    m_runs.insert(job.job.order.id, run);
    connect(run, &JobRun::over, this, [this, run, id = job.job.order.id] {
        m_runs.remove(id);
        run->deleteLater();
    });
    run->begin(isNew);
}

BulkJob JobDesk::newest(const BulkJob &stored) const
{
    const JobRun *run = m_runs.value(stored.order.id);
    return run ? run->job() : stored;
}

void JobDesk::list(Done<QList<BulkJob>> done)
{
    m_shelf.all([self = QPointer(this), done = std::move(done)](Result<Jobs> &&jobs) {
        if (!self)
            return;
        if (!jobs)
            return done(tl::unexpected<Error>(jobs.error()));
        QList<BulkJob> list;
        for (const auto &job : std::as_const(*jobs))
            list.append(self->newest(job.value.job));
        std::ranges::sort(list, [](const BulkJob &a, const BulkJob &b) { return a.createdAt > b.createdAt; });
        done(std::move(list));
    });
}

void JobDesk::find(const QString &id, Done<BulkJob> done)
{
    m_shelf.find(id, [self = QPointer(this), done = std::move(done)](auto &&found) {
        if (!self)
            return;
        if (!found)
            return done(tl::unexpected<Error>(found.error()));
        if (!*found)
            return done(fail(ErrorCode::NotFound, u"no job with this id"_s));
        done(self->newest((*found)->value.job));
    });
}

void JobDesk::steer(const QString &id, JobVerb verb, int perSecond, const AuditRecord &record, Done<BulkJob> done)
{
    steer(Steering{id, verb, perSecond, record, std::move(done)});
}

// By the row, whoever carries it: its next writing finds that the row has moved, and reads it.
void JobDesk::steer(Steering steering)
{
    m_shelf.find(steering.id, [self = QPointer(this), steering](auto &&found) mutable {
        if (!self || self->m_stopped)
            return;
        if (!found)
            return steering.done(tl::unexpected<Error>(found.error()));
        if (!*found)
            return steering.done(fail(ErrorCode::NotFound, u"no job with this id"_s));
        codec::StoredJob job = (*found)->value;
        job.job = self->newest(job.job);
        const JobState before = job.job.state;
        if (const Result<> may = steered(job.job, steering.verb, steering.perSecond, self->m_coordinator.clock().now()); !may)
            return steering.done(tl::unexpected<Error>(may.error()));
        AuditRecord record = steering.record;
        record.before = nameIn(jobStateNames, before);
        record.after = steering.verb == JobVerb::SetRate ? u"rate=%1"_s.arg(job.job.order.pace.perSecond) : QString(nameIn(jobStateNames, job.job.state));
        self->m_shelf.put(job, (*found)->version, record, [self, steering, job](Result<qint64> &&version) mutable {
            if (!self || self->m_stopped)
                return;
            if (!version && version.error().code == ErrorCode::Conflict && ++steering.tries < steerTries)
                return self->steer(std::move(steering));
            if (!version)
                return steering.done(tl::unexpected<Error>(version.error()));
            if (JobRun *run = self->m_runs.value(steering.id))
                run->takeRow(job, *version);
            steering.done(job.job);
        });
    });
}

void JobDesk::items(const QString &id, const QString &after, Done<JobItems> done)
{
    m_shelf.items(id, after, itemRowsInAnswer, [done = std::move(done)](Result<JobShelf::ItemRows> &&rows) {
        if (!rows)
            return done(tl::unexpected<Error>(rows.error()));
        JobItems items;
        items.next = rows->next;
        for (const JobShelf::ItemRow &row : std::as_const(rows->rows))
            for (const codec::StoredItem &item : row.items)
                if (item.stage == codec::ItemStage::Concluded)
                    items.items.append(item.item);
        done(std::move(items));
    });
}

// Once at the start, then as often as a coordinator may have died.
void JobDesk::adopt()
{
    if (!m_isFirst && !m_coordinator.settings().sharedStore)
        return;
    m_coordinator.read<QList<NodeInfo>>(
        [now = m_coordinator.clock().now()](store::TransactionReader &reader) { return reader.nodes(now); },
        [self = QPointer(this)](Result<QList<NodeInfo>> &&nodes) {
            if (!self || self->m_stopped || !nodes)
                return;
            QStringList alive;
            for (const NodeInfo &node : std::as_const(*nodes))
                if (node.alive)
                    alive.append(node.node);
            self->m_shelf.all([self, alive](Result<Jobs> &&jobs) {
                if (!self || self->m_stopped || !jobs)
                    return;
                const bool isFirst = std::exchange(self->m_isFirst, false);
                for (const auto &job : std::as_const(*jobs)) {
                    if (JobRun *run = self->m_runs.value(job.value.job.order.id))
                        run->looked(job.value, job.version);
                    const bool isOurs = job.value.owner == self->self();
                    const bool isOrphan = isOurs ? isFirst : !alive.contains(job.value.owner);
                    if (isOrphan && !isFinal(job.value.job.state) && !self->m_runs.contains(job.value.job.order.id))
                        self->adopt(job);
                }
                self->removeOld(*jobs);
            });
        });
}

void JobDesk::adopt(const Versioned<codec::StoredJob> &orphan)
{
    codec::StoredJob job = orphan.value;
    const QString before = std::exchange(job.owner, self());
    ++job.turn;
    m_shelf.put(job, orphan.version, {}, [self = QPointer(this), job, before](Result<qint64> &&version) {
        if (!self || self->m_stopped || !version)
            return; // somebody else was faster
        qCInfo(deskLog).noquote() << "job" << job.job.order.id << "of" << before << "goes on here";
        self->carry(job, *version, false);
    });
}

void JobDesk::removeOld(const Jobs &jobs)
{
    QList<BulkJob> ended;
    for (const auto &job : jobs)
        if (isFinal(job.value.job.state))
            ended.append(job.value.job);
    if (ended.size() <= keptMax)
        return;
    std::ranges::sort(ended, [](const BulkJob &a, const BulkJob &b) { return a.createdAt < b.createdAt; });
    for (const BulkJob &job : ended.first(ended.size() - keptMax))
        m_shelf.remove(job.order.id, [](Result<> &&) {}); // at the next start again
}

} // namespace txdesk::jobs
