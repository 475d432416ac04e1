// A coordinator for console tests: holds rows and details in memory, answers when it is told to, breaks on demand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/client/coordinator_link.h"
#include "console/models/filter_match.h"

#include <QPointer>

#include <vector>

namespace txdesk::test {

class FakeCoordinatorLink final : public console::CoordinatorLink
{
public:
    explicit FakeCoordinatorLink(const Clock &clock) : m_clock(clock) {}

    // The world behind it.
    QList<TransactionRow> rows; // newest first
    QHash<Gid, TransactionDetail> details;
    CoordinatorStats statsNow;
    QList<ParticipantStats> participantList;
    QList<NodeInfo> nodeList;
    std::optional<Error> refusal;    // every request fails with it
    std::optional<Error> actRefusal; // acts fail with it
    QList<ActionRequest> acts;       // that were asked for
    QList<PageRequest> pagesAsked;
    QList<TransactionFilter> filtersAsked; // of the pages
    console::Capabilities can;             // what it says it can do; the world behind it does not change by that
    std::optional<ErrorGroups> groups;     // empty: it offers none
    bool holdsAnswers = false; // answers wait for release()

    void open() override { setState(console::LinkState::Connecting); }
    void close() override { setState(console::LinkState::Closed); }
    void retryNow() override { ++retries; }
    void setToken(const QByteArray &given) override { token = given; }
    QByteArray token;
    int retries = 0;
    int detailsAsked = 0;
    [[nodiscard]] console::LinkStatus status() const override { return m_status; }
    [[nodiscard]] QString whyNoEffect(Action, const TransactionDetail &) const override { return noEffectBecause; }
    QString noEffectBecause;
    [[nodiscard]] std::optional<console::ActPreview> previewOf(Action, const TransactionDetail &) const override { return previewNow; }
    std::optional<console::ActPreview> previewNow;
    [[nodiscard]] console::Capabilities capabilities() const override { return can; }

    void goLive(bool resumed = false)
    {
        m_status.lastByteAt = m_clock.now();
        m_status.node = QStringLiteral("node-a");
        setState(console::LinkState::Live);
        emit opened(resumed);
    }

    void setStatus(const console::LinkStatus &status) // as it is told
    {
        m_status = status;
        emit statusChanged();
    }

    void speak() // a sign of life
    {
        m_status.lastByteAt = m_clock.now();
        emit statusChanged();
    }

    void breakOff(const QString &problem)
    {
        m_status.problem = problem;
        ++m_status.failures;
        m_status.nextTryAt = m_clock.now() + Milliseconds{4000};
        setState(console::LinkState::Reconnecting);
    }

    // Stores the row and tells it by the stream.
    void change(const TransactionRow &row)
    {
        const auto known = std::find_if(rows.begin(), rows.end(), [&row](const TransactionRow &r) {
            return r.transaction.gid == row.transaction.gid;
        });
        if (known == rows.end())
            rows.prepend(row);
        else
            *known = row;
        if (details.contains(row.transaction.gid))
            details[row.transaction.gid].snapshot.transaction = row.transaction;
        emit changed(row);
    }

    void release()
    {
        const std::vector<std::function<void()>> waiting = std::exchange(m_waiting, {});
        for (const auto &answer : waiting)
            answer();
    }

    void list(const TransactionFilter &filter, const PageRequest &page, QObject *context,
              console::Answer<TransactionPage> answer) override
    {
        pagesAsked.append(page);
        filtersAsked.append(filter);
        reply<TransactionPage>(context, answer, [this, filter, page] { return pageOf(filter, page); });
    }

    void detail(const Gid &gid, QObject *context, console::Answer<TransactionDetail> answer) override
    {
        ++detailsAsked;
        reply<TransactionDetail>(context, answer, [this, gid]() -> Result<TransactionDetail> {
            if (!details.contains(gid))
                return fail(ErrorCode::NotFound, QStringLiteral("no such transaction"));
            return details.value(gid);
        });
    }

