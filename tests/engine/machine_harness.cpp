// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/machine_harness.h"

namespace txdesk::test {

using namespace Qt::StringLiterals;
using namespace engine;

namespace {

QString replyWord(const Reply &reply)
{
    switch (reply.kind) {
    case Reply::Kind::Success:
        if (!reply.branch.value.isEmpty())
            return u"ok="_s + reply.branch.value;
        return reply.message.isEmpty() ? u"ok"_s : u"ok(%1)"_s.arg(reply.message);
    case Reply::Kind::Failure: return u"fail(%1)"_s.arg(reply.message);
    case Reply::Kind::Ongoing: return u"ongoing(%1)"_s.arg(reply.message);
    case Reply::Kind::Error: return u"error(%1)"_s.arg(reply.message);
    case Reply::Kind::Moved: return u"moved"_s;
    case Reply::Kind::Denied: return u"denied(%1)"_s.arg(reply.message);
    case Reply::Kind::NotFound: return u"not-found"_s;
    case Reply::Kind::Busy: return u"busy"_s;
    case Reply::Kind::Locked: return u"locked(%1)"_s.arg(reply.holders.value(0).gid.value);
    case Reply::Kind::AuditUnavailable: return u"unaudited"_s;
    }
    return {};
}

QString callWord(const Call &call)
{
    switch (call.op) {
    case OpKind::Query: return u"q"_s;
    case OpKind::Resume: return u"wake"_s;
    case OpKind::Compensate: return u"c"_s + call.branch.value;
    case OpKind::Action: return call.branch.value;
    case OpKind::Rollback:
        if (!call.opText.isEmpty())
            return call.opText + call.branch.value;
        break;
    case OpKind::Try:
    case OpKind::Confirm:
    case OpKind::Cancel:
    case OpKind::Commit:
    case OpKind::Business: break;
    }
    return nameIn(opKindNames, call.op) + call.branch.value;
}

QList<Step> steps(int count)
{
    QList<Step> list;
    for (int i = 1; i <= count; ++i)
        list.append({u"http://p/a%1"_s.arg(i), u"http://p/c%1"_s.arg(i), "{}"});
    return list;
}

} // namespace

TransactionSnapshot saga(int stepCount)
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = {u"g"_s};
    snapshot.transaction.protocol = u"http"_s;
    snapshot.ops = sagaOps(steps(stepCount), {});
    return snapshot;
}

TransactionSnapshot message(int stepCount)
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = {u"g"_s};
    snapshot.transaction.kind = TransactionKind::Message;
    snapshot.transaction.queryPrepared = u"http://p/query"_s;
    snapshot.ops = *messageOps(steps(stepCount), {}, [](const QString &) { return QStringList(); });
    return snapshot;
}

static TransactionSnapshot registering(TransactionKind kind)
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = {u"g"_s};
    snapshot.transaction.protocol = u"http"_s;
    snapshot.transaction.kind = kind;
    return snapshot;
}

TransactionSnapshot tcc() { return registering(TransactionKind::Tcc); }
TransactionSnapshot xa() { return registering(TransactionKind::Xa); }
TransactionSnapshot at() { return registering(TransactionKind::At); }

TransactionSnapshot notification(int receivers)
{
    TransactionSnapshot snapshot = message(receivers);
    snapshot.transaction.kind = TransactionKind::Notify;
    return snapshot;
}

TransactionSnapshot workflow()
{
    TransactionSnapshot snapshot = registering(TransactionKind::Workflow);
    snapshot.transaction.queryPrepared = u"http://p/wake"_s;
    snapshot.transaction.custom.workflowName = u"order"_s;
    snapshot.transaction.custom.workflowData = "data";
    return snapshot;
}

MachineHarness::MachineHarness(TransactionSnapshot wantedTransaction) : wanted(std::move(wantedTransaction))
{
    settings.coordinator = u"node-1"_s;
    m_machine = std::make_unique<TransactionMachine>(wanted.transaction.gid, settings);
}

QString MachineHarness::rowStatus() const
{
    return row ? QString(nameIn(transactionStatusNames, row->transaction.status)) : u"none"_s;
}

QString MachineHarness::opStatuses() const
{
    QStringList words;
    if (row)
        for (const BranchOp &op : row->ops)
            words.append(nameIn(opStatusNames, op.status));
    return words.join(u',');
}

