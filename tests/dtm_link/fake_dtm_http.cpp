// The scripted DTM's HTTP API.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_answer.h"
#include "shared/codec/json_reader.h"
#include "tests/dtm_link/fake_dtm.h"

#include <QJsonDocument>

#include <algorithm>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

http::Response said(int status, const QByteArray &body) { return {.status = status, .body = body}; }

http::Response unknownGid(const QString &gid)
{
    return said(500, codec::dtmMessage(u"no TransGlobal with gid: %1 found"_s.arg(gid)));
}

QString textOf(const http::Request &request, QByteArrayView name)
{
    return QString::fromUtf8(request.parameter(name).value_or(QByteArray()));
}

} // namespace

QUrl FakeDtm::serve(quint16 port)
{
    m_server = std::make_unique<http::Server>(http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
        responder.send(answer(request));
    });
    const Result<quint16> got = m_server->listen(QHostAddress::LocalHost, port);
    return QUrl(u"http://127.0.0.1:%1"_s.arg(got.value_or(0)));
}

void FakeDtm::hangUp() { m_server.reset(); }

http::Response FakeDtm::answer(const http::Request &request)
{
    requests.append(request.method + ' ' + request.path + (request.body.isEmpty() ? QByteArray() : ' ' + request.body));
    if (request.path == "/api/metrics")
        return {.status = 200, .body = metrics(), .contentType = "text/plain; version=0.0.4"};
    if (!request.path.startsWith("/api/dtmsvr/"))
        return {.status = 404, .body = "404 page not found", .contentType = "text/plain"};
    const QByteArray path = request.path.sliced(12);
    if (path == "version")
        return said(200, "{\"version\":\"v1.19.0\"}");
    if (path == "all")
        return all(request);
    if (path == "query")
        return query(textOf(request, "gid"));
    if (path == "resetCronTime")
        return wakeAll(request);
    if (path == "queryKV")
        return said(200, "{\"kv\":[{\"id\":1,\"cat\":\"topics\",\"k\":\"orders\",\"v\":\"[{\\\"url\\\":\\\"http://a:1/x\\\",\\\"remark\\\":\\\"r\\\"}]\",\"version\":2}]}");
    if (request.method == "POST")
        return post(path, request.body);
    return {.status = 404, .body = "404 page not found", .contentType = "text/plain"};
}

QByteArray FakeDtm::transactionText(const Row &row) const { return codec::dtmTransaction(row.snapshot.transaction); }

// SQL: the newest first. boltdb: by gid. Redis: as its scan likes.
QList<FakeDtm::Row *> FakeDtm::ordered()
{
    QStringList gids = m_order;
    if (m_store == console::DtmStore::Sql)
        std::reverse(gids.begin(), gids.end());
    else if (m_store == console::DtmStore::Boltdb)
        std::sort(gids.begin(), gids.end());
    else
        std::sort(gids.begin(), gids.end(), [](const QString &a, const QString &b) { return qHash(a, 7) < qHash(b, 7); });
    QList<Row *> rows;
    for (const QString &gid : std::as_const(gids)) {
        rows.append(&m_rows[gid]);
        if (showsEachTwice)
            rows.append(&m_rows[gid]);
    }
    return rows;
}

http::Response FakeDtm::all(const http::Request &request)
{
    const QString gid = textOf(request, "gid");
    const QString position = textOf(request, "position");
    if (!gid.isEmpty())
        return said(200, m_rows.contains(gid) ? "{\"next_position\":\"\",\"transactions\":[" + transactionText(m_rows[gid]) + "]}"
                                              : codec::dtmNoneFound(position));
    const qsizetype limit = textOf(request, "limit").isEmpty() ? 100 : textOf(request, "limit").toInt();
    const QString status = textOf(request, "status");
    const QString kind = textOf(request, "transType");
    const qint64 from = textOf(request, "createTimeStart").toLongLong();
    const qint64 to = textOf(request, "createTimeEnd").isEmpty() ? std::numeric_limits<qint64>::max() : textOf(request, "createTimeEnd").toLongLong();
    QByteArrayList texts;
    QString next;
    qsizetype index = 0;
    for (Row *row : ordered()) {
        const GlobalTransaction &t = row->snapshot.transaction;
        ++index;
        const bool before = m_store == console::DtmStore::Sql      ? !position.isEmpty() && t.id >= position.toLongLong()
                            : m_store == console::DtmStore::Boltdb ? !position.isEmpty() && t.gid.value <= position
                                                                   : index <= position.toLongLong();
        const bool fits = (status.isEmpty() || status == nameIn(transactionStatusNames, t.status))
            && (kind.isEmpty() || kind == nameIn(transactionKindNames, t.kind)) && toMs(t.createdAt) >= from && toMs(t.createdAt) <= to;
        if (before || !fits)
            continue;
        texts.append(transactionText(*row));
        if (texts.size() < limit)
            continue;
        next = m_store == console::DtmStore::Sql      ? QString::number(t.id)
               : m_store == console::DtmStore::Boltdb ? t.gid.value
                                                      : QString::number(index);
        break;
    }
    return said(200, "{\"next_position\":\"" + next.toUtf8() + "\",\"transactions\":[" + texts.join(',') + "]}");
}

