// One thing that happened to a transaction: the rows of the attempt journal, the arrows of the sequence diagram.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <optional>

namespace txdesk {

enum class EventKind {
    Requested,     // a client's or operator's request arrived: text = prepare, submit, abort
    Called,        // an op is being called: branch, op, attempt, text = URL
    Answered,      // its outcome: outcome, statusCode, took, barrier, text = error or the answer's first words
    StatusChanged, // from -> to, text = reason
    Scheduled,     // the next try: until, text = why it waits
    ManualAct,     // a person did something: actor, text = verb and reason
    Recovered,     // a coordinator took the transaction over after a restart or a lost lease
    Registered,    // a branch was registered: branch, text = URL (tcc: of confirm); workflow: op and outcome of a recorded step
    Locked,        // global locks were acquired with a branch: branch, text = rows
    Parked,        // from now on only a person moves it: branch, text = why
    Note,          // anything else worth a line
};
inline constexpr std::array<Name<EventKind>, 11> eventKindNames{{
    {EventKind::Requested, QLatin1StringView("requested")},
    {EventKind::Called, QLatin1StringView("called")},
    {EventKind::Answered, QLatin1StringView("answered")},
    {EventKind::StatusChanged, QLatin1StringView("status")},
    {EventKind::Scheduled, QLatin1StringView("scheduled")},
    {EventKind::ManualAct, QLatin1StringView("manual")},
    {EventKind::Recovered, QLatin1StringView("recovered")},
    {EventKind::Registered, QLatin1StringView("registered")},
    {EventKind::Locked, QLatin1StringView("locked")},
    {EventKind::Parked, QLatin1StringView("parked")},
    {EventKind::Note, QLatin1StringView("note")},
}};

struct JournalEvent
{
    qint64 seq = 0; // 1, 2, 3 ... within its transaction, without holes
    Instant at{};
    EventKind kind = EventKind::Note;
    BranchId branch{};
    std::optional<OpKind> op{};
    int attempt = 0; // of this op, from 1
    std::optional<Outcome> outcome{};
    int statusCode = 0; // HTTP status; 0: no answer
    Milliseconds took{};
    BarrierNote barrier = BarrierNote::None;
    std::optional<TransactionStatus> from{}; // empty on creation
    std::optional<TransactionStatus> to{};
    std::optional<Instant> until{};
    QString text{}; // cut at 4 KiB
    QString coordinator{};
    QString actor{};

    friend bool operator==(const JournalEvent &, const JournalEvent &) = default;
};

} // namespace txdesk
