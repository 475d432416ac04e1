// SPDX-License-Identifier: Apache-2.0
#include "tests/timeline/story_fixture.h"

namespace txdesk::test {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Story::Story(TransactionKind kind, QString gid)
{
    GlobalTransaction &transaction = m_detail.snapshot.transaction;
    transaction.kind = kind;
    transaction.gid.value = std::move(gid);
    transaction.createdAt = m_now;
    transaction.owner = u"node-1"_s;
    if (kind == TransactionKind::Message)
        transaction.queryPrepared = u"http://127.0.0.1:8080/api/QueryPrepared"_s;
    if (kind == TransactionKind::Workflow) {
        transaction.queryPrepared = u"http://127.0.0.1:8080/api/workflow"_s;
        transaction.custom.workflowName = u"transfer"_s;
    }
}

JournalEvent &Story::append(EventKind kind)
{
    JournalEvent event;
    event.seq = m_detail.events.size() + 1;
    event.at = m_now;
    event.kind = kind;
    event.coordinator = u"node-1"_s;
    m_detail.events.append(event);
    m_detail.snapshot.transaction.lastSeq = event.seq;
    return m_detail.events.last();
}

QString Story::urlOf(const QString &branch, OpKind op) const
{
    if (op == OpKind::Query || op == OpKind::Resume)
        return m_detail.snapshot.transaction.queryPrepared;
    for (const BranchOp &row : m_detail.snapshot.ops)
        if (row.branch.value == branch && row.kind == op)
            return row.url;
    return {};
}

Story &Story::step(const QString &branch, const QString &participant, const QString &action)
{
    const QString url = u"http://"_s + participant + u"/api/"_s + action;
    if (m_detail.snapshot.transaction.kind == TransactionKind::Saga)
        m_detail.snapshot.ops.append({.branch = {branch}, .kind = OpKind::Compensate, .url = url + u"Revert"_s, .createdAt = m_now});
    m_detail.snapshot.ops.append({.branch = {branch}, .kind = OpKind::Action, .url = url, .createdAt = m_now});
    return *this;
}

Story &Story::row(const QString &branch, OpKind op, const QString &url)
{
    m_detail.snapshot.ops.append({.branch = {branch}, .kind = op, .url = url, .createdAt = m_now});
    return *this;
}

Story &Story::registered(const QString &branch, OpKind op, const QString &text, std::optional<Outcome> outcome)
{
    after(std::chrono::milliseconds(4));
    JournalEvent &event = append(EventKind::Registered);
    event.branch.value = branch;
    event.op = op;
    event.outcome = outcome;
    event.text = text;
    return *this;
}

Story &Story::after(Milliseconds passed)
{
    m_now += passed;
    return *this;
}

Story &Story::requested(const QString &verb)
{
    append(EventKind::Requested).text = verb;
    return *this;
}

Story &Story::status(TransactionStatus to, const QString &reason)
{
    after(2ms);
    JournalEvent &event = append(EventKind::StatusChanged);
    GlobalTransaction &transaction = m_detail.snapshot.transaction;
    if (m_detail.events.size() > 2)
        event.from = transaction.status;
    event.to = to;
    event.text = reason;
    transaction.status = to;
    return *this;
}

Story &Story::called(const QString &branch, OpKind op, int attempt)
{
    after(3ms);
    JournalEvent &event = append(EventKind::Called);
    event.branch.value = branch;
    event.op = op;
    event.attempt = attempt;
    event.text = urlOf(branch, op);
    return *this;
}

Story &Story::answered(const QString &branch, OpKind op, Outcome outcome, int code, Milliseconds took, const QString &text,
                       BarrierNote barrier, int attempt)
{
    after(took);
    JournalEvent &event = append(EventKind::Answered);
    event.branch.value = branch;
    event.op = op;
    event.attempt = attempt;
    event.outcome = outcome;
    event.statusCode = code;
    event.took = took;
    event.text = text;
    event.barrier = barrier;
    return *this;
}

Story &Story::call(const QString &branch, OpKind op, Outcome outcome, int code, const QString &text, int attempt)
{
    return called(branch, op, attempt).answered(branch, op, outcome, code, 23ms, text, BarrierNote::None, attempt);
}

Story &Story::waits(Milliseconds wait, const QString &why)
{
    JournalEvent &event = append(EventKind::Scheduled);
    event.until = m_now + wait;
    event.text = why;
    m_detail.snapshot.transaction.nextDueAt = event.until;
    return after(wait);
}

Story &Story::restarted(Milliseconds down)
{
    after(down);
    append(EventKind::Recovered).text = u"lease expired"_s;
    return *this;
}

Story &Story::locked(const QString &branch, const QString &rows)
{
    JournalEvent &event = append(EventKind::Locked);
    event.branch.value = branch;
    event.text = rows;
    return *this;
}

Story &Story::parked(const QString &branch, const QString &why)
{
    JournalEvent &event = append(EventKind::Parked);
    event.branch.value = branch;
    event.text = why;
    return *this;
}

Story &Story::manual(const QString &actor, const QString &text)
{
    JournalEvent &event = append(EventKind::ManualAct);
    event.actor = actor;
    event.text = text;
    return *this;
}

Story &Story::plan(const QString &branch, OpKind op, std::optional<Milliseconds> in, bool certain)
{
    PlannedCall call;
    call.branch.value = branch;
    call.op = op;
    call.url = urlOf(branch, op);
    call.why = u"next action"_s;
    if (in)
        call.at = m_now + *in;
    call.certain = certain;
    m_detail.planned.append(call);
    return *this;
}

namespace {

Story bank(const QString &gid)
{
    Story story(TransactionKind::Saga, gid);
    story.step(u"01"_s, u"127.0.0.1:8081"_s, u"TransOut"_s).step(u"02"_s, u"127.0.0.1:8082"_s, u"TransIn"_s);
    return story;
}

} // namespace

TransactionDetail sagaSuccess()
{
    return bank(u"saga-success"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action).call(u"02"_s, OpKind::Action)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail sagaFailure()
{
    return bank(u"saga-failure"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action)
        .call(u"02"_s, OpKind::Action, Outcome::Rejected, 409, u"account frozen"_s)
        .status(TransactionStatus::Aborting, u"url:http://127.0.0.1:8082/api/TransIn return failed: account frozen FAILURE"_s)
        .call(u"02"_s, OpKind::Compensate).call(u"01"_s, OpKind::Compensate)
        .status(TransactionStatus::Failed).detail();
}

TransactionDetail sagaRetries(int attempts)
{
    Story story = bank(u"saga-retries"_s);
    story.requested(u"submit"_s).status(TransactionStatus::Submitted).call(u"01"_s, OpKind::Action);
    Milliseconds wait = 10s;
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        story.call(u"02"_s, OpKind::Action, Outcome::Unknown, 500, u"lock wait timeout exceeded"_s, attempt);
        story.waits(wait, u"waits to call the action of 02 again"_s);
        wait = std::min<Milliseconds>(wait * 2, 160s);
    }
    story.call(u"02"_s, OpKind::Action, Outcome::Unknown, 0, u"connection refused"_s, attempts + 1);
    story.waits(wait, u"waits to call the action of 02 again"_s).after(-wait + 12s);
    return story.plan(u"02"_s, OpKind::Action, wait - 12s).plan(u"02"_s, OpKind::Compensate, std::nullopt, false).detail();
}

TransactionDetail messageCrash()
{
    return Story(TransactionKind::Message, u"msg-crash"_s)
        .step(u"01"_s, u"127.0.0.1:8082"_s, u"TransIn"_s)
        .requested(u"prepare"_s).status(TransactionStatus::Prepared)
        .waits(35s, u"waits for the client's submit or abort"_s)
        .call({}, OpKind::Query)
        .status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail coordinatorCrash()
{
    return bank(u"tm-crash"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action).called(u"02"_s, OpKind::Action)
        .restarted(14s)
        .called(u"02"_s, OpKind::Action, 2)
        .answered(u"02"_s, OpKind::Action, Outcome::Succeeded, 200, 9ms, {}, BarrierNote::Duplicate, 2)
        .status(TransactionStatus::Succeeded).detail();
}

TransactionDetail concurrentSaga()
{
    Story story(TransactionKind::Saga, u"concurrent"_s);
    for (int i = 1; i <= 4; ++i)
        story.step(u"0%1"_s.arg(i), u"127.0.0.1:808%1"_s.arg(i == 4 ? 1 : i), u"Reserve%1"_s.arg(QChar(u'A' + i - 1)));
    story.requested(u"submit"_s).status(TransactionStatus::Submitted);
    for (const QString &branch : {u"01"_s, u"02"_s, u"03"_s, u"04"_s})
        story.called(branch, OpKind::Action);
    story.answered(u"02"_s, OpKind::Action, Outcome::Succeeded, 200, 31ms)
        .answered(u"04"_s, OpKind::Action, Outcome::Ongoing, 425, 12ms)
        .answered(u"01"_s, OpKind::Action, Outcome::Succeeded, 200, 8ms)
        .answered(u"03"_s, OpKind::Action, Outcome::Rejected, 409, 40ms, u"out of stock"_s)
        .status(TransactionStatus::Aborting, u"url:http://127.0.0.1:8083/api/ReserveC return failed: out of stock FAILURE"_s);
    for (const QString &branch : {u"03"_s, u"04"_s, u"02"_s, u"01"_s})
        story.call(branch, OpKind::Compensate);
    return story.status(TransactionStatus::Failed).detail();
}

TransactionDetail barrierNotes()
{
    return bank(u"barriers"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action)
        .called(u"02"_s, OpKind::Action)
        .answered(u"02"_s, OpKind::Action, Outcome::Unknown, 0, 3000ms, u"no answer within 3.0 s"_s)
        .manual(u"lin"_s, u"abort: customer cancelled the order"_s)
        .status(TransactionStatus::Aborting, u"asked by lin"_s)
        .called(u"02"_s, OpKind::Compensate)
        .answered(u"02"_s, OpKind::Compensate, Outcome::Succeeded, 200, 11ms, {}, BarrierNote::Empty)
        .call(u"01"_s, OpKind::Compensate)
        .status(TransactionStatus::Failed).detail();
}

TransactionDetail longSaga(int calls)
{
    Story story = bank(u"long"_s);
    story.requested(u"submit"_s).status(TransactionStatus::Submitted);
    for (int i = 0; i < calls; ++i)
        story.call(i % 2 == 0 ? u"01"_s : u"02"_s, OpKind::Action, i % 7 == 0 ? Outcome::Unknown : Outcome::Succeeded,
                   i % 7 == 0 ? 500 : 200, u"error of call %1"_s.arg(i), i / 2 + 1);
    return story.detail();
}

TransactionDetail wideSaga(int participants)
{
    constexpr int failing = 20;
    Story story(TransactionKind::Saga, u"wide"_s);
    const auto branch = [](int i) { return u"%1"_s.arg(i, 2, 10, '0'_L1); };
    for (int i = 1; i <= participants; ++i)
        story.step(branch(i), u"127.0.0.1:%1"_s.arg(8100 + i), u"Reserve%1"_s.arg(i));
    story.requested(u"submit"_s).status(TransactionStatus::Submitted);
    for (int i = 1; i <= participants; ++i)
        story.call(branch(i), OpKind::Action, i >= failing && i % failing == 0 ? Outcome::Unknown : Outcome::Succeeded, i % failing == 0 ? 500 : 200,
                   i % failing == 0 ? u"disk full"_s : QString());
    return story.detail();
}

TransactionDetail lateArrival()
{
    return bank(u"late"_s)
        .requested(u"submit"_s).status(TransactionStatus::Submitted)
        .call(u"01"_s, OpKind::Action)
        .called(u"02"_s, OpKind::Action)
        .status(TransactionStatus::Aborting, u"Timeout after 5 seconds"_s)
        .called(u"02"_s, OpKind::Compensate)
        .answered(u"02"_s, OpKind::Compensate, Outcome::Succeeded, 200, 11ms, {}, BarrierNote::Empty)
        .answered(u"02"_s, OpKind::Action, Outcome::Succeeded, 200, 5200ms, {}, BarrierNote::Late)
        .call(u"01"_s, OpKind::Compensate)
        .status(TransactionStatus::Failed).detail();
}

QList<NamedStory> allStories()
{
    return {{"success", sagaSuccess()}, {"failure", sagaFailure()}, {"retries", sagaRetries(7)}, {"message crash", messageCrash()},
            {"coordinator crash", coordinatorCrash()}, {"concurrent", concurrentSaga()}, {"barriers", barrierNotes()},
            {"late arrival", lateArrival()}};
}

} // namespace txdesk::test
