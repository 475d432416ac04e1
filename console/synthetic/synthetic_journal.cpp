// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/synthetic/synthetic_journal.h"

#include "shared/engine/action_gate.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Writes a journal: each event has the next number and a time that does not go back.
class Pen
{
public:
    Pen(TransactionDetail &detail, Instant begin) : m_detail(detail), m_at(begin) {}

    JournalEvent &write(EventKind kind, Milliseconds later)
    {
        m_at += later;
        JournalEvent event;
        event.seq = m_detail.events.size() + 1;
        event.at = m_at;
        event.kind = kind;
        event.coordinator = u"synthetic"_s;
        m_detail.events.append(event);
        return m_detail.events.last();
    }

    void status(std::optional<TransactionStatus> from, TransactionStatus to, const QString &reason = {})
    {
        JournalEvent &event = write(EventKind::StatusChanged, Milliseconds{1});
        event.from = from;
        event.to = to;
        event.text = reason;
    }

    void call(const BranchOp &op, int attempt, Outcome outcome, int statusCode, const QString &text, Milliseconds took)
    {
        JournalEvent &called = write(EventKind::Called, Milliseconds{1});
        called.branch = op.branch;
        called.op = op.kind;
        called.attempt = attempt;
        called.text = op.url;
        JournalEvent &answered = write(EventKind::Answered, took);
        answered.branch = op.branch;
        answered.op = op.kind;
        answered.attempt = attempt;
        answered.outcome = outcome;
        answered.statusCode = statusCode;
        answered.took = took;
        answered.text = text;
    }

    void wait(Milliseconds pause, const QString &why)
    {
        JournalEvent &event = write(EventKind::Scheduled, Milliseconds{1});
        event.until = m_at + pause;
        event.text = why;
        m_at += pause;
    }

    [[nodiscard]] Instant at() const { return m_at; }

private:
    TransactionDetail &m_detail;
    Instant m_at;
};

void addBranch(TransactionDetail &detail, const QString &id, const QString &participant)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    const QString base = u"http://"_s + participant;
    const auto add = [&](OpKind kind, const QString &path) {
        BranchOp op;
        op.branch = BranchId{id};
        op.kind = kind;
        op.url = base + path;
        op.createdAt = t.createdAt;
        detail.snapshot.ops.append(op);
        detail.payloadBytes.append(30);
    };
    if (t.kind == TransactionKind::Message)
        return add(OpKind::Action, u"/deliver"_s);
    const bool isTcc = t.kind == TransactionKind::Tcc;
    add(isTcc ? OpKind::Cancel : OpKind::Compensate, u"/undo"_s);
    add(isTcc ? OpKind::Confirm : OpKind::Action, isTcc ? u"/confirm"_s : u"/do"_s);
}

void settle(BranchOp &op, OpStatus status, Instant at)
{
    op.status = status;
    op.finishedAt = at;
}

TransactionDetail beginning(const TransactionRow &row)
{
    TransactionDetail detail;
    detail.snapshot.transaction = row.transaction;
    detail.participants = row.participants;
    for (qsizetype i = 0; i < row.participants.size(); ++i)
        addBranch(detail, QString::number(i + 1).rightJustified(2, u'0'), row.participants[i]);
    return detail;
}

// The last branch fails as often as the transaction says.
void tellFailures(Pen &pen, const GlobalTransaction &t, const BranchOp &op, Instant now)
{
    const Milliseconds spare = now - pen.at();
    const Milliseconds pause{std::max<qint64>(spare.count() / (t.failures + 1) - 40, 1)};
    for (int attempt = 1; attempt <= t.failures; ++attempt) {
        pen.call(op, attempt, Outcome::Unknown, t.lastError.startsWith("connection"_L1) ? 0 : 500, t.lastError, Milliseconds{30});
        if (attempt < t.failures)
            pen.wait(pause, u"tries again"_s);
    }
}

void finishDetail(TransactionDetail &detail, Instant now)
{
    detail.snapshot.transaction.lastSeq = detail.events.size();
    detail.actions = engine::gateAll(detail.snapshot.transaction, now);
    detail.planned = engine::plannedCalls(detail.snapshot, {}, now);
}

} // namespace

