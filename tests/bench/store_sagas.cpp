// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store_sagas.h"

using namespace Qt::StringLiterals;

namespace txdesk::bench {
namespace {

JournalEvent event(qint64 seq, EventKind kind, const QString &text)
{
    JournalEvent made;
    made.seq = seq;
    made.at = benchAt(seq);
    made.kind = kind;
    made.text = text;
    made.coordinator = u"node-1"_s;
    if (kind == EventKind::Called || kind == EventKind::Answered) {
        made.branch = {u"01"_s};
        made.op = OpKind::Action;
        made.attempt = 1;
    }
    if (kind == EventKind::Answered) {
        made.outcome = Outcome::Succeeded;
        made.statusCode = 200;
        made.took = Milliseconds{3};
    }
    return made;
}

} // namespace

Gid storedGid(qint64 number)
{
    return {u"8kTqPz2%1"_s.arg(number, 15, 10, QChar(u'0'))};
}

engine::TransactionWrite createSaga(qint64 number)
{
    engine::TransactionWrite write;
    write.gid = storedGid(number);
    write.create = true;
    GlobalTransaction &t = write.transaction;
    t.gid = write.gid;
    t.status = TransactionStatus::Submitted;
    t.options.waitResult = true;
    t.protocol = u"http"_s;
    t.createdAt = t.updatedAt = benchAt(number);
    t.retryInterval = Milliseconds{10'000};
    t.nextDueAt = benchAt(number + 10'000);
    t.owner = u"node-1"_s;
    const QByteArray payload(60, 'x');
    for (const QString &branch : {u"01"_s, u"02"_s}) {
        for (const OpKind kind : {OpKind::Compensate, OpKind::Action})
            write.newOps.append({.branch = {branch}, .kind = kind, .url = u"http://127.0.0.1:8081/api/busi/TransOut"_s,
                                 .payload = payload, .createdAt = benchAt(number)});
    }
    write.events = {event(1, EventKind::Requested, u"submit"_s), event(2, EventKind::StatusChanged, {}),
                    event(3, EventKind::Called, u"http://127.0.0.1:8081/api/busi/TransOut"_s)};
    t.lastSeq = 3;
    return write;
}

engine::TransactionWrite finishSaga(const engine::TransactionWrite &created, qint64 id)
{
    engine::TransactionWrite write;
    write.gid = created.gid;
    write.expectedStatus = TransactionStatus::Submitted;
    write.expectedEpoch = 1;
    write.transaction = created.transaction;
    write.transaction.id = id;
    write.transaction.status = TransactionStatus::Succeeded;
    write.transaction.succeededAt = write.transaction.updatedAt = created.transaction.createdAt + Milliseconds{5};
    write.transaction.nextDueAt.reset();
    write.transaction.owner.clear();
    write.opChanges = {{1, {u"01"_s}, OpKind::Action, OpStatus::Succeeded, benchAt(1)}, {3, {u"02"_s}, OpKind::Action, OpStatus::Succeeded, benchAt(1)}};
    write.events = {event(4, EventKind::Answered, {}), event(5, EventKind::Called, u"http://127.0.0.1:8081/api/busi/TransIn"_s),
                    event(6, EventKind::Answered, {}), event(7, EventKind::StatusChanged, {})};
    write.transaction.lastSeq = 7;
    return write;
}

} // namespace txdesk::bench