QString MachineHarness::play(const QString &script)
{
    m_trace.clear();
    for (const QString &word : script.split(u' ', Qt::SkipEmptyParts))
        playWord(word);
    return m_trace.join(u' ');
}

void MachineHarness::playWord(const QString &word)
{
    const bool understood = playRequest(word) || playBranch(word) || playEnd(word) || playAt(word) || playManual(word) || playStore(word) || playTime(word) || playAnswer(word);
    if (!understood)
        m_trace.append(u"[no such call: %1]"_s.arg(word));
}

bool MachineHarness::playRequest(const QString &word)
{
    if (word == "submit"_L1 || word == "submit-wait"_L1) {
        TransactionSnapshot asked = wanted;
        asked.transaction.options.waitResult = word == "submit-wait"_L1;
        send(SubmitRequest{++m_lastRequest, asked});
    } else if (word == "prepare"_L1) {
        send(PrepareRequest{++m_lastRequest, wanted});
    } else if (word == "progress"_L1) {
        send(PrepareRequest{++m_lastRequest, wanted, true});
    } else if (word == "abort"_L1 || word == "abort-wait"_L1) {
        const QString kind = abortKind.isEmpty() ? QString(nameIn(transactionKindNames, wanted.transaction.kind)) : abortKind;
        send(AbortRequest{++m_lastRequest, kind, u"changed my mind"_s, word == "abort-wait"_L1});
    } else if (word == "flush"_L1) {
        send(FlushRequest{++m_lastRequest});
    } else {
        return false;
    }
    return true;
}

// A branch joins: its id is what follows the verb.
bool MachineHarness::playBranch(const QString &word)
{
    const bool registers = word.startsWith("reg"_L1);
    if (!registers && !word.startsWith("step"_L1))
        return false;
    const bool marked = word.endsWith(u'!') || word.endsWith(u'+');
    const bool bad = word.endsWith(u'!');
    const QString digits = word.sliced(registers ? 3 : 4).chopped(marked ? 1 : 0);
    const BranchId branch{digits};
    const QString base = bad ? u"http://other/"_s : u"http://p/"_s;
    const TransactionKind kind = wanted.transaction.kind;
    const TransactionKind asked = !registers ? TransactionKind::Workflow : kind == TransactionKind::Xa ? kind : TransactionKind::Tcc;
    RegisterRequest request{++m_lastRequest, asked, {}};
    if (!registers)
        request.ops = {workflowOp(branch, OpKind::Action, bad ? OpStatus::Failed : OpStatus::Succeeded, "answer", now)};
    else if (kind == TransactionKind::Xa)
        request.ops = xaOps(branch, base + digits, now);
    else
        request.ops = tccOps(branch, base + u"confirm"_s + digits, base + u"cancel"_s + digits, "{}", now);
    send(std::move(request));
    return true;
}

// A workflow's client says how it ended.
bool MachineHarness::playEnd(const QString &word)
{
    if (word.size() != 4 || !word.startsWith("end"_L1))
        return false;
    WorkflowEnd end{.status = TransactionStatus::Succeeded, .rollbackReason = {}, .result = u"cmVzdWx0"_s};
    if (word.back() == u'!')
        end = {.status = TransactionStatus::Failed, .rollbackReason = u"no money"_s, .result = {}};
    else if (word.back() == u'?')
        end = {};
    TransactionSnapshot asked;
    asked.transaction.gid = wanted.transaction.gid;
    asked.transaction.kind = TransactionKind::Workflow;
    send(SubmitRequest{++m_lastRequest, std::move(asked), std::move(end)});
    return true;
}

bool MachineHarness::playManual(const QString &word)
{
    static const QMap<QString, Action> verbs{{u"retry"_s, Action::Retry}, {u"turn"_s, Action::Abort}, {u"stop"_s, Action::ForceStop},
                                             {u"pause"_s, Action::Pause}, {u"resume"_s, Action::Resume},
                                             {u"say-yes"_s, Action::Submit}, {u"force"_s, Action::ForceRollback}, {u"accept"_s, Action::AcceptCurrent},
                                             {u"skip"_s, Action::Skip}, {u"mark"_s, Action::MarkFailed}};
    const auto verb = verbs.constFind(word.section(u'/', 0, 0));
    if (verb == verbs.cend())
        return false;
    ActionRequest request = act;
    request.branch = {word.section(u'/', 1)};
    request.action = *verb;
    if (row && act.expectedEpoch == -1) { // as it is now
        request.expectedEpoch = row->transaction.epoch;
        request.expectedStatus = row->transaction.status;
    }
    send(ManualRequest{++m_lastRequest, request});
    return true;
}

