// The journal events of one transaction that are not durable yet, numbered as they arise.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/settings.h"
#include "shared/model/journal_event.h"

#include <QList>

namespace txdesk::engine {

class MachineJournal
{
public:
    explicit MachineJournal(const EngineSettings &settings) : m_settings(settings) {}

    // Numbers it with ++lastSeq, signs it with the coordinator's name and cuts its text.
    void add(JournalEvent event, Instant now, qint64 &lastSeq);

    // The events for the next write; they are kept until stored() or dropped by one of the two below.
    [[nodiscard]] QList<JournalEvent> issue();
    void stored() { m_issued = {}; } // gives its memory back: a transaction may wait long
    [[nodiscard]] bool hasUnissued() const { return !m_pending.isEmpty(); }

    // After a write that did not happen: facts (what was called and answered) stay and are numbered again after
    // `lastSeq`, decisions that were never stored go.
    void keepFacts(qint64 &lastSeq);
    void keepAll(); // the same write will be tried again
    void clear();

private:
    const EngineSettings &m_settings;
    QList<JournalEvent> m_pending;
    QList<JournalEvent> m_issued;
};

} // namespace txdesk::engine
