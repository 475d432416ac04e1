// The two phases of an XA branch.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa_branch.h"

#include "shared/client/participant_sql.h"
#include "shared/client/xa_session.h"

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

QByteArray xidOf(const TransactionContext &context)
{
    return (context.gid.value + u'-' + context.branch.value).toUtf8();
}

// The row that an XA branch writes in phase 1; rollback writes the same key with its own reason.
BarrierRow xaRow(const TransactionContext &context, QLatin1StringView reason)
{
    return {.kind = context.kind, .gid = context.gid.value, .branch = context.branch.value,
            .op = u"action"_s, .barrierId = u"01"_s, .reason = reason};
}

BranchAnswer unknownOf(const Error &error)
{
    return BranchAnswer::unknown(error.message);
}

BranchAnswer withNote(BranchAnswer answer, BarrierNote note)
{
    answer.barrier = note;
    return answer;
}

// Tells why nothing committed is to be seen: the answer is never a success.
BranchAnswer whereaboutsOf(XaSession &witness, const TransactionContext &context, const QString &table)
{
    const Result<QList<QByteArray>> prepared = witness.prepared();
    if (!prepared)
        return unknownOf(prepared.error());
    if (prepared->contains(xidOf(context)))
        return BranchAnswer::unknown(u"still prepared: the server has not yet given the branch up for phase 2"_s);
    const Result<bool> locked = isBarrierLocked(witness.database(), table, xaRow(context, "action"_L1));
    if (!locked)
        return unknownOf(locked.error());
    return BranchAnswer::unknown(*locked ? u"ghost: the branch is not committed, not listed as prepared, and holds its rows; "
                                           "the server will list it again after a restart"_s
                                         : u"the branch is neither prepared nor committed on this server"_s);
}

} // namespace

// The steps of phase 1 between XA START and XA PREPARE; whatever fails rolls the branch back.
class XaBranch::Phase1
{
public:
    Phase1(XaSession &session, const TransactionContext &context, const QString &table)
        : m_session(session), m_context(context), m_table(table), m_xid(xidOf(context))
    {
    }

    BranchAnswer run(CoordinatorConnection &coordinator, const Business &business)
    {
        if (const XaReply started = m_session.run("xa_start"_L1, m_xid); started.code != 0)
            return notStarted(started);
        BranchAnswer answer = guarded(business);
        if (answer.outcome == Outcome::Succeeded && answer.barrier == BarrierNote::Run)
            answer = registered(coordinator);
        if (answer.outcome == Outcome::Succeeded && answer.barrier == BarrierNote::Run)
            return prepared(answer);
        giveUp();
        return answer;
    }

private:
    BranchAnswer notStarted(const XaReply &reply)
    {
        if (reply.code != XaReply::duplicateXid)
            return BranchAnswer::rejected(u"the server cannot begin an XA transaction: %1"_s.arg(reply.text));
        const Result<QList<QByteArray>> names = m_session.prepared();
        if (names && names->contains(m_xid))
            return {.barrier = BarrierNote::Duplicate}; // registered, too: that comes before XA PREPARE
        return BranchAnswer::ongoing(u"another call of this branch is at work"_s);
    }

    BranchAnswer guarded(const Business &business)
    {
        const Result<bool> isNew = insertBarrierRow(m_session.database(), m_table, xaRow(m_context, "action"_L1));
        if (!isNew)
            return unknownOf(isNew.error());
        if (*isNew)
            return withNote(business(m_session.database()), BarrierNote::Run);
        const Result<QString> reason = barrierReason(m_session.database(), m_table, xaRow(m_context, "action"_L1));
        if (!reason)
            return unknownOf(reason.error());
        if (*reason == "rollback"_L1)
            return withNote(BranchAnswer::rejected(u"the branch has been rolled back"_s), BarrierNote::Late);
        return {.barrier = BarrierNote::Duplicate}; // committed before
    }

    // Before XA PREPARE, so that no prepared branch is unknown to its coordinator.
    BranchAnswer registered(CoordinatorConnection &coordinator)
    {
        if (m_context.kind != nameIn(transactionKindNames, TransactionKind::Xa))
            return {.barrier = BarrierNote::Run};
        const Result<> told = coordinator
                                  .registerBranch({.gid = m_context.gid,
                                                   .kind = TransactionKind::Xa,
                                                   .branch = m_context.branch,
                                                   .url = m_context.phase2Url},
                                                  m_context.coordinator)
                                  .result();
        if (told)
            return {.barrier = BarrierNote::Run};
        const QString why = u"the branch could not be registered: %1"_s.arg(told.error().message);
        return told.error().code == ErrorCode::Conflict ? BranchAnswer::rejected(why) : BranchAnswer::unknown(why);
    }

    BranchAnswer prepared(const BranchAnswer &answer)
    {
        XaReply reply = m_session.run("xa_end"_L1, m_xid);
        if (reply.code == 0)
            reply = m_session.run("xa_prepare"_L1, m_xid);
        if (reply.code == 0)
            return answer;
        static_cast<void>(m_session.run("xa_rollback"_L1, m_xid));
        return BranchAnswer::unknown(u"the branch could not be prepared: %1"_s.arg(reply.text));
    }

