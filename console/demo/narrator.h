// Tells what happens, event by event, in words for somebody who sees such a thing for the first time.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/event_lines.h"
#include "console/demo/story_facts.h"

namespace txdesk::demo {

// Driven by events, never by timers; in the language of the moment (context "Narrator").
class Narrator
{
public:
    explicit Narrator(NameOf nameOf) : m_nameOf(std::move(nameOf)) {}

    // Empty for events that need no words.
    [[nodiscard]] QString sentence(const TransactionDetail &detail, const JournalEvent &event) const;
    [[nodiscard]] static QString ofMeasure(const Measure &measure);
    // Of a call whose answer nobody waits for any more: only the bank knows of it.
    [[nodiscard]] static QString ofLateVisit(const QString &bank);

private:
    [[nodiscard]] QString ofCall(const TransactionDetail &detail, const JournalEvent &event) const;
    [[nodiscard]] QString ofAnswer(const TransactionDetail &detail, const JournalEvent &event) const;
    [[nodiscard]] static QString ofRegistration(const TransactionDetail &detail, const JournalEvent &event);
    [[nodiscard]] static QString ofAct(const QString &text);
    [[nodiscard]] static QString ofStep(const JournalEvent &event); // of a workflow; %1: its number
    [[nodiscard]] static QString ofStatus(const TransactionDetail &detail, const JournalEvent &event);
    [[nodiscard]] static QString ofPrepare(TransactionKind kind);
    [[nodiscard]] static QString ofSubmit(TransactionKind kind);
    [[nodiscard]] static QString ofSuccess(const TransactionDetail &detail);
    [[nodiscard]] static QString ofRolledBack(const TransactionDetail &detail);
    [[nodiscard]] static QString ofRollback(const TransactionDetail &detail, const JournalEvent &event);

    NameOf m_nameOf;
};

} // namespace txdesk::demo
