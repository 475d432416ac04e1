// The transactions of one run: what their clients want and how their participants will behave.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/transaction_snapshot.h"
#include "tests/sim/weather.h"

#include <vector>

namespace txdesk::sim {

struct StepScript
{
    bool refuses = false; // its action is always refused
};

// What a branch of AT does: it adds to an account of all.
struct AtChange { int account = 0; int delta = 0; };

struct TransactionScript
{
    int number = 0;
    TransactionSnapshot wanted;
    std::vector<StepScript> steps;
    Milliseconds startsAfter{};
    bool waits = false;        // submit with wait_result
    bool prepares = false;     // message: prepare, local transaction, submit
    bool localCommits = true;  // message
    int submits = 1;           // a nervous client submits more than once
    std::vector<AtChange> changes; // at: of each step; their sum is nothing
    std::vector<int> order;    // tcc, xa: steps in the order in which they register

    [[nodiscard]] TransactionKind kind() const { return wanted.transaction.kind; }
    [[nodiscard]] bool isSaga() const { return kind() == TransactionKind::Saga; }
    [[nodiscard]] bool isAt() const { return kind() == TransactionKind::At; }
    [[nodiscard]] bool isTwoPhase() const { return kind() == TransactionKind::Tcc || kind() == TransactionKind::Xa; }
    [[nodiscard]] bool hasLadder() const; // its receivers do not wait for each other
    // Direct prerequisites of a step (0-based), by the rules a client was promised.
    [[nodiscard]] bool dependsOn(int step, int prerequisite) const;
};

[[nodiscard]] std::vector<TransactionScript> drawScripts(Random &random, const Weather &weather);
[[nodiscard]] const QString &gidOf(int number);
[[nodiscard]] int numberOf(const Gid &gid);
[[nodiscard]] int stepOf(const BranchId &branch); // 0-based; -1 for the back-check's "00"
[[nodiscard]] const BranchId &branchOf(int step);

} // namespace txdesk::sim
