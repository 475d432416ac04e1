// SPDX-License-Identifier: Apache-2.0
#include "tests/console/samples.h"

#include "shared/engine/action_gate.h"

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr Instant firstCreated = fromMs(1'795'240'000'000);

// Writes a journal line by line, a second apart.
class JournalWriter
{
public:
    explicit JournalWriter(Instant at) : m_at(at) {}

    JournalEvent &add(EventKind kind)
    {
        JournalEvent event;
        event.seq = m_events.size() + 1;
        event.at = m_at;
        event.kind = kind;
        event.coordinator = u"node-a"_s;
        m_at += Milliseconds{1000};
        m_events.append(event);
        return m_events.last();
    }

    void call(const QString &branch, OpKind op, int attempt)
    {
        JournalEvent &event = add(EventKind::Called);
        event.branch = BranchId{branch};
        event.op = op;
        event.attempt = attempt;
        event.text = op == OpKind::Resume ? u"http://127.0.0.1:8090/workflow"_s : u"http://127.0.0.1:8082/TransIn"_s;
    }

    void answer(const QString &branch, OpKind op, int attempt, Outcome outcome, int code, const QString &text = {})
    {
        call(branch, op, attempt);
        JournalEvent &event = add(EventKind::Answered);
        event.branch = BranchId{branch};
        event.op = op;
        event.attempt = attempt;
        event.outcome = outcome;
        event.statusCode = code;
        event.took = Milliseconds{82};
        event.text = text;
    }

    [[nodiscard]] QList<JournalEvent> take() { return std::move(m_events); }

private:
    Instant m_at;
    QList<JournalEvent> m_events;
};

BranchOp op(const QString &branch, OpKind kind, OpStatus status, const QString &url)
{
    BranchOp op;
    op.branch = BranchId{branch};
    op.kind = kind;
    op.status = status;
    op.url = url;
    op.payload = R"({"amount":30,"token":"sk_live_4242424242"})";
    return op;
}

QList<BranchOp> sagaOps(OpStatus first, OpStatus second, OpStatus firstUndo, OpStatus secondUndo)
{
    return {op(u"01"_s, OpKind::Compensate, firstUndo, u"http://127.0.0.1:8081/TransOutRevert"_s),
            op(u"01"_s, OpKind::Action, first, u"http://127.0.0.1:8081/TransOut"_s),
            op(u"02"_s, OpKind::Compensate, secondUndo, u"http://127.0.0.1:8082/TransInRevert"_s),
            op(u"02"_s, OpKind::Action, second, u"http://127.0.0.1:8082/TransIn"_s)};
}

