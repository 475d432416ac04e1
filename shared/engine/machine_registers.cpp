// What the initiators of tcc, xa and workflow tell while they are at work: branches, recorded steps, the end of a workflow.
// Source: DTM, registerBranch, prepareWorkflow, submit of a workflow.
// SPDX-License-Identifier: Apache-2.0
#include "shared/engine/machine_impl.h"
#include "shared/engine/mutants.h"
#include "shared/engine/texts.h"

namespace txdesk::engine {

using namespace Qt::StringLiterals;

namespace {

// As DTM's tables may compare: a row that differs only in upper and lower case could not be stored beside the other.
bool isSameKey(const BranchOp &a, const BranchOp &b)
{
    return a.kind == b.kind && a.branch.value.compare(b.branch.value, Qt::CaseInsensitive) == 0;
}

// A repeated registration of a workflow's step is no repetition: a second runner has done the step too.
bool isRepeated(const BranchOp &known, const BranchOp &wanted, TransactionKind kind)
{
    if (kind == TransactionKind::Workflow)
        return TXDESK_MUTANT(StepRecordedTwice);
    return known.branch == wanted.branch && known.url == wanted.url && known.payload == wanted.payload;
}

JournalEvent registeredEvent(const RegisterRequest &request)
{
    const BranchOp &last = request.ops.last();
    JournalEvent event{.kind = EventKind::Registered, .branch = last.branch, .op = OpKind::Try, .text = last.url};
    if (request.kind == TransactionKind::Xa)
        event.op = OpKind::Action;
    if (request.kind != TransactionKind::Workflow)
        return event;
    event.op = last.kind;
    event.outcome = last.status == OpStatus::Failed ? Outcome::Rejected : Outcome::Succeeded;
    event.text.clear(); // a failed step's payload is its result, which stays in its row: the journal is plain and everybody's
    return event;
}

} // namespace

// Rows join a prepared transaction of their kind; the same rows again are no news.
void TransactionMachine::Impl::decide(const RegisterRequest &request)
{
    const GlobalTransaction &t = transaction();
    const bool registers = t.kind == TransactionKind::Tcc || t.kind == TransactionKind::Xa || t.kind == TransactionKind::Workflow;
    const bool open = t.status == TransactionStatus::Prepared || (TXDESK_MUTANT(RegisterAfterDecision) && !isFinished());
    if (!registers || !open || t.kind != request.kind || request.ops.isEmpty())
        return waitUntilDurable(request.request, Reply::Kind::Failure, texts::cannotRegister(m_gid), request);
    qsizetype known = 0;
    for (const BranchOp &wanted : request.ops) {
        const auto row = std::ranges::find_if(m_snapshot.ops, [&wanted](const BranchOp &op) { return isSameKey(op, wanted); });
        if (row == m_snapshot.ops.end())
            continue;
        ++known;
        if (!isRepeated(*row, wanted, t.kind))
            return waitUntilDurable(request.request, Reply::Kind::Error, texts::rowExists(), request);
    }
    const qsizetype rowsOfBranch = request.ops.size(); // two of a tcc or xa, one of a workflow's step
    if (known == 0 && m_snapshot.ops.size() + rowsOfBranch > m_settings.branchesMax * rowsOfBranch)
        return waitUntilDurable(request.request, Reply::Kind::Failure, texts::tooManyBranches(m_settings.branchesMax), request);
    if (known == 0)
        addBranch(request);
    else if (known < request.ops.size())
        return waitUntilDurable(request.request, Reply::Kind::Error, texts::rowExists(), request);
    waitUntilDurable(request.request, Reply::Kind::Success, {}, request);
}

// Whoever drives the transaction goes on driving it: rows of its client join without taking it over.
void TransactionMachine::Impl::addBranch(const RegisterRequest &request)
{
    for (const BranchOp &op : request.ops) {
        m_snapshot.ops.append(op);
        m_runs.push_back({.stored = op.status, .issued = op.status});
    }
    transaction().updatedAt = m_now;
    note(registeredEvent(request));
    m_guest = m_guest || !m_owned;
    touch(true);
}

// The client's report is the only thing that ends a workflow.
void TransactionMachine::Impl::endWorkflow(const SubmitIntent &intent)
{
    GlobalTransaction &t = transaction();
    if (t.kind != TransactionKind::Workflow || t.status != TransactionStatus::Prepared)
        return waitUntilDurable(intent.request, Reply::Kind::Error, texts::rowNotFound(), intent);
    if (!intent.end || !isFinal(intent.end->status.value_or(TransactionStatus::Prepared)))
        return waitUntilDurable(intent.request, Reply::Kind::Error, texts::noEndStatus(), intent);
    const bool succeeded = intent.end->status == TransactionStatus::Succeeded;
    t.result = intent.end->result;
    t.rollbackReason = cutText(intent.end->rollbackReason, reasonLimit);
    note({.kind = EventKind::Requested, .text = u"submit"_s});
    apply(succeeded ? TransactionEvent::WorkflowSucceeded : TransactionEvent::WorkflowFailed, t.rollbackReason);
    waitUntilDurable(intent.request, Reply::Kind::Success, {}, intent);
}

// What is remembered, or was asked for before, may lack steps that were recorded through another coordinator: those would
// be done twice.
bool TransactionMachine::Impl::wantsProgress(const Intent &intent) const
{
    const auto *prepare = std::get_if<PrepareIntent>(&intent);
    return prepare && prepare->withProgress && !TXDESK_MUTANT(StaleProgress);
}

} // namespace txdesk::engine