    QHash<Gid, TransactionDetail> wholeDetails; // with more of the journal than `details` has
    void wholeDetail(const Gid &gid, QObject *context, console::Answer<TransactionDetail> answer) override
    {
        if (!wholeDetails.contains(gid))
            return detail(gid, context, std::move(answer));
        reply<TransactionDetail>(context, answer, [this, gid] { return Result<TransactionDetail>(wholeDetails.value(gid)); });
    }

    void act(const ActionRequest &request, QObject *context, console::Answer<TransactionRow> answer) override
    {
        acts.append(request);
        reply<TransactionRow>(context, answer, [this, request]() -> Result<TransactionRow> {
            if (actRefusal)
                return tl::unexpected(*actRefusal);
            return TransactionRow{details.value(request.gid).snapshot.transaction, {}};
        });
    }

    void errorGroups(const TransactionFilter &filter, QObject *context, console::Answer<ErrorGroups> answer) override
    {
        if (!groups)
            return CoordinatorLink::errorGroups(filter, context, answer);
        reply<ErrorGroups>(context, answer, [this] { return Result<ErrorGroups>(*groups); });
    }

    void count(const TransactionFilter &filter, QObject *context, console::Answer<CountEstimate> answer) override
    {
        reply<CountEstimate>(context, answer, [this, filter] {
            return Result<CountEstimate>({std::count_if(rows.begin(), rows.end(), [&](const TransactionRow &row) { return console::matches(filter, row, m_clock.now()); }), true});
        });
    }

    // Jobs, as a server would tell of them.
    JobDryRun dryRunNow;
    QList<JobOrder> jobOrders; // that were asked for
    QList<BulkJob> jobList;
    QList<std::pair<QString, JobVerb>> steerings;
    QHash<QString, QList<JobItem>> itemsOfJob;
    std::optional<Error> jobRefusal;

    void dryRun(const JobOrder &, QObject *context, console::Answer<JobDryRun> answer) override
    {
        reply<JobDryRun>(context, answer, [this] { return Result<JobDryRun>(dryRunNow); });
    }

    void startJob(const JobOrder &order, QObject *context, console::Answer<BulkJob> answer) override
    {
        jobOrders.append(order);
        reply<BulkJob>(context, answer, [this, order]() -> Result<BulkJob> {
            if (jobRefusal)
                return tl::unexpected(*jobRefusal);
            BulkJob job;
            job.order = order;
            job.total = dryRunNow.eligible;
            job.createdAt = m_clock.now();
            jobList.prepend(job);
            return job;
        });
    }

    void jobs(QObject *context, console::Answer<QList<BulkJob>> answer) override
    {
        reply<QList<BulkJob>>(context, answer, [this] { return Result<QList<BulkJob>>(jobList); });
    }

    void steerJob(const QString &id, JobVerb verb, int, QObject *context, console::Answer<BulkJob> answer) override
    {
        steerings.append({id, verb});
        reply<BulkJob>(context, answer, [this, id, verb]() -> Result<BulkJob> {
            for (BulkJob &job : jobList)
                if (job.order.id == id) {
                    job.state = verb == JobVerb::Pause ? JobState::Paused : verb == JobVerb::Cancel ? JobState::Cancelled : JobState::Running;
                    return job;
                }
            return fail(ErrorCode::NotFound, QStringLiteral("no job with this id"));
        });
    }

    void jobItems(const QString &id, const QString &, QObject *context, console::Answer<JobItems> answer) override
    {
        reply<JobItems>(context, answer, [this, id] { return Result<JobItems>(JobItems{itemsOfJob.value(id), {}}); });
    }

    // What is not done to one unfinished transaction; empty: this back end does not offer it.
    std::optional<Result<Gid>> copyAnswer;
    std::optional<Result<console::WokenCount>> wokenAnswer;
    QList<console::Resubmission> copies; // that were asked for
    int wakings = 0;

