// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/job_book.h"

#include "console/actions/door_words.h"
#include "console/jobs/job_words.h"
#include "console/text/foreign_text.h"
#include "console/text/words.h"

#include <QPointer>
#include <QUuid>

namespace txdesk::console {

using namespace Qt::StringLiterals;

JobBook::JobBook(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, ActWitness &witness, QObject *parent)
    : QObject(parent), m_link(link), m_clock(serverClock), m_witness(witness), m_server(link, delayed), m_local(link, serverClock, delayed, witness)
{
    for (JobSource *source : {static_cast<JobSource *>(&m_server), static_cast<JobSource *>(&m_local)})
        connect(source, &JobSource::changed, this, [this, source] {
            for (const BulkJob &job : source->jobs())
                if (isFinal(job.state) && m_witnessed.contains(job.order.id))
                    m_witness.concluded(m_witnessed.take(job.order.id), spelled(jobStateNames, job.state), JobWords::counts(job));
            emit changed();
        });
    connect(&link, &CoordinatorLink::capabilitiesChanged, this, &JobBook::changed);
    connect(&link, &CoordinatorLink::statusChanged, this, &JobBook::changed);
}

QString JobBook::newId() { return QString::fromLatin1(QUuid::createUuid().toByteArray(QUuid::Id128)); }

JobSource &JobBook::chosen()
{
    if (m_link.capabilities().has(Feature::Jobs))
        return m_server;
    return m_local;
}

QString JobBook::whyNot(Action action) const
{
    const LinkStatus status = m_link.status();
    if (status.state != LinkState::Live)
        return status.door == Door::Open ? tr("Not connected to the coordinator.") : DoorWords::sentence(status);
    const Capabilities capabilities = m_link.capabilities();
    if (m_readOnly)
        return tr("This profile is read-only.");
    if (!capabilities.readOnly.isEmpty())
        return capabilities.readOnly;
    if (const QString never = capabilities.neverAllowed.value(action); !never.isEmpty())
        return never;
    return DoorWords::whyNot(roleNeededFor(action), status);
}

QString JobBook::whyNotSteer(const BulkJob &job, JobVerb verb) const
{
    if (isForeign(job.state))
        return unknownSentence(tr("state %1 of the job").arg(foreignText(job.state)));
    if (isFinal(job.state))
        return tr("The job is over.");
    if (verb == JobVerb::Pause && job.state != JobState::Running)
        return tr("Only a running job can be paused.");
    if (verb == JobVerb::Resume && job.state != JobState::Paused)
        return tr("Only a paused job can be resumed.");
    const bool stops = verb == JobVerb::Pause || verb == JobVerb::Cancel;
    if (stops && source().endsWithConsole())
        return {};
    return whyNot(stops ? Action::Pause : job.order.action);
}

bool JobBook::hasUnfinishedHere() const
{
    return std::ranges::any_of(m_local.jobs(), [](const BulkJob &job) { return !isFinal(job.state); });
}

void JobBook::start(const JobOrder &order, const QStringList &shown, const QString &ticket, QObject *context, Answer<BulkJob> answer)
{
    const auto refuse = [context, &answer](const Error &error) {
        QMetaObject::invokeMethod(context, [answer, error] { answer(tl::unexpected(error)); }, Qt::QueuedConnection);
    };
    if (const QString why = whyNot(order.action); !why.isEmpty())
        return refuse({ErrorCode::NotAllowed, why, {}});
    JobOrder limited = order;
    limited.pace.perSecond = std::clamp(order.pace.perSecond, 1, m_rateMax);
    const Result<qint64> witnessed = m_witness.about(limited, shown, ticket);
    if (!witnessed)
        return refuse(witnessed.error());
    m_witnessed.insert(order.id, *witnessed);
    chosen().start(limited, context, [self = QPointer(this), id = order.id, answer = std::move(answer)](Result<BulkJob> job) {
        if (self && !job)
            self->m_witness.concluded(self->m_witnessed.take(id), job.error().code == ErrorCode::OutcomeUnknown ? u"lost"_s : u"refused"_s, job.error().message);
        if (self && job)
            emit self->started(*job);
        answer(std::move(job));
    });
}

void JobBook::steer(const QString &id, JobVerb verb, int perSecond)
{
    const QString word = u"job."_s + nameIn(jobVerbNames, verb);
    const Result<qint64> witnessed = m_witness.about(word, id, {});
    if (!witnessed) {
        emit steered(id, witnessed.error().message);
        return;
    }
    chosen().steer(id, verb, std::min(perSecond, m_rateMax), this, [this, id, seq = *witnessed](const Result<BulkJob> &job) {
        m_witness.concluded(seq, job ? u"took-effect"_s : u"refused"_s, job ? QString() : job.error().message);
        emit steered(id, job ? QString() : job.error().message);
    });
}

void JobBook::cancelAllHere()
{
    for (const BulkJob &job : m_local.jobs())
        if (!isFinal(job.state))
            m_local.steer(job.order.id, JobVerb::Cancel, 0, this, [](const Result<BulkJob> &) {});
}

} // namespace txdesk::console