    void giveUp()
    {
        static_cast<void>(m_session.run("xa_end"_L1, m_xid)); // fails after a deadlock; then only rolling back is left
        static_cast<void>(m_session.run("xa_rollback"_L1, m_xid));
    }

    XaSession &m_session;
    const TransactionContext &m_context;
    const QString &m_table;
    QByteArray m_xid;
};

XaBranch::XaBranch(TransactionContext context, QString connectionName, XaOptions options)
    : m_context(std::move(context)), m_connection(std::move(connectionName)), m_options(std::move(options))
{
}

Result<XaBranch> XaBranch::from(const http::Request &request, const QString &connectionName, XaOptions options)
{
    const Result<TransactionContext> context = TransactionContext::from(request);
    if (!context)
        return tl::unexpected(context.error());
    return XaBranch(*context, connectionName, std::move(options));
}

BranchAnswer XaBranch::call(CoordinatorConnection &coordinator, const Business &business)
{
    if (m_context.op == "commit"_L1)
        return commit();
    return m_context.op == "rollback"_L1 ? rollback() : prepare(coordinator, business);
}

BranchAnswer XaBranch::prepare(CoordinatorConnection &coordinator, const Business &business)
{
    if (xidOf(m_context).size() > xidBytesMax)
        return BranchAnswer::rejected(u"gid and branch id have more than %1 bytes: too long for XA"_s.arg(xidBytesMax - 1));
    Result<XaSession> session = XaSession::open(m_connection, m_options.lockWait);
    if (!session)
        return unknownOf(session.error());
    const Result<bool> galera = session->replicatesByGalera();
    if (!galera)
        return unknownOf(galera.error());
    if (*galera)
        return BranchAnswer::rejected(u"the server replicates by Galera, which cannot do XA"_s);
    const Result<qint64> number = session->number();
    if (!number)
        return unknownOf(number.error());
    const BranchAnswer answer = Phase1(*session, m_context, m_options.barrier.table).run(coordinator, business);
    session->close();
    if (answer.outcome != Outcome::Succeeded)
        return answer;
    // A commit that reaches the server before it has finished the preparing session may be lost, although it answers OK.
    Result<XaSession> witness = XaSession::open(m_connection, m_options.lockWait);
    const Result<> gone = witness ? witness->waitUntilGone(*number, m_options.goneMax) : tl::unexpected(witness.error());
    return gone ? answer : unknownOf(gone.error());
}

BranchAnswer XaBranch::commit()
{
    Result<XaSession> session = XaSession::open(m_connection, m_options.lockWait);
    Result<XaSession> witness = XaSession::open(m_connection, m_options.lockWait);
    if (!session || !witness)
        return unknownOf(session ? witness.error() : session.error());
    if (const Result<> honest = witness->seeOnlyCommitted(); !honest)
        return unknownOf(honest.error());
    const XaReply reply = session->run("xa_commit"_L1, xidOf(m_context));
    const Result<QString> reason = barrierReason(witness->database(), m_options.barrier.table, xaRow(m_context, "action"_L1));
    if (!reason)
        return unknownOf(reason.error());
    if (*reason == "action"_L1)
        return {.barrier = reply.code == 0 ? BarrierNote::Run : BarrierNote::Duplicate};
    if (*reason == "rollback"_L1)
        return BranchAnswer::unknown(u"the branch has been rolled back and cannot be committed"_s);
    if (reply.code != 0 && reply.code != XaReply::unknownXid)
        return BranchAnswer::unknown(u"the branch could not be committed: %1"_s.arg(reply.text));
    return whereaboutsOf(*witness, m_context, m_options.barrier.table);
}

BranchAnswer XaBranch::rollback()
{
    Result<XaSession> session = XaSession::open(m_connection, m_options.lockWait);
    if (!session)
        return unknownOf(session.error());
    const XaReply reply = session->run("xa_rollback"_L1, xidOf(m_context));
    if (reply.code != 0 && reply.code != XaReply::unknownXid)
        return BranchAnswer::unknown(u"the branch could not be rolled back: %1"_s.arg(reply.text));
    // Waits for whoever holds the key: a phase 1 at work, or a branch that is still prepared. So the row is the proof.
    const BarrierRow row = xaRow(m_context, "rollback"_L1);
    const Result<bool> isNew = insertBarrierRow(session->database(), m_options.barrier.table, row);
    if (!isNew)
        return unknownOf(isNew.error());
    if (*isNew)
        return {.barrier = reply.code == 0 ? BarrierNote::Run : BarrierNote::Empty};
    const Result<QString> reason = barrierReason(session->database(), m_options.barrier.table, row);
    if (!reason)
        return unknownOf(reason.error());
    if (*reason == "rollback"_L1)
        return {.barrier = BarrierNote::Duplicate};
    return BranchAnswer::unknown(u"the branch has been committed and cannot be rolled back"_s);
}

Result<QStringList> XaBranch::preparedOn(const QString &connectionName)
{
    Result<XaSession> session = XaSession::open(connectionName, Seconds{2});
    if (!session)
        return tl::unexpected(session.error());
    const Result<QList<QByteArray>> prepared = session->prepared();
    if (!prepared)
        return tl::unexpected(prepared.error());
    QStringList names;
    for (const QByteArray &name : *prepared)
        names.append(QString::fromUtf8(name));
    return names;
}

} // namespace txdesk::client