    void resubmit(const console::Resubmission &copy, QObject *context, console::Answer<Gid> answer) override
    {
        if (!copyAnswer)
            return CoordinatorLink::resubmit(copy, context, answer);
        copies.append(copy);
        reply<Gid>(context, answer, [this] { return *copyAnswer; });
    }

    void wakeAll(Seconds waitingMoreThan, int limit, const QString &reason, QObject *context, console::Answer<console::WokenCount> answer) override
    {
        if (!wokenAnswer)
            return CoordinatorLink::wakeAll(waitingMoreThan, limit, reason, context, answer);
        ++wakings;
        reply<console::WokenCount>(context, answer, [this] { return *wokenAnswer; });
    }

    void stats(QObject *context, console::Answer<CoordinatorStats> answer) override
    {
        reply<CoordinatorStats>(context, answer, [this] { return Result<CoordinatorStats>(statsNow); });
    }

    void participants(QObject *context, console::Answer<QList<ParticipantStats>> answer) override
    {
        reply<QList<ParticipantStats>>(context, answer,
                                       [this] { return Result<QList<ParticipantStats>>(participantList); });
    }

    void nodes(QObject *context, console::Answer<QList<NodeInfo>> answer) override
    {
        reply<QList<NodeInfo>>(context, answer, [this] { return Result<QList<NodeInfo>>(nodeList); });
    }

    std::optional<StatsHistory> historyNow; // empty: this back end has none

    void history(QObject *context, console::Answer<StatsHistory> answer) override
    {
        reply<StatsHistory>(context, answer, [this]() -> Result<StatsHistory> {
            if (!historyNow)
                return fail(ErrorCode::Unavailable, QStringLiteral("no history"));
            return *historyNow;
        });
    }

    // The doors.
    QHash<Gid, console::ShownPayloads> payloadsOf;
    QList<QString> payloadReasons; // that were given, one a look
    QList<AuditRecord> auditRecords; // newest first
    QList<AuditFilter> auditFilters; // that were asked for
    QList<AccessToken> tokenList;
    QList<console::TokenOrder> tokenOrders;

    void payloads(const Gid &gid, const QString &reason, QObject *context, console::Answer<console::ShownPayloads> answer) override
    {
        payloadReasons.append(reason);
        reply<console::ShownPayloads>(context, answer, [this, gid] { return Result<console::ShownPayloads>(payloadsOf.value(gid)); });
    }

    std::optional<QList<Topic>> topicList; // empty: this back end has none

    void topics(QObject *context, console::Answer<QList<Topic>> answer) override
    {
        if (!topicList)
            return CoordinatorLink::topics(context, answer);
        reply<QList<Topic>>(context, answer, [this] { return Result<QList<Topic>>(*topicList); });
    }

    QList<LockHolder> lockList;
    QList<LockFilter> lockFilters; // that were asked for
    QList<LockWait> waitList;
    QHash<Gid, console::UndoView> undoOf;
    QList<QString> undoReasons; // that were given, one a look
    std::optional<Error> undoRefusal;

    void locks(const LockFilter &filter, const QString &, int limit, QObject *context, console::Answer<LockPage> answer) override
    {
        lockFilters.append(filter);
        reply<LockPage>(context, answer, [this, filter, limit] {
            LockPage page;
            for (const LockHolder &lock : lockList)
                if (page.locks.size() < limit && (filter.gid.isEmpty() || filter.gid == lock.gid.value))
                    page.locks.append(lock);
            return Result<LockPage>(page);
        });
    }

    void lockWaits(QObject *context, console::Answer<QList<LockWait>> answer) override
    {
        reply<QList<LockWait>>(context, answer, [this] { return Result<QList<LockWait>>(waitList); });
    }