const QStringList &SyntheticJournal::participants()
{
    static const QStringList names{u"order:8081"_s,  u"stock:8082"_s,   u"pay:8083"_s,    u"points:8084"_s, u"coupon:8085"_s, u"freight:8086"_s,
                                   u"ledger:8087"_s, u"invoice:8088"_s, u"notify:8089"_s, u"risk:8090"_s,   u"seat:8091"_s,   u"hotel:8092"_s};
    return names;
}

const QList<SyntheticFault> &SyntheticJournal::faults()
{
    static const QList<SyntheticFault> all{{1, 500, u"lock wait timeout exceeded, row %1 of stock"_s},
                                           {2, 0, u"connection refused by pay:8083"_s},
                                           {8, 503, u"mail relay %1 is full"_s},
                                           {1, 500, u"lock wait timeout exceeded, row %1 of stock"_s}};
    return all;
}

QString SyntheticJournal::errorText(int fault, qint64 number)
{
    const QString &text = faults()[fault].text;
    return text.contains("%1"_L1) ? text.arg(number % 977) : text;
}

TransactionDetail SyntheticJournal::detailOf(const TransactionRow &row, Instant now)
{
    TransactionDetail detail = beginning(row);
    const GlobalTransaction &t = row.transaction;
    Pen pen(detail, t.createdAt);
    pen.write(EventKind::Requested, Milliseconds{0}).text = u"submit"_s;
    pen.status(std::nullopt, TransactionStatus::Submitted);
    QList<BranchOp> &ops = detail.snapshot.ops;
    const bool turned = t.status == TransactionStatus::Failed || t.status == TransactionStatus::Aborting;
    const qsizetype each = t.kind == TransactionKind::Message ? 1 : 2;
    for (qsizetype i = each - 1; i < ops.size(); i += each) {
        const bool isLast = i + each >= ops.size();
        if (isLast && (t.failures > 0 || turned || !isFinal(t.status)))
            break;
        pen.call(ops[i], 1, Outcome::Succeeded, 200, {}, Milliseconds{20});
        settle(ops[i], OpStatus::Succeeded, pen.at());
    }
    if (turned && t.kind == TransactionKind::Saga) {
        pen.call(ops.last(), 1, Outcome::Rejected, 409, t.rollbackReason, Milliseconds{20});
        settle(ops.last(), OpStatus::Failed, pen.at());
        pen.status(TransactionStatus::Submitted, TransactionStatus::Aborting, t.rollbackReason);
    }
    if (t.failures > 0)
        tellFailures(pen, t, turned ? ops[ops.size() - 2] : ops.last(), now);
    if (isFinal(t.status))
        pen.status(turned ? TransactionStatus::Aborting : TransactionStatus::Submitted, t.status);
    finishDetail(detail, now);
    return detail;
}

// Two reasons in turn would never fold: the night begins with one and ends with the other.
TransactionDetail SyntheticJournal::night(const Gid &gid, int attempts, Instant now)
{
    TransactionRow row;
    row.transaction.gid = gid;
    row.transaction.kind = TransactionKind::Saga;
    row.transaction.status = TransactionStatus::Submitted;
    row.transaction.createdAt = now - std::chrono::hours(9);
    row.transaction.updatedAt = now;
    row.transaction.failures = attempts;
    row.transaction.attempts = attempts + 1;
    row.transaction.retryInterval = Milliseconds{6'000};
    row.transaction.nextDueAt = now + std::chrono::seconds(6);
    row.transaction.lastError = errorText(0, 1);
    row.participants = {participants()[0], participants()[1]};
    TransactionDetail detail = beginning(row);
    QList<BranchOp> &ops = detail.snapshot.ops;
    Pen pen(detail, row.transaction.createdAt);
    pen.write(EventKind::Requested, Milliseconds{0}).text = u"submit"_s;
    pen.status(std::nullopt, TransactionStatus::Submitted);
    pen.call(ops[1], 1, Outcome::Succeeded, 200, {}, Milliseconds{20});
    settle(ops[1], OpStatus::Succeeded, pen.at());
    const Milliseconds pause{std::max<qint64>((now - pen.at()).count() / (attempts + 1) - 33, 1)};
    for (int attempt = 1; attempt <= attempts; ++attempt) {
        const bool early = attempt <= attempts / 3;
        pen.call(ops.last(), attempt, Outcome::Unknown, early ? 0 : 500, early ? errorText(1, 0) : errorText(0, attempt), Milliseconds{30});
        pen.wait(pause, u"tries again"_s);
    }
    finishDetail(detail, now);
    return detail;
}

} // namespace txdesk::console
