// One registration of an AT branch on its way to its answer, and what is known of those in its way.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/engine/effect.h"

#include <functional>

namespace txdesk::coordinator {

using Answer = engine::Reply; // request is 0: callers know by their callback
using OnAnswer = std::function<void(Answer &&)>;

// Why a branch was not registered although its transaction is active.
enum class LockRefusal {
    None,            // the reply says it all
    Held,            // others hold rows
    HolderTurnsBack, // and one of them may need them to turn back
    Deadlock,        // waiting would never end, and this transaction is the youngest of those that wait for each other
};

struct AtAnswer
{
    Answer reply;
    LockRefusal refusal = LockRefusal::None;
};
using OnAtAnswer = std::function<void(AtAnswer &&)>;

struct AtWish
{
    Gid gid;
    engine::AtBranch branch;        // its locks are sorted by key
    Milliseconds wait{0};           // how long it may take until the rows are free
    std::function<bool()> isGone{}; // nobody waits for the answer any more; empty: somebody does
};

// Thread: one.
class LockWaiter
{
public:
    LockWaiter(AtWish given, OnAtAnswer then, Instant now, Milliseconds waitMax);

    // Whether a later waiter has to let this one go first: it is being tried, and they want the same row.
    [[nodiscard]] bool goesBefore(const LockWaiter &later) const;
    [[nodiscard]] bool waitsFor(const Gid &holder) const;
    [[nodiscard]] bool hasHolderTurningBack() const;
    [[nodiscard]] QList<LockWait> edges(const QString &coordinator) const;

    void setHolders(QList<LockHolder> found); // of all its rows
    // Some rows that are in its way; then what the store says about them. True: the holders have changed.
    [[nodiscard]] QList<QByteArray> beginLook();
    bool takeLook(const QHash<QByteArray, LockHolder> &held);

    const AtWish wish;
    OnAtAnswer done;
    const Instant since;
    const Instant until;
    Instant createdAt{};          // of its transaction
    QList<LockHolder> holders{};  // others that are in its way; empty: nobody known
    bool isTrying = false;        // an attempt is under way
    bool mustTryAgain = false;    // something has changed since it began
    bool isNoted = false;         // in the store

private:
    [[nodiscard]] bool wants(const QByteArray &key) const;
    [[nodiscard]] QList<QByteArray> rowsToLookAt() const;

    QList<QByteArray> m_rowsLookedAt; // empty: no look is under way, or it is of no use any more
};

} // namespace txdesk::coordinator