    void undo(const Gid &gid, const BranchId &, const QString &reason, QObject *context, console::Answer<console::UndoView> answer) override
    {
        undoReasons.append(reason);
        reply<console::UndoView>(context, answer, [this, gid]() -> Result<console::UndoView> {
            if (undoRefusal)
                return tl::unexpected(*undoRefusal);
            return undoOf.value(gid);
        });
    }

    void audit(const AuditFilter &filter, const QString &after, int limit, QObject *context, console::Answer<AuditPage> answer) override
    {
        auditFilters.append(filter);
        reply<AuditPage>(context, answer, [this, filter, after, limit] { return Result<AuditPage>(auditPageOf(filter, after, limit)); });
    }

    void tokens(QObject *context, console::Answer<QList<AccessToken>> answer) override
    {
        reply<QList<AccessToken>>(context, answer, [this] { return Result<QList<AccessToken>>(tokenList); });
    }

    void makeToken(const console::TokenOrder &order, QObject *context, console::Answer<console::MadeToken> answer) override
    {
        tokenOrders.append(order);
        reply<console::MadeToken>(context, answer, [this, order] {
            AccessToken made{.id = QStringLiteral("made"), .name = order.name, .role = order.role, .scope = order.scope,
                             .createdAt = m_clock.now(), .createdBy = {}, .expiresAt = {}, .lastUsedAt = {}, .revokedAt = {}};
            tokenList.append(made);
            return Result<console::MadeToken>({made, "the-secret"});
        });
    }

    void revokeToken(const QString &id, const QString &, QObject *context, console::Answer<AccessToken> answer) override
    {
        reply<AccessToken>(context, answer, [this, id]() -> Result<AccessToken> {
            for (AccessToken &one : tokenList)
                if (one.id == id) {
                    one.revokedAt = m_clock.now();
                    return one;
                }
            return fail(ErrorCode::NotFound, QStringLiteral("no such token"));
        });
    }

private:
    [[nodiscard]] AuditPage auditPageOf(const AuditFilter &filter, const QString &after, int limit) const
    {
        AuditPage page;
        for (qsizetype i = after.toLongLong(); i < auditRecords.size(); ++i) {
            const AuditRecord &r = auditRecords[i];
            const auto fits = [](const QString &wanted, const QString &has) { return wanted.isEmpty() || wanted == has; };
            if (!fits(filter.actor, r.by.actor) || !fits(filter.action, r.action) || !fits(filter.gid, r.gid))
                continue;
            if (page.records.size() == limit) {
                page.next = QString::number(i);
                break;
            }
            page.records.append(r);
        }
        return page;
    }

    template <class T>
    void reply(QObject *context, const console::Answer<T> &answer, std::function<Result<T>()> make)
    {
        m_waiting.push_back([this, context = QPointer<QObject>(context), answer, make = std::move(make)] {
            if (context)
                answer(refusal ? Result<T>(tl::unexpected(*refusal)) : make());
        });
        if (!holdsAnswers)
            QMetaObject::invokeMethod(
                this, [this] { release(); }, Qt::QueuedConnection);
    }

    // The cursor is the index of the next row, as text.
    [[nodiscard]] Result<TransactionPage> pageOf(const TransactionFilter &filter, const PageRequest &page) const
    {
        TransactionPage result;
        const bool turned = page.sort == TransactionSort::OldestFirst; // other orders are those of `rows`
        for (qsizetype i = page.after.toLongLong(); i < rows.size(); ++i) {
            const TransactionRow &row = rows[turned ? rows.size() - 1 - i : i];
            if (!console::matches(filter, row, m_clock.now()))
                continue;
            if (result.rows.size() == page.limit) {
                result.next = QString::number(i);
                break;
            }
            result.rows.append(row);
        }
        return result;
    }

    void setState(console::LinkState state)
    {
        m_status.state = state;
        emit statusChanged();
    }

    const Clock &m_clock;
    console::LinkStatus m_status;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace txdesk::test