bool MachineHarness::playStore(const QString &word)
{
    if (word == "hold"_L1) {
        m_hold = true;
    } else if (word == "release"_L1) {
        m_hold = false;
        for (const TransactionWrite &write : std::exchange(m_held, {}))
            send(storeAnswer(write, Fate::Done));
    } else if (word == "hold-load"_L1) {
        m_holdLoads = true;
    } else if (word == "release-load"_L1) {
        m_holdLoads = false;
        for (const Load &load : std::exchange(m_heldLoads, {}))
            send(loadAnswer(load));
    } else if (word == "lose-all"_L1) {
        m_nextFate = m_usualFate = Fate::Lost;
    } else if (word == "refuse"_L1) {
        m_nextFate = Fate::Refused;
    } else if (word == "unaudited"_L1) {
        m_nextFate = Fate::Unaudited;
    } else if (word == "lose"_L1) {
        m_nextFate = Fate::Lost;
    } else if (word == "unknown"_L1) {
        m_nextFate = Fate::DoneButUnknown;
    } else if (word == "crash"_L1) {
        crash();
    } else if (word == "lapse"_L1) {
        send(LeaseLapsed{});
    } else {
        return false;
    }
    return true;
}

bool MachineHarness::playTime(const QString &word)
{
    if (word.endsWith("ms"_L1))
        pass(Milliseconds{word.chopped(2).toInt()});
    else if (word.endsWith(u's') && word[0].isDigit())
        pass(Seconds{word.chopped(1).toInt()});
    else
        return false;
    return true;
}

bool MachineHarness::playAnswer(const QString &word)
{
    static const QMap<QChar, std::pair<Outcome, int>> outcomes{{u'+', {Outcome::Succeeded, 200}}, {u'!', {Outcome::Rejected, 409}},
                                                               {u'~', {Outcome::Ongoing, 425}}, {u'?', {Outcome::Unknown, 500}}};
    const QString op = word.chopped(1);
    for (qsizetype i = 0; i < calls.size(); ++i) {
        if (callWord(calls[i]) != op || !outcomes.contains(word.back()))
            continue;
        const auto [outcome, status] = outcomes.value(word.back());
        const CallId call = calls.takeAt(i).call;
        send(CallAnswered{.call = call, .outcome = outcome, .statusCode = status, .took = Milliseconds{5}, .text = answerText});
        return true;
    }
    return false;
}

void MachineHarness::send(Event event)
{
    Effects effects;
    m_machine->handle(std::move(event), now, 0.5, effects);
    take(std::move(effects));
    if (m_answers.isEmpty())
        return settle();
    Event answer = m_answers.takeFirst();
    send(std::move(answer));
}

void MachineHarness::take(Effects &&effects)
{
    for (Effect &effect : effects) {
        if (auto *write = std::get_if<Write>(&effect)) {
            takeWrite(std::move(write->change));
        } else if (auto *load = std::get_if<Load>(&effect)) {
            takeLoad(*load);
        } else if (auto *call = std::get_if<Call>(&effect)) {
            m_trace.append(u"call "_s + callWord(*call));
            calls.append(*call);
            allCalls.append(*call);
        } else if (auto *timer = std::get_if<SetTimer>(&effect)) {
            m_timer = timer->at;
        } else if (std::holds_alternative<CancelTimer>(effect)) {
            m_timer.reset();
        } else if (auto *reply = std::get_if<Reply>(&effect)) {
            m_trace.append(replyWord(*reply));
            replies.append(*reply);
        } else if (auto *alert = std::get_if<Alert>(&effect)) {
            m_trace.append(u"alert(%1)"_s.arg(alert->retryCount));
            alerts.append(*alert);
        }
    }
}

// What the coordinator does: an idle machine is forgotten until its row is due.
void MachineHarness::settle()
{
    if (!m_machine->isIdle())
        return;
    m_due = m_machine->nextDueAt();
    m_timer.reset();
    m_machine = std::make_unique<TransactionMachine>(wanted.transaction.gid, settings);
}