void tellSaga(Story story, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    JournalWriter journal(now - Milliseconds{60'000});
    const OpStatus no = OpStatus::Prepared, yes = OpStatus::Succeeded, bad = OpStatus::Failed;
    const QString lockWait = u"lock wait timeout exceeded (token=abcdef0123456789)"_s;
    const auto ops = [&detail](OpStatus a, OpStatus b, OpStatus c, OpStatus d) {
        detail.snapshot.ops = sagaOps(a, b, c, d);
    };
    ops(yes, no, no, no);
    journal.answer(u"01"_s, OpKind::Action, 1, Outcome::Succeeded, 200);
    switch (story) {
    case Story::Succeeded:
        ops(yes, yes, no, no);
        journal.answer(u"02"_s, OpKind::Action, 1, Outcome::Succeeded, 200);
        t.status = TransactionStatus::Succeeded;
        t.succeededAt = t.updatedAt;
        break;
    case Story::StuckRollback:
        ops(yes, bad, no, yes);
        journal.answer(u"02"_s, OpKind::Action, 1, Outcome::Rejected, 409, u"account frozen"_s);
        journal.answer(u"02"_s, OpKind::Compensate, 1, Outcome::Succeeded, 200);
        for (int attempt = 1; attempt <= 7; ++attempt)
            journal.answer(u"01"_s, OpKind::Compensate, attempt, Outcome::Unknown, 500, lockWait);
        t.status = TransactionStatus::Aborting;
        t.failures = 7;
        t.lastError = lockWait;
        t.rollbackReason = u"account frozen"_s;
        t.nextDueAt = now + Milliseconds{252'000};
        break;
    case Story::RolledBack:
        ops(yes, bad, yes, yes);
        journal.answer(u"02"_s, OpKind::Action, 1, Outcome::Rejected, 409, u"account frozen"_s);
        t.status = TransactionStatus::Failed;
        t.rolledBackAt = t.updatedAt;
        t.rollbackReason = u"account frozen"_s;
        break;
    case Story::Forced: {
        t.status = TransactionStatus::Failed;
        t.forced = true;
        JournalEvent &act = journal.add(EventKind::ManualAct);
        act.actor = u"lin"_s;
        break;
    }
    case Story::Retrying:
    case Story::Overdue:
    case Story::Unreachable:
        journal.answer(u"02"_s, OpKind::Action, 1, Outcome::Unknown, story == Story::Unreachable ? 0 : 500, lockWait);
        t.failures = 1;
        t.lastError = lockWait;
        t.nextDueAt = story == Story::Overdue ? now - Milliseconds{95'000} : now + Milliseconds{18'000};
        break;
    case Story::Ongoing:
        journal.answer(u"02"_s, OpKind::Action, 1, Outcome::Ongoing, 425);
        t.nextDueAt = now + Milliseconds{10'000};
        break;
    case Story::Calling: journal.call(u"02"_s, OpKind::Action, 1); break;
    case Story::Waiting: t.nextDueAt = now + Milliseconds{30'000}; break;
    case Story::Paused: t.paused = true; break;
    default: break; // of other kinds
    }
    detail.events = journal.take();
}

void tellMessage(Story story, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    t.kind = TransactionKind::Message;
    t.status = story == Story::MessageDropped ? TransactionStatus::Failed : TransactionStatus::Prepared;
    t.queryPrepared = u"http://127.0.0.1:8090/QueryPrepared"_s;
    detail.snapshot.ops = {op(u"01"_s, OpKind::Action, OpStatus::Prepared, u"http://127.0.0.1:8082/TransIn"_s)};
    JournalWriter journal(now - Milliseconds{60'000});
    journal.add(EventKind::Requested).text = u"prepare"_s;
    if (story == Story::MessageUnanswered)
        journal.answer(u"00"_s, OpKind::Query, 1, Outcome::Unknown, 502, u"bad gateway"_s);
    if (story != Story::MessageDropped)
        t.nextDueAt = now + Milliseconds{18'000};
    detail.events = journal.take();
}

void register_(JournalWriter &journal, const QString &branch, OpKind op, const QString &text, std::optional<Outcome> outcome = {})
{
    JournalEvent &event = journal.add(EventKind::Registered);
    event.branch = BranchId{branch};
    event.op = op;
    event.text = text;
    event.outcome = outcome;
}

// Two registered branches; the second one's phase 2 gets into trouble.
void tellTwoPhase(Story story, TransactionDetail &detail, Instant now)
{
    const bool xa = story == Story::XaPrepared || story == Story::XaCommitting || story == Story::XaRollingBack;
    const bool back = story == Story::TccCancelling || story == Story::XaRollingBack;
    const bool trying = story == Story::TccTrying || story == Story::XaPrepared;
    const OpKind finish = xa ? OpKind::Commit : OpKind::Confirm;
    const OpKind undo = xa ? OpKind::Rollback : OpKind::Cancel;
    GlobalTransaction &t = detail.snapshot.transaction;
    t.kind = xa ? TransactionKind::Xa : TransactionKind::Tcc;
    t.status = trying ? TransactionStatus::Prepared : back ? TransactionStatus::Aborting : TransactionStatus::Submitted;
    JournalWriter journal(now - Milliseconds{60'000});
    journal.add(EventKind::Requested).text = u"prepare"_s;
    for (const QString &branch : {u"01"_s, u"02"_s}) {
        const QString url = u"http://127.0.0.1:808%1/Trans"_s.arg(branch.last(1));
        const OpStatus done = story == Story::TccDone ? OpStatus::Succeeded : OpStatus::Prepared;
        detail.snapshot.ops += {op(branch, undo, OpStatus::Prepared, url + u"Undo"_s), op(branch, finish, done, url + u"Do"_s)};
        register_(journal, branch, xa ? OpKind::Action : OpKind::Try, url + u"Do"_s);
    }
    t.nextDueAt = now + Milliseconds{18'000};
    if (story == Story::TccDone) {
        t.status = TransactionStatus::Succeeded;
        t.succeededAt = t.updatedAt;
        t.nextDueAt.reset();
    } else if (!trying) {
        journal.answer(u"02"_s, back ? undo : finish, 1, Outcome::Unknown, xa ? 0 : 500, u"disk full"_s);
        t.failures = 1;
    }
    detail.events = journal.take();
}

void tellWorkflow(Story story, TransactionDetail &detail, Instant now)
{
    GlobalTransaction &t = detail.snapshot.transaction;
    t.kind = TransactionKind::Workflow;
    t.status = story == Story::WorkflowFailed ? TransactionStatus::Failed : TransactionStatus::Prepared;
    t.queryPrepared = u"http://127.0.0.1:8090/workflow"_s;
    t.custom.workflowName = u"transfer"_s;
    t.custom.workflowData = R"({"amount":30})";
    detail.snapshot.ops = {op(u"01"_s, OpKind::Action, OpStatus::Succeeded, {}), op(u"02"_s, OpKind::Action, OpStatus::Failed, {}),
                           op(u"01"_s, OpKind::Rollback, OpStatus::Succeeded, {})};
    if (story != Story::WorkflowFailed)
        detail.snapshot.ops.resize(1);
    JournalWriter journal(now - Milliseconds{60'000});
    journal.add(EventKind::Requested).text = u"prepare"_s;
    register_(journal, u"01"_s, OpKind::Action, {}, Outcome::Succeeded);
    if (story == Story::WorkflowFailed) {
        register_(journal, u"02"_s, OpKind::Action, u"account frozen"_s, Outcome::Rejected);
        t.rollbackReason = u"account frozen"_s;
        t.rolledBackAt = t.updatedAt;
    } else {
        t.nextDueAt = now + Milliseconds{18'000};
    }
    if (story == Story::WorkflowTwice)
        journal.answer(u"00"_s, OpKind::Resume, 1, Outcome::Unknown, 500, u"storage: UniqueKeyConflict"_s);
    if (story == Story::WorkflowSilent)
        journal.answer(u"00"_s, OpKind::Resume, 1, Outcome::Unknown, 0, u"connection refused"_s);
    if (story == Story::WorkflowOngoing)
        journal.answer(u"00"_s, OpKind::Resume, 1, Outcome::Ongoing, 425);
    detail.events = journal.take();
}

void tell(Story story, TransactionDetail &detail, Instant now)
{
    if (story >= Story::WorkflowRunning)
        tellWorkflow(story, detail, now);
    else if (story >= Story::TccTrying)
        tellTwoPhase(story, detail, now);
    else if (story >= Story::MessagePrepared)
        tellMessage(story, detail, now);
    else
        tellSaga(story, detail, now);
}

} // namespace

TransactionRow sampleRow(int number, TransactionStatus status)
{
    TransactionRow row;
    row.transaction.id = number;
    row.transaction.gid = Gid{u"gid%1"_s.arg(number, 5, 10, QLatin1Char('0'))};
    row.transaction.status = status;
    row.transaction.createdAt = firstCreated + Milliseconds{number * 1000};
    row.transaction.updatedAt = row.transaction.createdAt;
    row.transaction.epoch = 1;
    row.participants = {u"127.0.0.1:8081"_s, u"127.0.0.1:8082"_s};
    return row;
}

QList<TransactionRow> sampleRows(int count)
{
    QList<TransactionRow> rows;
    for (int number = count; number > 0; --number)
        rows.append(sampleRow(number));
    return rows;
}

TransactionDetail sampleDetail(Story story, Instant now)
{
    TransactionDetail detail;
    GlobalTransaction &t = detail.snapshot.transaction;
    t.id = 5;
    t.gid = Gid{u"hqL8CUsXh7YaUzBYhTXCVk"_s};
    t.status = TransactionStatus::Submitted;
    t.createdAt = now - Milliseconds{120'000};
    t.updatedAt = now - Milliseconds{60'000};
    t.attempts = 9;
    t.epoch = 12;
    detail.participants = {u"127.0.0.1:8081"_s, u"127.0.0.1:8082"_s};
    tell(story, detail, now);
    detail.actions = engine::gateAll(t, now);
    detail.planned = engine::plannedCalls(detail.snapshot, {}, now);
    return detail;
}

} // namespace txdesk::test
