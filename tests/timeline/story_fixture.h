// Hand-made transactions for tests of the sequence diagram, written event by event.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::test {

// Writes a transaction as its coordinator's journal would: each call moves the clock and appends events.
class Story
{
public:
    explicit Story(TransactionKind kind, QString gid);

    Story &step(const QString &branch, const QString &participant, const QString &action);
    Story &row(const QString &branch, OpKind op, const QString &url); // as stored, nothing derived
    Story &registered(const QString &branch, OpKind op, const QString &text, std::optional<Outcome> outcome = {});
    Story &after(Milliseconds passed);
    Story &requested(const QString &verb);
    Story &status(TransactionStatus to, const QString &reason = {});
    Story &called(const QString &branch, OpKind op, int attempt = 1);
    Story &answered(const QString &branch, OpKind op, Outcome outcome, int code, Milliseconds took, const QString &text = {},
                    BarrierNote barrier = BarrierNote::None, int attempt = 1);
    // A call and its answer.
    Story &call(const QString &branch, OpKind op, Outcome outcome = Outcome::Succeeded, int code = 200, const QString &text = {}, int attempt = 1);
    Story &waits(Milliseconds wait, const QString &why);
    Story &restarted(Milliseconds down);
    Story &locked(const QString &branch, const QString &rows);
    Story &parked(const QString &branch, const QString &why);
    Story &manual(const QString &actor, const QString &text);
    Story &plan(const QString &branch, OpKind op, std::optional<Milliseconds> in, bool certain = true);

    [[nodiscard]] TransactionDetail detail() const { return m_detail; }
    [[nodiscard]] Instant now() const { return m_now; }

private:
    JournalEvent &append(EventKind kind);
    [[nodiscard]] QString urlOf(const QString &branch, OpKind op) const;

    TransactionDetail m_detail;
    Instant m_now = fromMs(1'795'251'283'120);
};

[[nodiscard]] TransactionDetail sagaSuccess();
[[nodiscard]] TransactionDetail sagaFailure();
[[nodiscard]] TransactionDetail sagaRetries(int attempts);      // still retrying: countdown, planned call
[[nodiscard]] TransactionDetail messageCrash();                 // prepare, crash, back-check, delivery
[[nodiscard]] TransactionDetail coordinatorCrash();
[[nodiscard]] TransactionDetail concurrentSaga();
[[nodiscard]] TransactionDetail barrierNotes();                 // lost call, empty compensation, late action, operator
[[nodiscard]] TransactionDetail longSaga(int calls);            // no retries: nothing folds

[[nodiscard]] TransactionDetail wideSaga(int participants);     // one call each; the 20th and what comes after it fail
[[nodiscard]] TransactionDetail lateArrival();                  // its cancel ran first, then the try arrives

struct NamedStory
{
    const char *name;
    TransactionDetail detail;
};
[[nodiscard]] QList<NamedStory> allStories();

} // namespace txdesk::test
