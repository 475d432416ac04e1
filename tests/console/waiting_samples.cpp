// SPDX-License-Identifier: Apache-2.0
#include "tests/console/waiting_samples.h"

#include "shared/engine/action_gate.h"

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

const QString bankOne = u"http://127.0.0.1:56081"_s;
const QString bankTwo = u"http://127.0.0.1:56082"_s;

JournalEvent &tell(TransactionDetail &detail, EventKind kind, const QString &branch = {})
{
    JournalEvent event;
    event.seq = detail.events.size() + 1;
    event.at = detail.snapshot.transaction.createdAt + Milliseconds{1000 * event.seq};
    event.kind = kind;
    event.branch = BranchId{branch};
    event.coordinator = u"node-a"_s;
    detail.events.append(event);
    return detail.events.last();
}

void tellCall(TransactionDetail &detail, const QString &branch, OpKind op, int attempt, Outcome outcome, int code, const QString &words = {})
{
    JournalEvent &call = tell(detail, EventKind::Called, branch);
    call.op = op;
    call.attempt = attempt;
    for (const BranchOp &row : detail.snapshot.ops)
        if (row.branch.value == branch && row.kind == op)
            call.text = row.url;
    JournalEvent &answer = tell(detail, EventKind::Answered, branch);
    answer.op = op;
    answer.attempt = attempt;
    answer.outcome = outcome;
    answer.statusCode = code;
    answer.took = Milliseconds{12};
    answer.text = words;
}

BranchOp waitingOp(const QString &branch, OpKind kind, const QString &url, OpStatus status = OpStatus::Prepared)
{
    BranchOp op;
    op.branch = BranchId{branch};
    op.kind = kind;
    op.status = status;
    op.url = url;
    return op;
}

void tellAt(Waiting story, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    t.kind = TransactionKind::At;
    const bool back = story != Waiting::AtPhaseOne && story != Waiting::AtCommitting;
    t.status = back ? TransactionStatus::Aborting : story == Waiting::AtCommitting ? TransactionStatus::Submitted : TransactionStatus::Prepared;
    for (const auto &[branch, bank] : {std::pair(u"01"_s, bankOne), std::pair(u"02"_s, bankTwo)}) {
        detail.snapshot.ops += {waitingOp(branch, OpKind::Rollback, bank + u"/at"_s), waitingOp(branch, OpKind::Commit, bank + u"/at"_s)};
        tell(detail, EventKind::Registered, branch).text = bank + u"/at"_s;
        tell(detail, EventKind::Locked, branch).text = branch == u"01"_s ? u"account_info 2"_s : u"account_info 3"_s;
    }
    t.nextDueAt = now + Milliseconds{18'000};
    if (story == Waiting::AtCommitting)
        tellCall(detail, u"01"_s, OpKind::Commit, 1, Outcome::Unknown, 500, u"database is away"_s);
    if (!back)
        return;
    tellCall(detail, u"02"_s, OpKind::Rollback, 1, Outcome::Succeeded, 200);
    detail.snapshot.ops[2].status = OpStatus::Succeeded;
    if (story == Waiting::AtRollingBack) {
        tellCall(detail, u"01"_s, OpKind::Rollback, 1, Outcome::Unknown, 500, u"database is away"_s);
        return;
    }
    tellCall(detail, u"01"_s, OpKind::Rollback, 1, Outcome::Rejected, 409, u"account_info 2 was changed"_s);
    t.lastError = u"account_info 2 was changed"_s;
    if (story == Waiting::Decided) {
        t.resolution = Resolution::Force;
        return;
    }
    if (story == Waiting::Kept) {
        JournalEvent &act = tell(detail, EventKind::ManualAct, u"01"_s);
        act.actor = u"lin"_s;
        act.text = u"accept-current: booked by hand"_s;
        tellCall(detail, u"01"_s, OpKind::Rollback, 2, Outcome::Succeeded, 200);
        detail.snapshot.ops[0].status = OpStatus::Succeeded;
        t.status = TransactionStatus::Failed;
        t.rolledBackAt = now;
        return;
    }
    detail.snapshot.ops[0].status = OpStatus::Dirty;
    tell(detail, EventKind::Parked, u"01"_s).text = u"account_info 2 was changed"_s;
    t.parked = Parked::Dirty;
    t.nextDueAt.reset();
}

void tellDelivery(Waiting story, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    const bool isMessage = story == Waiting::DeadLetter;
    t.kind = isMessage ? TransactionKind::Message : TransactionKind::Notify;
    t.status = story == Waiting::GivenUp ? TransactionStatus::Failed : TransactionStatus::Submitted;
    t.options.retryLadder = {Seconds{60}, Seconds{300}, Seconds{600}, Seconds{1800}};
    detail.snapshot.ops = {waitingOp(u"01"_s, OpKind::Action, bankOne + u"/topic_notifymsg"_s)};
    BranchOp &op = detail.snapshot.ops[0];
    op.failures = story == Waiting::Climbing ? 3 : 5;
    op.lastError = u"HTTP 500, the receiver is deaf"_s;
    for (int attempt = 1; attempt <= op.failures; ++attempt)
        tellCall(detail, u"01"_s, OpKind::Action, attempt, Outcome::Unknown, 500, u"the receiver is deaf"_s);
    t.lastError = u"the receiver is deaf"_s;
    t.failures = op.failures;
    if (story == Waiting::Climbing) {
        op.dueAt = now + Milliseconds{252'000};
        t.nextDueAt = op.dueAt;
        t.options.window = Seconds{3600};
        return;
    }
    op.status = OpStatus::Dead;
    if (story == Waiting::GivenUp) {
        t.rolledBackAt = now;
        return;
    }
    detail.snapshot.ops.append(waitingOp(u"02"_s, OpKind::Action, bankTwo + u"/topic_txmsg"_s, OpStatus::Succeeded));
    tell(detail, EventKind::Parked, u"01"_s).text = u"delivery is given up"_s;
    t.parked = Parked::DeadLetter;
}

void tellUnanswered(TransactionDetail &detail)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    t.kind = TransactionKind::Message;
    t.status = TransactionStatus::Prepared;
    t.queryPrepared = bankOne + u"/query"_s;
    t.options.checkMax = 2;
    t.attempts = 2;
    detail.snapshot.ops = {waitingOp(u"01"_s, OpKind::Action, bankTwo + u"/topic_txmsg"_s)};
    for (int attempt = 1; attempt <= 2; ++attempt)
        tellCall(detail, u"00"_s, OpKind::Query, attempt, Outcome::Unknown, 502, u"bad gateway"_s);
    tell(detail, EventKind::Parked).text = u"the sender never answered"_s;
    t.parked = Parked::Unanswered;
}

} // namespace

