// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/server_jobs.h"

#include <QPointer>

#include <algorithm>

namespace txdesk::console {

ServerJobs::ServerJobs(CoordinatorLink &link, DelayedCalls &delayed, QObject *parent) : JobSource(parent), m_link(link), m_delayed(delayed)
{
    connect(&link, &CoordinatorLink::opened, this, &ServerJobs::refresh);
}

ServerJobs::~ServerJobs() { m_delayed.stop(m_timer); }

void ServerJobs::dryRun(const JobOrder &order, QObject *context, Answer<JobDryRun> answer) { m_link.dryRun(order, context, std::move(answer)); }

void ServerJobs::start(const JobOrder &order, QObject *context, Answer<BulkJob> answer)
{
    m_link.startJob(order, context, [self = QPointer(this), answer = std::move(answer)](Result<BulkJob> job) {
        if (self && job)
            self->take(*job);
        answer(std::move(job));
    });
}

void ServerJobs::steer(const QString &id, JobVerb verb, int perSecond, QObject *context, Answer<BulkJob> answer)
{
    m_link.steerJob(id, verb, perSecond, context, [self = QPointer(this), answer = std::move(answer)](Result<BulkJob> job) {
        if (self && job)
            self->take(*job);
        answer(std::move(job));
    });
}

void ServerJobs::items(const QString &id, QObject *context, Answer<QList<JobItem>> answer) { itemsFrom(id, {}, {}, context, std::move(answer)); }

void ServerJobs::itemsFrom(const QString &id, const QString &after, QList<JobItem> soFar, QObject *context, Answer<QList<JobItem>> answer)
{
    m_link.jobItems(id, after, context,
                    [self = QPointer(this), id, soFar = std::move(soFar), context = QPointer(context), answer = std::move(answer)](Result<JobItems> page) mutable {
                        if (!page)
                            return answer(tl::unexpected(page.error()));
                        soFar += page->items;
                        if (page->next.isEmpty() || soFar.size() >= itemsMax || !self || !context)
                            return answer(std::move(soFar));
                        self->itemsFrom(id, page->next, std::move(soFar), context, std::move(answer));
                    });
}

void ServerJobs::take(const BulkJob &job)
{
    const auto known = std::find_if(m_jobs.begin(), m_jobs.end(), [&job](const BulkJob &one) { return one.order.id == job.order.id; });
    if (known == m_jobs.end())
        m_jobs.prepend(job);
    else
        *known = job;
    emit changed();
    arm();
}

void ServerJobs::refresh()
{
    if (m_asking || m_link.status().state != LinkState::Live || !m_link.capabilities().has(Feature::Jobs))
        return;
    m_asking = true;
    m_link.jobs(this, [this](Result<QList<BulkJob>> jobs) {
        m_asking = false;
        const QString problem = jobs ? QString() : jobs.error().message;
        if (jobs && (*jobs != m_jobs || problem != m_problem))
            m_jobs = *std::move(jobs);
        m_problem = problem;
        emit changed();
        arm();
    });
}

void ServerJobs::arm()
{
    m_delayed.stop(m_timer);
    const bool goesOn = std::any_of(m_jobs.begin(), m_jobs.end(), [](const BulkJob &job) { return !isFinal(job.state); });
    m_timer = m_delayed.start(Milliseconds{goesOn ? 1000 : 10'000}, [this] {
        m_timer = 0;
        refresh();
    });
}

} // namespace txdesk::console
