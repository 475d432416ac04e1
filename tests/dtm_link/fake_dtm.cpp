// SPDX-License-Identifier: Apache-2.0
#include "tests/dtm_link/fake_dtm.h"

#include "shared/codec/json_reader.h"
#include "tests/dtm_link/fake_pass.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

Instant wholeSeconds(Instant at) { return Instant{std::chrono::duration_cast<Seconds>(at.time_since_epoch())}; }

Seconds baseOf(const TransactionOptions &options)
{
    if (options.retryInterval.count() > 0)
        return options.retryInterval;
    const bool isShort = options.timeoutToFail.count() > 0 && options.timeoutToFail < Seconds{10};
    return isShort ? options.timeoutToFail : Seconds{10};
}

} // namespace

FakeDtm::FakeDtm(console::DtmStore store, Instant now) : m_store(store), m_now(wholeSeconds(now)), m_lastCron(m_now) {}

void FakeDtm::begin(Row row)
{
    GlobalTransaction &t = row.snapshot.transaction;
    t.id = m_store == console::DtmStore::Sql ? m_nextId++ : 0;
    t.protocol = u"http"_s;
    t.createdAt = m_now;
    t.updatedAt = m_now;
    t.retryInterval = baseOf(t.options);
    t.nextDueAt = m_now + t.retryInterval;
    row.indexDue = *t.nextDueAt;
    for (BranchOp &op : row.snapshot.ops)
        op.createdAt = m_now;
    const QString gid = t.gid.value;
    m_order.append(gid);
    m_rows.insert(gid, std::move(row));
    if (m_rows[gid].snapshot.transaction.status == TransactionStatus::Submitted)
        pass(m_rows[gid]);
}

void FakeDtm::saga(const QString &gid, const QList<std::pair<QString, QString>> &steps, const TransactionOptions &options, const CustomData &custom)
{
    Row row;
    row.snapshot.transaction.gid = Gid{gid};
    row.snapshot.transaction.kind = TransactionKind::Saga;
    row.snapshot.transaction.status = TransactionStatus::Submitted;
    row.snapshot.transaction.options = options;
    row.snapshot.transaction.custom = custom;
    if (custom.concurrent)
        row.snapshot.transaction.customData = u"{\"concurrent\":true}"_s;
    int number = 0;
    for (const auto &[action, compensate] : steps) {
        const BranchId branch{u"%1"_s.arg(++number, 2, 10, QLatin1Char('0'))};
        const QByteArray payload = "{\"amount\":30,\"card\":\"4111111111111111\"}";
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Compensate, .url = compensate, .payload = payload});
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Action, .url = action, .payload = payload});
    }
    begin(std::move(row));
}

void FakeDtm::tcc(const QString &gid, const QList<std::pair<QString, QString>> &branches, const TransactionOptions &options)
{
    Row row;
    row.snapshot.transaction.gid = Gid{gid};
    row.snapshot.transaction.kind = TransactionKind::Tcc;
    row.snapshot.transaction.options = options;
    int number = 0;
    for (const auto &[confirm, cancel] : branches) {
        const BranchId branch{u"%1"_s.arg(++number, 2, 10, QLatin1Char('0'))};
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Cancel, .url = cancel});
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Confirm, .url = confirm});
    }
    begin(std::move(row));
}

void FakeDtm::xa(const QString &gid, const QStringList &urls)
{
    Row row;
    row.snapshot.transaction.gid = Gid{gid};
    row.snapshot.transaction.kind = TransactionKind::Xa;
    int number = 0;
    for (const QString &url : urls) {
        const BranchId branch{u"%1"_s.arg(++number, 2, 10, QLatin1Char('0'))};
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Rollback, .url = url});
        row.snapshot.ops.append({.branch = branch, .kind = OpKind::Commit, .url = url});
    }
    begin(std::move(row));
}

void FakeDtm::message(const QString &gid, const QStringList &urls, const QString &queryPrepared, bool submitted)
{
    Row row;
    row.snapshot.transaction.gid = Gid{gid};
    row.snapshot.transaction.kind = TransactionKind::Message;
    row.snapshot.transaction.queryPrepared = queryPrepared;
    row.snapshot.transaction.status = submitted ? TransactionStatus::Submitted : TransactionStatus::Prepared;
    int number = 0;
    for (const QString &url : urls)
        row.snapshot.ops.append({.branch = {u"%1"_s.arg(++number, 2, 10, QLatin1Char('0'))}, .kind = OpKind::Action, .url = url, .payload = "{}"});
    begin(std::move(row));
}

void FakeDtm::workflow(const QString &gid, const QString &name, const QString &url)
{
    Row row;
    row.snapshot.transaction.gid = Gid{gid};
    row.snapshot.transaction.kind = TransactionKind::Workflow;
    row.snapshot.transaction.customData = u"{\"name\":\"%1\",\"data\":null}"_s.arg(name);
    row.snapshot.transaction.queryPrepared = url;
    begin(std::move(row));
}

void FakeDtm::submit(const QString &gid)
{
    row(gid).snapshot.transaction.status = TransactionStatus::Submitted;
    pass(row(gid));
}

FakeDtm::Row &FakeDtm::row(const QString &gid)
{
    Q_ASSERT(m_rows.contains(gid));
    return m_rows[gid];
}

void FakeDtm::touch(Row &row, Milliseconds wait)
{
    row.snapshot.transaction.updatedAt = m_now;
    row.snapshot.transaction.nextDueAt = m_now + wait;
    row.indexDue = m_now + wait;
}

void FakeDtm::pass(Row &row)
{
    FakePass(*this, row).run();
    if (isFinal(row.snapshot.transaction.status)) {
        const bool ok = row.snapshot.transaction.status == TransactionStatus::Succeeded;
        ++m_counters[QByteArray("dtm_transaction_process_total{model=\"") + nameIn(transactionKindNames, row.snapshot.transaction.kind).latin1()
                     + "\",status=\"" + (ok ? "ok" : "fail") + "\"}"];
    }
}

void FakeDtm::advance(Seconds seconds)
{
    for (Seconds passed{0}; passed < seconds; ++passed) {
        m_now += Seconds{1};
        if (stops || m_now - m_lastCron < Seconds{3})
            continue;
        m_lastCron = m_now;
        for (const QString &gid : std::as_const(m_order)) {
            Row &one = m_rows[gid];
            if (isFinal(one.snapshot.transaction.status) || one.indexDue >= m_now)
                continue;
            touch(one, Seconds{10}); // the lock step
            pass(one);
        }
    }
}

void FakeDtm::alert(const Row &row, const QString &url, const QString &error)
{
    const GlobalTransaction &t = row.snapshot.transaction;
    const double ratio = static_cast<double>(t.retryInterval.count()) / static_cast<double>(Milliseconds{baseOf(t.options)}.count());
    const auto retries = static_cast<int>(std::lround(std::log2(ratio)));
    if (retries < 3 || alertWebHook.isEmpty() || !postAlert)
        return;
    const QJsonObject body{{"gid"_L1, t.gid.value},
                           {"status"_L1, QString(nameIn(transactionStatusNames, t.status))},
                           {"branch"_L1, url},
                           {"error"_L1, error},
                           {"retry_count"_L1, retries}};
    postAlert(alertWebHook, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace txdesk::test
