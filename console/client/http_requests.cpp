// What the console asks a coordinator of ours for: each function is one route of /api/v1.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_coordinator_link.h"
#include "console/client/http_answer.h"
#include "shared/codec/audit_codec.h"
#include "shared/codec/history_codec.h"
#include "shared/codec/lock_codec.h"
#include "shared/codec/token_codec.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

template <class T, class Read>
void answerList(const Result<QJsonObject> &json, QLatin1StringView key, Read read, const Answer<QList<T>> &answer)
{
    if (!json)
        return answer(tl::unexpected(json.error()));
    QList<T> items;
    for (const QJsonValue &value : json->value(key).toArray()) {
        Result<T> item = read(value.toObject());
        if (!item)
            return answer(tl::unexpected(item.error()));
        items.append(*std::move(item));
    }
    answer(std::move(items));
}

template <class T, class Read>
void answerOne(const Result<QJsonObject> &json, Read read, const Answer<T> &answer)
{
    answer(json ? read(*json) : Result<T>(tl::unexpected(json.error())));
}

QByteArray parameter(const char *name, const QString &value)
{
    return QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
}

Result<MadeToken> madeTokenFromJson(const QJsonObject &json)
{
    const Result<AccessToken> token = codec::accessTokenFromJson(json.value("token"_L1).toObject(), UnknownWords::Kept);
    if (!token)
        return tl::unexpected(token.error());
    return MadeToken{*token, json.value("secret"_L1).toString().toLatin1()};
}

} // namespace

void HttpCoordinatorLink::list(const TransactionFilter &filter, const PageRequest &page, QObject *context,
                               Answer<TransactionPage> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/transactions"_s, codec::toQuery(filter, page)), context,
          [answer](const Result<QJsonObject> &json) { answerOne(json, keepingWords(codec::pageFromJson), answer); });
}

void HttpCoordinatorLink::act(const ActionRequest &request, QObject *context, Answer<TransactionRow> answer)
{
    const QUrl url = m_door.atGid(request.gid.value, u'/' + nameIn(actionNames, request.action));
    m_door.send("POST", url, codec::toJson(request), context, [answer](const Result<QJsonObject> &json) {
        const auto read = [](const QJsonObject &body) {
            return codec::rowFromJson(body.value("transaction"_L1).toObject(), UnknownWords::Kept);
        };
        answerOne(json, read, answer);
    });
}

void HttpCoordinatorLink::stats(QObject *context, Answer<CoordinatorStats> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/stats"_s), context,
          [answer](const Result<QJsonObject> &json) { answerOne(json, keepingWords(codec::statsFromJson), answer); });
}

void HttpCoordinatorLink::participants(QObject *context, Answer<QList<ParticipantStats>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/participants"_s), context, [answer](const Result<QJsonObject> &json) {
        answerList<ParticipantStats>(json, "participants"_L1, codec::participantStatsFromJson, answer);
    });
}

void HttpCoordinatorLink::history(QObject *context, Answer<StatsHistory> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/history"_s), context,
          [answer](const Result<QJsonObject> &json) { answerOne(json, keepingWords(codec::historyFromJson), answer); });
}

void HttpCoordinatorLink::nodes(QObject *context, Answer<QList<NodeInfo>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/nodes"_s), context, [answer](const Result<QJsonObject> &json) {
        answerList<NodeInfo>(json, "nodes"_L1, codec::nodeFromJson, answer);
    });
}

void HttpCoordinatorLink::payloads(const Gid &gid, const QString &reason, QObject *context, Answer<ShownPayloads> answer)
{
    QUrl url = m_door.atGid(gid.value, u"/payloads"_s);
    if (!reason.isEmpty())
        url.setQuery(QString::fromLatin1(parameter("reason", reason)), QUrl::StrictMode);
    m_door.fetch(url, context, [answer](const Result<QJsonObject> &json) { answerOne(json, shownPayloadsFromJson, answer); });
}

void HttpCoordinatorLink::locks(const LockFilter &filter, const QString &after, int limit, QObject *context, Answer<LockPage> answer)
{
    const codec::LockQuery query{.filter = filter, .after = after, .limit = limit};
    m_door.fetch(m_door.at(u"/api/v1/locks"_s, codec::toQuery(query)), context,
                 [answer](const Result<QJsonObject> &json) { answerOne(json, keepingWords(codec::lockPageFromJson), answer); });
}

void HttpCoordinatorLink::lockWaits(QObject *context, Answer<QList<LockWait>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/lock-waits"_s), context,
                 [answer](const Result<QJsonObject> &json) { answerOne(json, codec::lockWaitsFromJson, answer); });
}

void HttpCoordinatorLink::undo(const Gid &gid, const BranchId &branch, const QString &reason, QObject *context, Answer<UndoView> answer)
{
    QUrl url = m_door.atGid(gid.value, u"/undo"_s);
    QByteArray query = parameter("branch", branch.value);
    if (!reason.isEmpty())
        query += '&' + parameter("reason", reason);
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    m_door.fetch(url, context, [answer](const Result<QJsonObject> &json) { answerOne(json, undoViewFromJson, answer); });
}

void HttpCoordinatorLink::audit(const AuditFilter &filter, const QString &after, int limit, QObject *context,
                                Answer<AuditPage> answer)
{
    codec::AuditQuery query;
    query.filter = filter;
    query.after = after;
    query.limit = limit;
    m_door.fetch(m_door.at(u"/api/v1/audit"_s, codec::toQuery(query)), context,
                 [answer](const Result<QJsonObject> &json) { answerOne(json, keepingWords(codec::auditPageFromJson), answer); });
}

void HttpCoordinatorLink::tokens(QObject *context, Answer<QList<AccessToken>> answer)
{
    m_door.fetch(m_door.at(u"/api/v1/tokens"_s), context, [answer](const Result<QJsonObject> &json) {
        answerList<AccessToken>(json, "tokens"_L1, keepingWords(codec::accessTokenFromJson), answer);
    });
}

void HttpCoordinatorLink::makeToken(const TokenOrder &order, QObject *context, Answer<MadeToken> answer)
{
    codec::TokenWish wish;
    wish.name = order.name;
    wish.role = order.role;
    wish.scope = order.scope;
    wish.expiresIn = order.expiresIn;
    wish.reason = order.reason;
    m_door.send("POST", m_door.at(u"/api/v1/tokens"_s), codec::toJson(wish), context,
                [answer](const Result<QJsonObject> &json) { answerOne(json, madeTokenFromJson, answer); });
}

void HttpCoordinatorLink::revokeToken(const QString &id, const QString &reason, QObject *context, Answer<AccessToken> answer)
{
    const QString path = u"/api/v1/tokens/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    QUrl url = m_door.at({}, parameter("reason", reason));
    url.setPath(path, QUrl::StrictMode);
    m_door.send("DELETE", url, {}, context, [answer](const Result<QJsonObject> &json) {
        const auto read = [](const QJsonObject &body) {
            return codec::accessTokenFromJson(body.value("token"_L1).toObject(), UnknownWords::Kept);
        };
        answerOne(json, read, answer);
    });
}

} // namespace txdesk::console
