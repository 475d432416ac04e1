// Numbering and keeping of journal events until they are durable.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_journal.h"

#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {
namespace {

bool isFact(const JournalEvent &event)
{
    switch (event.kind) {
    case EventKind::Called:
    case EventKind::Answered:
    case EventKind::Recovered:
    case EventKind::Note: return true;
    case EventKind::Requested:
    case EventKind::StatusChanged:
    case EventKind::Registered:
    case EventKind::Scheduled:
    case EventKind::ManualAct:
    case EventKind::Locked:
    case EventKind::Parked: return false;
    }
    return false;
}

QString stateText(TransactionStatus status, qint64 epoch, bool paused, Parked parked)
{
    return QString(nameIn(transactionStatusNames, status)) + QStringLiteral(" epoch=") + QString::number(epoch)
        + (paused ? QStringLiteral(" paused") : QString())
        + (parked == Parked::No ? QString() : QStringLiteral(" parked=") + QString(nameIn(parkedNames, parked)));
}

} // namespace

void MachineJournal::add(JournalEvent event, Instant now, qint64 &lastSeq)
{
    if (m_pending.isEmpty())
        m_pending.reserve(4); // what a step of most transactions brings
    event.seq = ++lastSeq;
    event.at = now;
    event.coordinator = m_settings.coordinator;
    event.text = cutText(std::move(event.text), eventTextLimit);
    m_pending.append(std::move(event));
}

QList<JournalEvent> MachineJournal::issue()
{
    m_issued = std::exchange(m_pending, {});
    return m_issued;
}

QList<AuditRecord> MachineJournal::issueAudit(qint64 expectedEpoch)
{
    m_issuedActs = std::exchange(m_pendingActs, {});
    QList<AuditRecord> records;
    if (TXDESK_MUTANT(AuditLost))
        return records;
    for (const ManualAct &act : std::as_const(m_issuedActs)) {
        records.append(act.record);
        if (!act.creates)
            records.last().before = stateText(act.from, expectedEpoch, act.wasPaused, act.wasParked);
        records.last().after = stateText(act.to, expectedEpoch + 1, act.isPaused, act.isParked);
    }
    return records;
}

void MachineJournal::keepFacts(qint64 &lastSeq)
{
    m_pendingActs.clear(); // an act is a decision
    m_issuedActs.clear();
    QList<JournalEvent> facts = std::exchange(m_issued, {});
    facts.append(std::exchange(m_pending, {}));
    facts.removeIf([](const JournalEvent &event) { return !isFact(event); });
    for (JournalEvent &event : facts)
        event.seq = ++lastSeq;
    m_pending = std::move(facts);
}

void MachineJournal::dropIssued(qint64 storedSeq, qint64 &lastSeq)
{
    m_issued.clear();
    lastSeq = storedSeq;
    for (JournalEvent &event : m_pending)
        event.seq = ++lastSeq;
}

void MachineJournal::keepAll()
{
    m_issued.append(std::exchange(m_pending, {}));
    m_pending = std::exchange(m_issued, {});
    m_issuedActs.append(std::exchange(m_pendingActs, {}));
    m_pendingActs = std::exchange(m_issuedActs, {});
}

void MachineJournal::clear()
{
    m_pending.clear();
    m_issued.clear();
    m_pendingActs.clear();
    m_issuedActs.clear();
}

} // namespace txdesk::engine
