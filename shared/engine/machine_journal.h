// The journal events of one transaction that are not durable yet, numbered as they arise, and the audit records of the
// acts among them: these live and die with their events.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/settings.h"
#include "shared/model/audit_record.h"
#include "shared/model/global_transaction.h"
#include "shared/model/journal_event.h"

#include <QList>

namespace txdesk::engine {

// An act of an operator, and what it changed.
struct ManualAct
{
    AuditRecord record; // without before and after
    TransactionStatus from = TransactionStatus::Prepared;
    TransactionStatus to = TransactionStatus::Prepared;
    bool wasPaused = false;
    bool isPaused = false;
    Parked wasParked = Parked::No;
    Parked isParked = Parked::No;
    bool creates = false; // there was no transaction before it
};

class MachineJournal
{
public:
    explicit MachineJournal(const EngineSettings &settings) : m_settings(settings) {}

    // Numbers it with ++lastSeq, signs it with the coordinator's name and cuts its text.
    void add(JournalEvent event, Instant now, qint64 &lastSeq);

    void add(ManualAct act) { m_pendingActs.append(std::move(act)); }

    // The events for the next write; they are kept until stored() or dropped by one of the two below.
    [[nodiscard]] QList<JournalEvent> issue();
    [[nodiscard]] QList<AuditRecord> issueAudit(qint64 expectedEpoch); // of the same write, which moves the row from that epoch
    void stored() // gives its memory back: a transaction may wait long
    {
        m_issued = {};
        m_issuedActs = {};
    }
    [[nodiscard]] bool hasUnissued() const { return !m_pending.isEmpty(); }

    // After a write that did not happen: facts (what was called and answered) stay and are numbered again after
    // `lastSeq`, decisions that were never stored go.
    void keepFacts(qint64 &lastSeq);
    // The write under way is taken back: what came after it is numbered again from `storedSeq`.
    void dropIssued(qint64 storedSeq, qint64 &lastSeq);
    void keepAll(); // the same write will be tried again
    void clear();

private:
    const EngineSettings &m_settings;
    QList<JournalEvent> m_pending;
    QList<JournalEvent> m_issued;
    QList<ManualAct> m_pendingActs;
    QList<ManualAct> m_issuedActs;
};

} // namespace txdesk::engine
