// SPDX-License-Identifier: Apache-2.0
#include "tests/pictures/busy_coordinator.h"

#include "shared/model/error_fingerprint.h"
#include "tests/console/waiting_samples.h"

#include <cmath>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

const QString order = u"order.shop:8081"_s;
const QString stock = u"stock.shop:8082"_s;
const QString payment = u"payment.shop:8443"_s;
const QString lockTimeout = u"HTTP 500: lock wait timeout exceeded; try restarting transaction"_s;

// A day with a wave in it, and a participant that has failed for the last quarter of an hour.
StatsHistory pastOf(Instant now)
{
    StatsHistory past{.node = u"node-a"_s, .from = now - Seconds{86'400}};
    const Instant minute = fromMs(toMs(now) / 60'000 * 60'000);
    for (int ago = 1440; ago >= 0; --ago) {
        const qint64 wave = 60 + std::lround(25 * std::sin(ago / 47.0));
        const bool bad = ago < 15;
        HistoryPoint point{.at = minute - Seconds{60 * ago}, .created = wave, .succeeded = wave - (bad ? 9 : 2), .failed = bad ? 4 : 2, .calls = 3 * wave,
                           .callsFailed = bad ? 40 : 3, .retries = bad ? 31 : 2, .unfinished = 20 + wave / 10, .stuck = bad ? 7 : 0,
                           .oldestStuck = bad ? Seconds{60 * (15 - ago)} : Seconds{0}, .commitMsP99 = 2.5};
        point.durations.insert(TransactionKind::Saga, {.finished = wave, .p50 = 20, .p95 = bad ? 900.0 : 80.0, .p99 = bad ? 4'000.0 : 200.0});
        point.durations.insert(TransactionKind::Tcc, {.finished = wave / 3, .p50 = 35, .p95 = 120, .p99 = 300});
        past.points.append(point);
    }
    past.lastHour = {.at = now - Seconds{3600}, .created = 3600, .succeeded = 3400, .failed = 150, .calls = 10'800, .callsFailed = 700, .retries = 520, .unfinished = 24, .stuck = 7};
    past.yesterday = HistoryPoint{.at = now - Seconds{90'000}, .created = 3500, .succeeded = 3450, .failed = 50, .calls = 10'400, .callsFailed = 60, .retries = 40, .unfinished = 19, .stuck = 0};
    past.participantEnd = fromMs(toMs(now) / 300'000 * 300'000) + Seconds{300};
    const auto steps = [](qint64 usual, qint64 late) {
        QList<qint64> all(12, usual);
        all[9] = all[10] = all[11] = late;
        return all;
    };
    past.participants = {{order, steps(300, 310), steps(0, 1), steps(1, 2), steps(2, 5)},
                         {stock, steps(300, 340), steps(2, 200), steps(2, 160), steps(0, 40)},
                         {payment, steps(120, 118), steps(0, 0), steps(0, 0), steps(0, 0)}};
    past.initiators = {{.kind = TransactionKind::Saga, .host = {}, .created = steps(200, 210)},
                       {.kind = TransactionKind::Message, .host = u"shop.shop:8080"_s, .created = steps(60, 55)}};
    return past;
}

void fillNumbers(FakeCoordinatorLink &link, Instant now)
{
    link.statsNow.unfinished = {{TransactionStatus::Prepared, 3}, {TransactionStatus::Submitted, 14}, {TransactionStatus::Aborting, 4}};
    link.statsNow.stuck = 7;
    link.statsNow.parked = {{Parked::Dirty, 1}, {Parked::DeadLetter, 2}};
    link.statsNow.locks = 2;
    link.statsNow.lockWaits = 2;
    link.statsNow.oldestUnfinishedAge = link.statsNow.oldestStuckAge = Seconds{4'800};
    link.statsNow.oldestDue = Seconds{2};
    link.statsNow.createdTotal = 86'200;
    link.statsNow.succeededTotal = 84'000;
    link.statsNow.failedTotal = 2'100;
    link.statsNow.callsTotal = 250'000;
    link.statsNow.callsFailedTotal = 3'300;
    link.statsNow.retriesTotal = 2'000;
    link.statsNow.callsInFlight = 6;
    link.statsNow.inMemory = 21;
    link.statsNow.commitMsP50 = 0.8;
    link.statsNow.commitMsP99 = 2.5;
    link.participantList = {{.participant = stock, .calls = 3'040, .succeeded = 2'400, .rejected = 20, .ongoing = 12, .unknown = 608, .inFlight = 4, .msP50 = 41, .msP99 = 2'900,
                             .lastError = lockTimeout, .lastErrorAt = now - Milliseconds{4'000}},
                            {.participant = order, .calls = 3'610, .succeeded = 3'606, .rejected = 3, .ongoing = 0, .unknown = 1, .inFlight = 1, .msP50 = 12, .msP99 = 80, .lastError = {}, .lastErrorAt = {}},
                            {.participant = payment, .calls = 1'430, .succeeded = 1'430, .rejected = 0, .ongoing = 0, .unknown = 0, .inFlight = 1, .msP50 = 88, .msP99 = 240, .lastError = {}, .lastErrorAt = {}}};
    link.nodeList = {{.node = u"node-a"_s, .version = u"0.1.0"_s, .store = u"mysql"_s, .startedAt = now - Seconds{200'000}, .leaseUntil = now + Seconds{8}, .alive = true, .self = true},
                     {.node = u"node-b"_s, .version = u"0.1.0"_s, .store = u"mysql"_s, .startedAt = now - Seconds{4'000}, .leaseUntil = now + Seconds{6}, .alive = true, .self = false},
                     {.node = u"node-c"_s, .version = u"0.1.0"_s, .store = u"mysql"_s, .startedAt = now - Seconds{900'000}, .leaseUntil = now - Seconds{700}, .alive = false, .self = false}};
    link.historyNow = pastOf(now);
    link.groups = ErrorGroups{{{errorFingerprint(lockTimeout), lockTimeout, stock, 5, now - Seconds{900}, now - Seconds{4}},
                               {errorFingerprint(u"connection refused"_s), u"connection refused"_s, payment, 2, now - Seconds{300}, now - Seconds{60}}},
                              21,
                              true};
}

void fillDoors(FakeCoordinatorLink &link, Instant now)
{
    console::LinkStatus status = link.status();
    status.caller = console::CallerInfo{.role = Role::Admin, .name = u"lin"_s, .tokenId = u"t1"_s, .expiresAt = {}};
    link.setStatus(status);
    for (int i = 40; i > 0; --i) {
        AuditRecord record;
        record.chain = u"node-a"_s;
        record.seq = i;
        record.at = now - Seconds{120 * (41 - i)};
        record.by = {i % 2 ? u"lin"_s : u"mei"_s, u"t1"_s, Role::Admin, u"10.0.0.7"_s, u"r%1"_s.arg(i)};
        record.action = i % 3 ? u"retry"_s : u"force-stop"_s;
        record.gid = u"gid%1"_s.arg(i, 5, 10, QLatin1Char('0'));
        record.reason = u"INC-%1"_s.arg(2200 + i);
        record.before = u"aborting epoch=%1"_s.arg(i);
        record.after = i % 5 ? u"aborting epoch=%1"_s.arg(i + 1) : QString();
        record.result = i % 5 ? AuditResult::Done : AuditResult::Refused;
        record.mac = QByteArray(32, 'm');
        link.auditRecords.append(record);
    }
    const auto token = [now](const QString &id, const QString &name, Role role, int days) {
        return AccessToken{.id = id, .name = name, .role = role, .scope = {}, .createdAt = now - Seconds{86'400 * days}, .createdBy = u"lin"_s,
                           .expiresAt = now + Seconds{86'400 * (90 - days)}, .lastUsedAt = now - Seconds{60 * days}, .revokedAt = {}};
    };
    link.tokenList = {token(u"t1"_s, u"lin"_s, Role::Admin, 30), token(u"t2"_s, u"mei"_s, Role::Operator, 60), token(u"t3"_s, u"billing"_s, Role::Client, 89)};
    link.tokenList[1].revokedAt = now - Seconds{600};
    link.tokenList[2].scope = {u"billing-"_s, {TransactionKind::Saga}};
    link.topicList = {{u"order.paid"_s, {{u"http://stock.shop:8082/reserve"_s, u"stock"_s}, {u"http://mail.shop:8090/receipt"_s, {}}}, 4}, {u"order.cancelled"_s, {}, 1}};
}

void fillWaiting(FakeCoordinatorLink &link, Instant now)
{
    const TransactionDetail dirty = waitingDetail(Waiting::Dirty, now);
    TransactionDetail dead = waitingDetail(Waiting::DeadLetter, now);
    dead.snapshot.transaction.gid = Gid{u"msg-7Yq2LwTXCVa"_s}; // the samples share one
    for (const TransactionDetail *detail : QList<const TransactionDetail *>{&dead, &dirty}) {
        link.rows.insert(1, {detail->snapshot.transaction, detail->participants});
        link.details.insert(detail->snapshot.transaction.gid, *detail);
    }
    const QString gid = dirty.snapshot.transaction.gid.value;
    const Instant since = now - Milliseconds{3000};
    link.lockList = {lockOf(gid, u"2"_s, since), lockOf(u"tx-b"_s, u"3"_s, since)};
    link.waitList = {waitOf(u"tx-b"_s, gid, u"2"_s, since), waitOf(u"tx-c"_s, u"tx-b"_s, u"3"_s, since)};
    for (LockWait &wait : link.waitList)
        wait.until = now + Seconds{60};
    link.undoOf.insert(dirty.snapshot.transaction.gid, undoOfTransfer(u"950"_s));
}

void fillJobs(FakeCoordinatorLink &link, Instant now)
{
    BulkJob job;
    job.order.id = u"job-1"_s;
    job.order.action = Action::Retry;
    job.order.set.picked = 312;
    job.order.set.frozenAt = now - Seconds{20};
    job.order.reason = u"INC-2209"_s;
    job.actor = u"lin"_s;
    job.createdAt = now - Seconds{18};
    job.total = 304;
    job.done = {{ItemOutcome::TookEffect, 97}, {ItemOutcome::NoEffectSeen, 2}, {ItemOutcome::Refused, 1}};
    link.jobList = {job};
    link.itemsOfJob.insert(job.order.id, {{Gid{u"gid00003"_s}, ItemOutcome::TookEffect, {}, now - Seconds{3}}, {Gid{u"gid00007"_s}, ItemOutcome::Refused, u"conflict"_s, now - Seconds{2}}});
    link.dryRunNow = {.eligible = 304, .ineligible = {{u"It is over."_s, 8}}, .complete = true, .arrivedLater = 3, .sample = link.rows.mid(0, 5), .touched = {{stock, 304, 0.8}, {order, 304, 1.0}}};
}

} // namespace

void makeBusy(FakeCoordinatorLink &link, Instant now)
{
    fillNumbers(link, now);
    fillWaiting(link, now);
    fillJobs(link, now);
    fillDoors(link, now);
}

} // namespace txdesk::test
