// SPDX-License-Identifier: Apache-2.0
#include "tests/timeline/mode_fixture.h"

namespace txdesk::test {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString bankA = u"http://127.0.0.1:8081/api/"_s;
const QString bankB = u"http://127.0.0.1:8082/api/"_s;

// Rows as the coordinator stores them: cancel first, then confirm.
Story tcc(const QString &gid)
{
    return Story(TransactionKind::Tcc, gid)
        .row(u"01"_s, OpKind::Cancel, bankA + u"TransOutCancel"_s)
        .row(u"01"_s, OpKind::Confirm, bankA + u"TransOutConfirm"_s)
        .row(u"02"_s, OpKind::Cancel, bankB + u"TransInCancel"_s)
        .row(u"02"_s, OpKind::Confirm, bankB + u"TransInConfirm"_s);
}

} // namespace

TransactionDetail tccConfirmed()
{
    return tcc(u"tcc-confirmed"_s)
        .requested(u"prepare"_s).status(TransactionStatus::Prepared)
        .registered(u"01"_s, OpKind::Try, bankA + u"TransOutConfirm"_s)
        .registered(u"02"_s, OpKind::Try, bankB + u"TransInConfirm"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"02"_s, OpKind::Confirm).call(u"01"_s, OpKind::Confirm)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail tccNestedCancelled()
{
    return tcc(u"tcc-nested"_s)
        .row(u"0201"_s, OpKind::Cancel, u"http://127.0.0.1:8083/api/FeeCancel"_s)
        .row(u"0201"_s, OpKind::Confirm, u"http://127.0.0.1:8083/api/FeeConfirm"_s)
        .requested(u"prepare"_s).status(TransactionStatus::Prepared)
        .registered(u"01"_s, OpKind::Try, bankA + u"TransOutConfirm"_s)
        .registered(u"02"_s, OpKind::Try, bankB + u"TransInConfirm"_s)
        .registered(u"0201"_s, OpKind::Try, u"http://127.0.0.1:8083/api/FeeConfirm"_s)
        .waits(35s, u"waits for the client's submit or abort"_s)
        .status(TransactionStatus::Aborting, u"Timeout after 35 seconds"_s)
        .call(u"0201"_s, OpKind::Cancel).call(u"02"_s, OpKind::Cancel).call(u"01"_s, OpKind::Cancel)
        .status(TransactionStatus::Failed).detail();
}

TransactionDetail tccConfirmFails(int attempts)
{
    Story story = tcc(u"tcc-stuck"_s)
                      .requested(u"prepare"_s).status(TransactionStatus::Prepared)
                      .registered(u"01"_s, OpKind::Try, bankA + u"TransOutConfirm"_s)
                      .registered(u"02"_s, OpKind::Try, bankB + u"TransInConfirm"_s)
                      .requested(u"submit"_s).status(TransactionStatus::Submitted);
    for (int attempt = 1; attempt <= attempts; ++attempt)
        story.call(u"02"_s, OpKind::Confirm, Outcome::Unknown, 500, u"disk full"_s, attempt).waits(10s, u"waits"_s);
    return story.plan(u"02"_s, OpKind::Confirm, 10s).plan(u"01"_s, OpKind::Confirm, std::nullopt, false).detail();
}

TransactionDetail xaCommitted()
{
    const QString out = bankA + u"TransOutXa"_s;
    const QString in = bankB + u"TransInXa"_s;
    return Story(TransactionKind::Xa, u"xa-committed"_s)
        .row(u"01"_s, OpKind::Rollback, out).row(u"01"_s, OpKind::Commit, out)
        .row(u"02"_s, OpKind::Rollback, in).row(u"02"_s, OpKind::Commit, in)
        .requested(u"prepare"_s).status(TransactionStatus::Prepared)
        .registered(u"01"_s, OpKind::Action, out).registered(u"02"_s, OpKind::Action, in)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Commit).call(u"02"_s, OpKind::Commit)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail workflowResumed()
{
    Story story(TransactionKind::Workflow, u"workflow-resumed"_s);
    story.row(u"01"_s, OpKind::Action, {}).row(u"02"_s, OpKind::Action, {}).row(u"03"_s, OpKind::Action, {});
    story.requested(u"prepare"_s).status(TransactionStatus::Prepared)
        .registered(u"01"_s, OpKind::Action, {}, Outcome::Succeeded)
        .registered(u"02"_s, OpKind::Action, {}, Outcome::Succeeded)
        .waits(10s, u"waits for the workflow's client"_s)
        .called({u"00"_s}, OpKind::Resume)
        .requested(u"prepare"_s)
        .registered(u"03"_s, OpKind::Action, u"account frozen"_s, Outcome::Rejected)
        .registered(u"02"_s, OpKind::Rollback, {}, Outcome::Succeeded)
        .requested(u"submit"_s).status(TransactionStatus::Failed, u"account frozen"_s);
    return story.answered({u"00"_s}, OpKind::Resume, Outcome::Succeeded, 200, 40ms).detail();
}

namespace {

Story at(const QString &gid)
{
    const QString one = u"http://127.0.0.1:56081/at"_s;
    const QString two = u"http://127.0.0.1:56082/at"_s;
    Story story(TransactionKind::At, gid);
    story.row(u"01"_s, OpKind::Rollback, one).row(u"01"_s, OpKind::Commit, one).row(u"02"_s, OpKind::Rollback, two).row(u"02"_s, OpKind::Commit, two);
    story.requested(u"prepare"_s).status(TransactionStatus::Prepared);
    story.registered(u"01"_s, OpKind::Action, one).locked(u"01"_s, u"account_info 2"_s);
    story.registered(u"02"_s, OpKind::Action, two).locked(u"02"_s, u"account_info 3"_s);
    return story;
}

} // namespace

TransactionDetail atCommitted()
{
    return at(u"at-committed"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Commit).call(u"02"_s, OpKind::Commit)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail atDirty()
{
    return at(u"at-dirty"_s)
        .requested(u"abort"_s).status(TransactionStatus::Aborting, u"amount 2"_s)
        .call(u"02"_s, OpKind::Rollback)
        .call(u"01"_s, OpKind::Rollback, Outcome::Rejected, 409, u"account_info 2 was changed"_s)
        .parked(u"01"_s, u"account_info 2 was changed"_s)
        .manual(u"lin"_s, u"force-rollback: agreed with the bank"_s)
        .call(u"01"_s, OpKind::Rollback, Outcome::Succeeded, 200, {}, 2)
        .status(TransactionStatus::Failed).detail();
}

TransactionDetail notifyDead(int attempts)
{
    Story story(TransactionKind::Notify, u"notify-dead"_s);
    story.row(u"01"_s, OpKind::Action, u"http://127.0.0.1:56081/topic_notifymsg"_s);
    story.requested(u"submit"_s).status(TransactionStatus::Submitted);
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        story.call(u"01"_s, OpKind::Action, Outcome::Unknown, 500, u"deaf"_s, attempt);
        if (attempt < attempts)
            story.waits(60s * attempt, u"waits to call the receiver 01 again"_s);
    }
    return story.parked(u"01"_s, u"delivery is given up"_s).detail();
}

QList<NamedStory> modeStories()
{
    return {{"tcc confirmed", tccConfirmed()}, {"tcc nested", tccNestedCancelled()}, {"tcc stuck", tccConfirmFails(7)},
            {"xa", xaCommitted()}, {"workflow", workflowResumed()}, {"at", atCommitted()}, {"at dirty", atDirty()}, {"notify", notifyDead(5)}};
}

} // namespace txdesk::test
