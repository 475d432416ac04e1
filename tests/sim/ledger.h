// The participants of AT in a run: a few accounts in shared tables, undo records, tombstones, and people who write past it all.
// Source: Seata, AT mode, phase one and two; spec/at-tcc-message-notify H.3, H.5.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/sim/bank.h"

#include <map>

namespace txdesk::sim {

class Ledger
{
public:
    explicit Ledger(World &world);

    static constexpr int accountCount = 4;
    [[nodiscard]] static LockedRow row(int account);

    enum class Share { None, Open, Applied, Undone, Kept }; // Kept: a person accepted what was there
    [[nodiscard]] Share share(int number, int step) const;

    // A local transaction of phase one: it holds its row in the database until it ends. false: somebody else has the row.
    [[nodiscard]] bool begin(int number, int step);
    void rollBack(int number, int step);
    // With its undo record, in the same local transaction. false: the branch has been rolled back already.
    [[nodiscard]] bool commit(int number, int step, const BranchId &branch);

    [[nodiscard]] Bank::Verdict execute(const engine::Call &call); // phase two
    // A person does at the participant what the call would have done. false: its row is not as the branch left it, or in use.
    [[nodiscard]] bool doByHand(int number, const BranchId &branch, OpKind op);
    [[nodiscard]] bool isEnded(int number, const BranchId &branch) const; // rolled back, or never to begin

    void writePast(int account); // somebody who knows nothing of locks
    void mend(int number);       // an operator writes what the newest branch left behind
    void verify();               // nothing is lost or left over

private:
    struct Branch
    {
        int step = 0;
        int account = 0;
        qint64 before = 0;
        qint64 after = 0;
        bool undo = false;  // its undo record is there
        bool ended = false; // tombstone
    };
    using Key = std::pair<int, QString>;
    [[nodiscard]] Share &shareOf(int number, int step);
    [[nodiscard]] Bank::Verdict rollBack(const Key &key, Branch &branch, const QString &decision);
    [[nodiscard]] bool putBack(Branch &branch, bool forced);
    void checkCommit(int number, int account);
    void require(bool holds, const char *invariant, int number, const char *what);

    World &m_world;
    std::array<qint64, accountCount> m_balances{};
    std::array<std::optional<std::pair<int, int>>, accountCount> m_open; // number and step of the local transaction that has it
    std::vector<std::vector<Share>> m_shares;
    std::vector<std::vector<Share>> m_before; // of the local transaction that is open
    std::map<Key, Branch> m_branches;
    qint64 m_past = 0; // what was written past every transaction
};

} // namespace txdesk::sim
