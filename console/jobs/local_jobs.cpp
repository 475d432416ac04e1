// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/local_jobs.h"

#include "shared/model/participant_name.h"

#include <QDir>
#include <QHash>
#include <QPointer>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr Milliseconds countingMax{2000};
constexpr qsizetype sampleMax = 20;

// Answers come later, as from a server.
template <class T>
void answerLater(QObject *context, Answer<T> answer, Result<T> value)
{
    QMetaObject::invokeMethod(context, [answer = std::move(answer), value = std::move(value)] { answer(value); }, Qt::QueuedConnection);
}

struct Counting
{
    JobDryRun run;
    QHash<QString, qint64> ineligible;
    QHash<QString, qint64> calls;
};

} // namespace

LocalJobs::LocalJobs(CoordinatorLink &link, const Clock &clock, DelayedCalls &delayed, ActWitness &witness, QObject *parent)
    : JobSource(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_witness(witness), m_folder(QDir::tempPath() + u"/txdesk-jobs"_s)
{
}

// How participants do is known from no list: their share stays empty.
void LocalJobs::dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer)
{
    auto *walk = new LocalWalk(m_link, m_clock, order.set, order.action, countingMax, this);
    const auto counting = std::make_shared<Counting>();
    const auto member = [counting](const TransactionRow &row, const ActionState &state) {
        if (!state.allowed) {
            ++counting->ineligible[state.reason];
            return;
        }
        ++counting->run.eligible;
        if (counting->run.sample.size() < sampleMax)
            counting->run.sample.append(row);
        for (const QString &participant : row.participants)
            ++counting->calls[participant];
    };
    walk->start(member, [walk, counting, context = QPointer(context), answer = std::move(answer)](const Result<bool> &complete) {
        walk->deleteLater();
        if (!context)
            return;
        if (!complete)
            return answer(tl::unexpected(complete.error()));
        JobDryRun &run = counting->run;
        run.complete = *complete;
        for (auto it = counting->ineligible.cbegin(); it != counting->ineligible.cend(); ++it)
            run.ineligible.append({it.key(), it.value()});
        std::ranges::sort(run.ineligible, [](const auto &a, const auto &b) { return a.count != b.count ? a.count > b.count : a.reason < b.reason; });
        for (auto it = counting->calls.cbegin(); it != counting->calls.cend(); ++it)
            run.touched.append({it.key(), it.value(), {}});
        std::ranges::sort(run.touched, [](const auto &a, const auto &b) { return a.calls != b.calls ? a.calls > b.calls : a.participant < b.participant; });
        answer(run);
    });
}

void LocalJobs::start(const JobOrder &order, QObject *context, Answer<BulkJob> answer)
{
    if (const JobRunner *known = runner(order.id))
        return answerLater<BulkJob>(context, std::move(answer), known->job());
    const QString actor = m_link.status().caller ? m_link.status().caller->name : qEnvironmentVariable("USER", u"console"_s);
    auto *made = new JobRunner(m_link, m_clock, m_delayed, m_witness, order, m_folder, actor, this);
    if (const Result<> begun = made->begin(); !begun) {
        made->deleteLater();
        return answerLater<BulkJob>(context, std::move(answer), tl::unexpected(begun.error()));
    }
    m_runners.prepend(made);
    connect(made, &JobRunner::changed, this, &LocalJobs::collectJobs);
    collectJobs();
    answerLater<BulkJob>(context, std::move(answer), made->job());
}

void LocalJobs::steer(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer)
{
    JobRunner *known = runner(id);
    if (!known)
        return answerLater<BulkJob>(context, std::move(answer), fail(ErrorCode::NotFound, u"no job with this id"_s));
    known->steer(verb, perSecond);
    answerLater<BulkJob>(context, std::move(answer), known->job());
}

void LocalJobs::items(const QString &id, QObject *context, Answer<QList<JobItem>> answer)
{
    const JobRunner *known = runner(id);
    answerLater<QList<JobItem>>(context, std::move(answer), known ? known->items(itemsMax) : QList<JobItem>{});
}

JobRunner *LocalJobs::runner(const QString &id) const
{
    const auto found = std::find_if(m_runners.begin(), m_runners.end(), [&id](const JobRunner *one) { return one->job().order.id == id; });
    return found == m_runners.end() ? nullptr : *found;
}

void LocalJobs::collectJobs()
{
    m_jobs.clear();
    for (const JobRunner *one : std::as_const(m_runners))
        m_jobs.append(one->job());
    emit changed();
}

} // namespace txdesk::console
