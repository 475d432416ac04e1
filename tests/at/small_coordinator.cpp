// Keeps everything in memory under one mutex.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/small_coordinator.h"

#include "shared/client/coordinator_connection.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

http::Response jsonAnswer(int status, const QJsonObject &body)
{
    return {.status = status, .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

http::Response refusal(const QString &code)
{
    return jsonAnswer(409, {{u"dtm_result"_s, u"FAILURE"_s}, {u"code"_s, code}, {u"message"_s, code.toLower()}});
}

QStringList rowsOf(const QJsonObject &body)
{
    QStringList rows;
    for (const QJsonValue &table : body["locks"_L1].toArray())
        for (const QJsonValue &key : table["pks"_L1].toArray())
            rows.append(body["resource_id"_L1].toString() + u'/' + table["table"_L1].toString() + u'/'
                        + QString::fromUtf8(QJsonDocument(key.toArray()).toJson(QJsonDocument::Compact)));
    return rows;
}

} // namespace

SmallCoordinator::SmallCoordinator()
    : m_server(std::make_unique<ServerOnAThread>([this](http::Request &&request, http::Responder &&responder) {
          handle(std::move(request), std::move(responder));
      }))
{
}

void SmallCoordinator::handle(http::Request &&request, http::Responder &&responder)
{
    const QString path = QString::fromUtf8(request.path).section(u"/api/dtmsvr/"_s, 1);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    Bent bent;
    {
        const QMutexLocker lock(&m_mutex);
        m_asked.append(path + u' ' + body["gid"_L1].toString());
        m_bodies[path].append(body);
        bent = m_bent.take(path);
    }
    if (bent.act)
        bent.act();
    if (bent.status != 0)
        return responder.send({.status = bent.status, .body = bent.body});
    http::Response response;
    {
        const QMutexLocker lock(&m_mutex);
        const qint64 wait = body["wait_ms"_L1].toInteger();
        if (path == "registerBranch"_L1 && wait > 0 && !holdersOf(body).isEmpty()) {
            m_waiting.append({body, std::make_shared<http::Responder>(std::move(responder)), QDateTime::currentMSecsSinceEpoch() + wait});
            QTimer::singleShot(int(wait) + 1, m_server->home(), [this] {
                const QMutexLocker inside(&m_mutex);
                serveWaiting();
            });
            return;
        }
        response = answerTo(path, body, request);
        serveWaiting();
    }
    if (bent.isDropped)
        responder.drop();
    else
        responder.send(response);
}

http::Response SmallCoordinator::answerTo(const QString &path, const QJsonObject &body, const http::Request &request)
{
    const QString gid = body["gid"_L1].toString();
    const http::Response done = jsonAnswer(200, {{u"dtm_result"_s, u"SUCCESS"_s}});
    if (path == "prepare"_L1) {
        m_transactions[gid];
        return done;
    }
    if (path == "submit"_L1)
        return decided(gid, u"prepared"_s, u"submitted"_s);
    if (path == "abort"_L1)
        return decided(gid, u"prepared"_s, u"aborting"_s);
    if (path == "registerBranch"_L1)
        return registered(body);
    if (path == "at/lockQuery"_L1) {
        const QStringList holders = holdersOf(body);
        QJsonArray told;
        for (const QString &holder : holders)
            told.append(QJsonObject{{u"gid"_s, holder}, {u"table"_s, u"t"_s}, {u"row"_s, u"r"_s}});
        return jsonAnswer(200, {{u"dtm_result"_s, u"SUCCESS"_s}, {u"lockable"_s, holders.isEmpty()}, {u"holders"_s, told}});
    }
    if (path == "at/branchReport"_L1) {
        for (Branch &branch : m_transactions[gid].branches)
            if (branch.id == body["branch_id"_L1].toString())
                branch.isOver = branch.isOver || body["status"_L1] == u"phase1_failed"_s;
        return done;
    }
    const QString asked = QString::fromUtf8(request.parameter("gid").value_or(QByteArray()));
    if (!m_transactions.contains(asked))
        return jsonAnswer(200, {{u"transaction"_s, QJsonValue::Null}});
    return jsonAnswer(200, {{u"transaction"_s, QJsonObject{{u"gid"_s, asked}, {u"status"_s, m_transactions[asked].status}}}});
}

http::Response SmallCoordinator::decided(const QString &gid, const QString &from, const QString &status)
{
    if (!m_transactions.contains(gid))
        return refusal(u"NOT_FOUND"_s);
    Transaction &transaction = m_transactions[gid];
    if (transaction.status != from && transaction.status != status)
        return refusal(u"NOT_ACTIVE"_s);
    transaction.status = status;
    if (status == "submitted"_L1)
        release(gid);
    return jsonAnswer(200, {{u"dtm_result"_s, u"SUCCESS"_s}});
}

QStringList SmallCoordinator::holdersOf(const QJsonObject &body) const
{
    QStringList holders;
    for (const QString &row : rowsOf(body))
        if (const QString holder = m_locks.value(row); !holder.isEmpty() && holder != body["gid"_L1].toString())
            holders.append(holder);
    return holders;
}

http::Response SmallCoordinator::conflict(const QStringList &holders) const
{
    QJsonArray told;
    bool turnsBack = false;
    for (const QString &holder : holders) {
        told.append(QJsonObject{{u"gid"_s, holder}, {u"table"_s, u"t"_s}, {u"row"_s, u"r"_s}});
        turnsBack = turnsBack || m_transactions.value(holder).status == "aborting"_L1;
    }
    return jsonAnswer(409, {{u"dtm_result"_s, u"FAILURE"_s}, {u"code"_s, turnsBack ? u"LOCK_CONFLICT_ROLLBACK"_s : u"LOCK_CONFLICT"_s},
                            {u"message"_s, u"the row is held by another transaction"_s}, {u"holders"_s, told}, {u"retry_after_ms"_s, 5}});
}

http::Response SmallCoordinator::registered(const QJsonObject &body)
{
    const QString gid = body["gid"_L1].toString();
    if (!m_transactions.contains(gid))
        return refusal(u"NOT_FOUND"_s);
    Transaction &transaction = m_transactions[gid];
    const QString requestId = body["request_id"_L1].toString();
    for (const Branch &branch : transaction.branches)
        if (branch.requestId == requestId)
            return jsonAnswer(200, {{u"dtm_result"_s, u"SUCCESS"_s}, {u"branch_id"_s, branch.id}, {u"seq"_s, branch.id.toInt()}});
    if (transaction.status != "prepared"_L1)
        return refusal(u"NOT_ACTIVE"_s);
    if (const QStringList holders = holdersOf(body); !holders.isEmpty())
        return conflict(holders);
    for (const QString &row : rowsOf(body))
        m_locks.insert(row, gid);
    const QString id = u"%1"_s.arg(qlonglong(transaction.branches.size() + 1), 2, 10, QLatin1Char('0'));
    transaction.branches.append({id, body["url"_L1].toString(), body["resource_id"_L1].toString(), requestId});
    return jsonAnswer(200, {{u"dtm_result"_s, u"SUCCESS"_s}, {u"branch_id"_s, id}, {u"seq"_s, transaction.branches.size()}});
}

void SmallCoordinator::release(const QString &gid)
{
    for (auto it = m_locks.begin(); it != m_locks.end();)
        it = it.value() == gid ? m_locks.erase(it) : std::next(it);
}

// First come, first served; whoever has waited long enough is told who holds its rows.
void SmallCoordinator::serveWaiting()
{
    for (qsizetype i = 0; i < m_waiting.size();) {
        const Waiting waiting = m_waiting[i];
        const QStringList holders = holdersOf(waiting.request);
        const bool isTurningBack = std::ranges::any_of(holders, [this](const QString &gid) { return m_transactions[gid].status == "aborting"_L1; });
        if (!holders.isEmpty() && !isTurningBack && QDateTime::currentMSecsSinceEpoch() < waiting.until) {
            ++i;
            continue;
        }
        m_waiting.removeAt(i);
        waiting.responder->send(registered(waiting.request));
    }
}

QStringList SmallCoordinator::finish(const QString &gid, const QString &rollbackOp)
{
    const QString status = statusOf(gid);
    const QString op = status == "submitted"_L1 ? u"commit"_s : rollbackOp;
    QList<Branch> branches = branchesOf(gid);
    if (op != "commit"_L1)
        std::reverse(branches.begin(), branches.end());
    client::CoordinatorConnection caller(url());
    QStringList told;
    for (const Branch &branch : branches) {
        if (branch.isOver)
            continue;
        const QByteArray payload = QJsonDocument(QJsonObject{{u"resource_id"_s, branch.resource}}).toJson(QJsonDocument::Compact);
        const Result<QByteArray> answer =
            caller.call({branch.url, {.gid = Gid{gid}, .kind = u"at"_s, .branch = BranchId{branch.id}, .op = op, .coordinator = {}}, payload}).result();
        const int code = answer ? 200 : answer.error().code == ErrorCode::Conflict ? 409 : 500;
        told.append(answer ? u"%1 200"_s.arg(branch.id) : u"%1 %2 %3"_s.arg(branch.id).arg(code).arg(answer.error().message));
        if (!answer)
            return told;
        const QMutexLocker lock(&m_mutex);
        for (Branch &one : m_transactions[gid].branches)
            one.isOver = one.isOver || one.id == branch.id;
    }
    m_server->run([this, gid, status] {
        const QMutexLocker lock(&m_mutex);
        m_transactions[gid].status = status == "submitted"_L1 ? u"succeed"_s : u"failed"_s;
        release(gid);
        serveWaiting();
    });
    return told;
}

QString SmallCoordinator::statusOf(const QString &gid) const
{
    const QMutexLocker lock(&m_mutex);
    return m_transactions.value(gid, {.status = {}}).status;
}

QList<SmallCoordinator::Branch> SmallCoordinator::branchesOf(const QString &gid) const
{
    const QMutexLocker lock(&m_mutex);
    return m_transactions.value(gid).branches;
}

qsizetype SmallCoordinator::lockCount() const
{
    const QMutexLocker lock(&m_mutex);
    return m_locks.size();
}

QStringList SmallCoordinator::asked() const
{
    const QMutexLocker lock(&m_mutex);
    return m_asked;
}

QList<QJsonObject> SmallCoordinator::bodies(const QString &path) const
{
    const QMutexLocker lock(&m_mutex);
    return m_bodies.value(path);
}

void SmallCoordinator::dropNextAnswer(const QString &path)
{
    const QMutexLocker lock(&m_mutex);
    m_bent[path].isDropped = true;
}

void SmallCoordinator::answerNext(const QString &path, int status, const QByteArray &body)
{
    const QMutexLocker lock(&m_mutex);
    m_bent[path] = {.status = status, .body = body};
}

void SmallCoordinator::beforeNext(const QString &path, const std::function<void()> &act)
{
    const QMutexLocker lock(&m_mutex);
    m_bent[path].act = act;
}

void SmallCoordinator::decide(const QString &gid, const QString &status)
{
    m_server->run([this, gid, status] {
        const QMutexLocker lock(&m_mutex);
        m_transactions[gid].status = status;
        if (status == "submitted"_L1)
            release(gid);
        serveWaiting();
    });
}

void SmallCoordinator::forget(const QString &gid)
{
    const QMutexLocker lock(&m_mutex);
    m_transactions.remove(gid);
}

} // namespace txdesk::test