TransactionDetail waitingDetail(Waiting story, Instant now)
{
    TransactionDetail detail;
    GlobalTransaction &t = detail.snapshot.transaction;
    t.id = 6;
    t.gid = Gid{u"waits-BYhTXCVk"_s};
    t.createdAt = now - Milliseconds{120'000};
    t.updatedAt = now - Milliseconds{60'000};
    t.epoch = 7;
    detail.participants = {u"127.0.0.1:56081"_s, u"127.0.0.1:56082"_s};
    if (story <= Waiting::Kept)
        tellAt(story, detail, now);
    else if (story == Waiting::Unanswered)
        tellUnanswered(detail);
    else
        tellDelivery(story, detail, now);
    detail.actions = engine::gateAll(t, now);
    return detail;
}

console::UndoValue text(const QString &value) { return {console::UndoValue::Kind::Text, value}; }
console::UndoValue integer(const QString &digits) { return {console::UndoValue::Kind::Integer, digits}; }

console::UndoView undoOfTransfer(const QString &balanceNow)
{
    const auto row = [](const QString &balance) {
        return std::optional(console::UndoRow{integer(u"2"_s), text(u"Zhang San"_s), text(u"secret-1"_s), text(balance)});
    };
    const console::UndoItem item{.kind = u"update"_s,
                                 .table = u"account_info"_s,
                                 .key = {u"id"_s},
                                 .columns = {u"id"_s, u"account_name"_s, u"account_password"_s, u"account_balance"_s},
                                 .before = {row(u"1000"_s)},
                                 .after = {row(u"998"_s)},
                                 .now = {row(balanceNow)}};
    return {.branch = BranchId{u"01"_s}, .resource = u"sqlite:bank1"_s, .items = {item}};
}

LockHolder lockOf(const QString &gid, const QString &row, Instant since)
{
    return {.row = {.key = QByteArray(row.toUtf8()).leftJustified(32, 'k'), .resource = u"sqlite:bank1"_s, .table = u"account_info"_s, .row = row},
            .gid = Gid{gid},
            .branch = BranchId{u"01"_s},
            .since = since};
}

LockWait waitOf(const QString &waiter, const QString &holder, const QString &row, Instant since)
{
    return {.waiter = Gid{waiter}, .holder = Gid{holder}, .row = lockOf(holder, row, since).row, .waiterCreatedAt = since, .since = since,
            .until = since + Milliseconds{5000}, .coordinator = u"node-a"_s};
}

} // namespace txdesk::test