http::Response FakeDtm::query(const QString &gid)
{
    if (gid.isEmpty())
        return said(500, codec::dtmMessage(u"no gid specified"));
    if (!m_rows.contains(gid))
        return said(200, codec::dtmQuery(nullptr));
    return said(200, codec::dtmQuery(&m_rows[gid].snapshot));
}

http::Response FakeDtm::post(const QByteArray &path, const QByteArray &body)
{
    const QJsonObject json = codec::parseObject(body, codec::KeyRule::LikeGo).value_or(QJsonObject());
    const QString gid = json.value("gid"_L1).toString();
    if (!m_rows.contains(gid))
        return unknownGid(gid);
    Row &row = m_rows[gid];
    if (path == "forceStop")
        return forceStop(row);
    if (path == "abort")
        return abort(row, json.value("trans_type"_L1).toString(), json.value("rollback_reason"_L1).toString());
    if (path == "resetNextCronTime") { // no look at the status; only SQL has no index beside the row
        row.snapshot.transaction.nextDueAt = m_now;
        row.snapshot.transaction.updatedAt = m_now;
        if (m_store == console::DtmStore::Sql)
            row.indexDue = m_now;
        return said(200, codec::dtmSuccess());
    }
    return {.status = 404, .body = "404 page not found", .contentType = "text/plain"};
}

http::Response FakeDtm::forceStop(Row &row)
{
    GlobalTransaction &t = row.snapshot.transaction;
    if (isFinal(t.status))
        return said(409, codec::dtmFailure(u"global transaction force stop error. status: %1. error: FAILURE"_s.arg(nameIn(transactionStatusNames, t.status))));
    t.status = TransactionStatus::Failed;
    t.rolledBackAt = m_now;
    t.updatedAt = m_now;
    return said(200, codec::dtmSuccess());
}

http::Response FakeDtm::abort(Row &row, const QString &askedKind, const QString &reason)
{
    GlobalTransaction &t = row.snapshot.transaction;
    const bool phases = askedKind == "tcc"_L1 || askedKind == "xa"_L1;
    const bool undecided = t.status == TransactionStatus::Prepared || t.status == TransactionStatus::Aborting;
    if (t.kind == TransactionKind::Message && t.status == TransactionStatus::Prepared) {
        t.status = TransactionStatus::Failed;
        t.rolledBackAt = m_now;
        t.updatedAt = m_now;
        return said(200, codec::dtmSuccess());
    }
    if (!phases || !undecided)
        return said(409, codec::dtmFailure(u"trans type: '%1' current status '%2', cannot abort. FAILURE"_s.arg(
                             nameIn(transactionKindNames, t.kind), nameIn(transactionStatusNames, t.status))));
    t.status = TransactionStatus::Aborting;
    t.rollbackReason = reason;
    t.updatedAt = m_now;
    pass(row);
    return said(200, codec::dtmSuccess());
}

http::Response FakeDtm::wakeAll(const http::Request &request)
{
    const Seconds timeout{textOf(request, "timeout").toLongLong()};
    const int limit = textOf(request, "limit").toInt();
    int count = 0;
    bool more = false;
    for (const QString &gid : std::as_const(m_order)) {
        Row &row = m_rows[gid];
        if (isFinal(row.snapshot.transaction.status) || row.indexDue <= m_now + timeout)
            continue;
        more = more || count == limit;
        if (count == limit)
            continue;
        ++count;
        row.indexDue = m_now;
        row.snapshot.transaction.nextDueAt = m_now;
    }
    return said(200, codec::dtmHastened(count, more));
}

QByteArray FakeDtm::metrics() const
{
    QByteArray text = "# HELP process_start_time_seconds Start time of the process since unix epoch in seconds.\n"
                      "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1.795e+09\n";
    for (auto it = m_counters.begin(); it != m_counters.end(); ++it)
        text += it.key() + ' ' + QByteArray::number(it.value()) + '\n';
    return text;
}

} // namespace txdesk::test
