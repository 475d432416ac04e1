// SPDX-License-Identifier: Apache-2.0
#include "server/jobs/dry_run.h"

#include "shared/model/participant_name.h"

#include <QPointer>

#include <algorithm>

namespace txdesk::jobs {

DryRun::DryRun(coordinator::Coordinator &coordinator, const JobOrder &order, Done done, QObject *parent)
    : QObject(parent), m_coordinator(coordinator),
      m_question{.set = order.set, .action = order.action, .now = coordinator.clock().now(), .preview = coordinator.settings().engine},
      m_done(std::move(done))
{
}

void DryRun::start()
{
    m_elapsed.start();
    readOn({});
}

void DryRun::readOn(const QString &after)
{
    m_coordinator.read<SetPiece>([question = m_question, after](store::TransactionReader &reader) { return readPiece(reader, question, after); },
                                 [self = QPointer(this)](Result<SetPiece> &&piece) {
                                     if (!self)
                                         return;
                                     if (!piece)
                                         return self->finish(tl::unexpected<Error>(piece.error()));
                                     self->take(*piece);
                                 });
}

void DryRun::take(const SetPiece &piece)
{
    for (const SetMember &member : piece.members) {
        if (!member.state.allowed) {
            ++m_ineligible[member.state.reason];
            continue;
        }
        ++m_run.eligible;
        if (m_run.sample.size() < sampleMax)
            m_run.sample.append(member.row);
        for (const PlannedCall &call : member.calls)
            if (const QString name = participantOf(call.url); !name.isEmpty())
                ++m_calls[name];
    }
    if (piece.next.isEmpty())
        return countArrivals();
    if (Milliseconds{m_elapsed.elapsed()} >= timeMax) {
        m_run.complete = false;
        return countArrivals();
    }
    readOn(piece.next);
}

void DryRun::countArrivals()
{
    m_coordinator.read<qint64>([question = m_question](store::TransactionReader &reader) { return countLater(reader, question); },
                               [self = QPointer(this)](Result<qint64> &&count) {
                                   if (!self)
                                       return;
                                   self->m_run.arrivedLater = count.value_or(0);
                                   self->finish(count ? Result<>() : tl::unexpected<Error>(count.error()));
                               });
}

void DryRun::finish(Result<> &&ended)
{
    deleteLater();
    if (!ended)
        return m_done(tl::unexpected<Error>(ended.error()));
    for (auto it = m_ineligible.cbegin(); it != m_ineligible.cend(); ++it)
        m_run.ineligible.append({it.key(), it.value()});
    std::ranges::sort(m_run.ineligible, [](const auto &a, const auto &b) { return a.count != b.count ? a.count > b.count : a.reason < b.reason; });
    for (auto it = m_calls.cbegin(); it != m_calls.cend(); ++it)
        m_run.touched.append({it.key(), it.value(), m_coordinator.okShare(it.key())});
    std::ranges::sort(m_run.touched, [](const auto &a, const auto &b) { return a.calls != b.calls ? a.calls > b.calls : a.participant < b.participant; });
    m_done(std::move(m_run));
}

} // namespace txdesk::jobs