void MachineHarness::takeWrite(TransactionWrite &&write)
{
    QString word = u"%1:%2"_s.arg(write.create ? u"create"_s : u"write"_s, QString(nameIn(transactionStatusNames, write.transaction.status)));
    for (const LockedRow &one : std::as_const(write.locks))
        word += u'+' + one.row;
    m_trace.append(write.releasesLocks ? word + u'-' : word);
    writes.append(write);
    if (m_hold)
        m_held.append(write);
    else
        m_answers.append(storeAnswer(write, std::exchange(m_nextFate, m_usualFate)));
}

Event MachineHarness::storeAnswer(const TransactionWrite &write, Fate fate)
{
    const Error error{ErrorCode::Unavailable, u"disk full"_s, {}};
    if (fate == Fate::Refused)
        return WriteRefused{error};
    if (fate == Fate::Unaudited && !write.audit.isEmpty())
        return WriteRefused{{ErrorCode::AuditUnavailable, u"audit unavailable"_s, {}}};
    if (fate == Fate::Lost)
        return WriteUnknown{error};
    if (QList<LockHolder> holders = holdersOf(write); !holders.isEmpty())
        return WriteLocked{std::move(holders)};
    const bool done = apply(write);
    if (fate == Fate::DoneButUnknown)
        return WriteUnknown{error};
    if (!done)
        return WriteConflict{row};
    return WriteDone{row->transaction.epoch, row->transaction.id};
}

bool MachineHarness::apply(const TransactionWrite &write)
{
    const bool fits = write.create ? !row
                                   : row && row->transaction.status == write.expectedStatus && row->transaction.epoch == write.expectedEpoch;
    if (!fits)
        return false;
    const qint64 epoch = row ? row->transaction.epoch : 0;
    if (write.create)
        row = TransactionSnapshot{write.transaction, write.newOps};
    else
        row->ops += write.newOps;
    row->transaction = write.transaction;
    row->transaction.id = 1;
    row->transaction.epoch = epoch + 1;
    for (const TransactionWrite::OpChange &change : write.opChanges) {
        BranchOp &op = row->ops[change.index];
        op.status = change.status;
        op.finishedAt = change.finishedAt;
        op.failures = change.failures;
        op.dueAt = change.dueAt;
        op.lastError = change.lastError;
    }
    lock(write);
    events += write.events;
    audit += write.audit;
    return true;
}

TransactionSnapshot MachineHarness::claimRow()
{
    row->transaction.owner = settings.coordinator;
    ++row->transaction.epoch;
    return *row;
}

void MachineHarness::takeLoad(const Load &load)
{
    m_trace.append(u"load"_s);
    if (m_holdLoads)
        m_heldLoads.append(load);
    else
        m_answers.append(loadAnswer(load));
}

Event MachineHarness::loadAnswer(const Load &load)
{
    if (!row)
        return Loaded{};
    const bool drivable = load.steal || row->transaction.owner.isEmpty() || row->transaction.owner == settings.coordinator;
    if (!load.claim || !drivable || isFinal(row->transaction.status))
        return Loaded{*row, false};
    return Loaded{claimRow(), true};
}

// Timers and due rows on the way are served in order.
void MachineHarness::pass(Milliseconds time)
{
    const Instant until = now + time;
    for (;;) {
        const std::optional<Instant> next = m_timer ? m_timer : m_due;
        if (!next || *next > until)
            break;
        now = std::max(now, *next);
        if (std::exchange(m_timer, {})) {
            send(TimerFired{});
        } else {
            m_due.reset();
            TransactionSnapshot claimed = claimRow();
            send(Claimed{std::move(claimed), false});
        }
    }
    now = until;
}

// The coordinator dies with all it knew, and the next one takes the row over.
void MachineHarness::crash()
{
    m_machine = std::make_unique<TransactionMachine>(wanted.transaction.gid, settings);
    calls.clear();
    m_held.clear();
    m_hold = false;
    m_timer.reset();
    m_due.reset();
    if (row && !isFinal(row->transaction.status)) {
        TransactionSnapshot claimed = claimRow();
        send(Claimed{std::move(claimed), true});
    }
}

} // namespace txdesk::test
