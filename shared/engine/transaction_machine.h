// The whole life of one transaction in one coordinator: events in, effects out. Every rule of the protocol is behind
// this door; nothing else in the program decides anything about a transaction.
//
// Pure: no clock, store, socket, thread, log or random source; `now` and `roll` come in with each event.
// Thread: none of its own; one machine is used by one thread.
// Invariants (design.md 3):
//   - an answer of success leaves only after the state it speaks of is durable (WriteDone);
//   - transaction and branches are durable before the first call; a decision before the first call that carries it out;
//   - outcomes of forward calls may be written behind; an op may be called again, never skipped;
//   - a final status is durable before it is reported; what got no answer is unknown, never failed;
//   - at most one Write or Load is outstanding; further changes gather and ride in the next one;
//   - a WriteConflict or WriteUnknown is followed by a Load, never by another blind write.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "shared/engine/settings.h"

#include <memory>

namespace txdesk::engine {

class TransactionMachine
{
public:
    // `settings` must outlive the machine.
    TransactionMachine(Gid gid, const EngineSettings &settings);
    ~TransactionMachine();
    TransactionMachine(TransactionMachine &&) noexcept;
    TransactionMachine &operator=(TransactionMachine &&) noexcept;

    // Takes one event and appends what must be done. roll: uniform in [0, 1), for the retry jitter only.
    void handle(Event event, Instant now, double roll, Effects &out);

    // Nothing in flight, nothing unsaved, nobody waiting: the coordinator may forget it. If nextDueAt() is set the
    // coordinator must claim it again by then.
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] std::optional<Instant> nextDueAt() const;

    [[nodiscard]] const TransactionSnapshot &snapshot() const; // may be ahead of the store
    [[nodiscard]] int callsInFlight() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::engine
