// The participants of a run: one effect for each action, undone by its compensation; with or without barrier rows.
// With barriers it follows the algorithm of DTM's client libraries.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"
#include "tests/sim/world.h"

namespace txdesk::sim {

class Bank
{
public:
    explicit Bank(World &world);

    struct Verdict { Outcome outcome; int status; };
    // One delivery of a call, executed in one local transaction.
    [[nodiscard]] Verdict execute(const engine::Call &call);

    // A message's sender: its local transaction. false: the back-check came first, so it may not commit any more.
    [[nodiscard]] bool commitLocally(int number);

    // XA, first phase: false when a rollback was there before.
    [[nodiscard]] bool prepareXa(int number, int step);

    struct StepState
    {
        bool actionRow = false; // barrier rows
        bool compensateRow = false;
        bool confirmRow = false;
        bool held = false;      // xa: prepared, its locks are held
        int actionEffects = 0;
        int compensateEffects = 0;
        int confirmEffects = 0;
        int refusals = 0;       // FAILURE answered by the action
        int successes = 0;      // SUCCESS answered by the action, whether or not it did something
        QList<OpKind> accepted; // ops that a call was answered SUCCESS for; not what a person has done by hand
        [[nodiscard]] int net() const { return actionEffects - compensateEffects; }
    };
    [[nodiscard]] const StepState &step(int number, int step) const;
    // A person does at the participant what the call would have done, with its barrier.
    void doByHand(int number, int step, OpKind op);
    // An operator looks into its sender's database, as the back-check does: after a "no" it stays so.
    [[nodiscard]] bool looksCommitted(int number) { return query(number).outcome == Outcome::Succeeded; }
    [[nodiscard]] bool locallyCommitted(int number) const { return sender(number).committed; }

private:
    struct Sender { bool committed = false; bool deniedRow = false; };
    [[nodiscard]] Verdict query(int number);
    [[nodiscard]] Verdict act(StepState &state, const StepScript &script);
    [[nodiscard]] Verdict compensate(StepState &state);
    [[nodiscard]] Verdict confirm(StepState &state);
    [[nodiscard]] Verdict commitXa(StepState &state);
    [[nodiscard]] Verdict rollbackXa(StepState &state);
    [[nodiscard]] Verdict executeOn(StepState &state, const engine::Call &call);
    [[nodiscard]] const Sender &sender(int number) const { return m_senders[static_cast<std::size_t>(number)]; }

    World &m_world;
    std::vector<std::vector<StepState>> m_steps;
    std::vector<Sender> m_senders;
};

} // namespace txdesk::sim
