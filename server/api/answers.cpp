// Status codes and bodies. Source: docs/api.md; the texts of DTM's routes are DTM's.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/answers.h"

#include "server/coordinator/coordinator.h"
#include "shared/codec/dtm_answer.h"

#include <QJsonDocument>
#include <QLoggingCategory>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidRequest: return 400;
    case ErrorCode::NotAllowed: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::Conflict: return 409;
    case ErrorCode::Overloaded:
    case ErrorCode::AuditUnavailable:
    case ErrorCode::Unavailable: return 503;
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Internal: return 500;
    }
    return 500;
}

Q_LOGGING_CATEGORY(answerLog, "txdesk.api")

QString internalText(const QString &requestId)
{
    return requestId.isEmpty() ? QString(coordinator::internalError) : u"%1 (request %2)"_s.arg(coordinator::internalError, requestId);
}

// What a client is told of an error: the words of a database are for the log.
QString toldOf(const Error &error, const QString &requestId)
{
    switch (error.code) {
    case ErrorCode::Internal:
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Unavailable:
        qCWarning(answerLog).noquote() << "request" << requestId << "failed:" << error.message;
        return error.code == ErrorCode::Unavailable ? u"store unavailable (request %1)"_s.arg(requestId) : internalText(requestId);
    case ErrorCode::AuditUnavailable: return u"audit unavailable"_s;
    case ErrorCode::InvalidRequest:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::NotAllowed:
    case ErrorCode::Overloaded: break;
    }
    return error.message;
}

http::Response withRetryAfter(http::Response response)
{
    if (response.status == 503)
        response.headers.append(http::Header{"Retry-After", "1"});
    return response;
}

} // namespace

http::Response jsonAnswer(int status, QByteArray body)
{
    return {.status = status, .body = std::move(body)};
}

http::Response jsonAnswer(const QJsonObject &object)
{
    return jsonAnswer(200, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

http::Response unknownGid()
{
    return sentence(404, u"no transaction with this gid"_s);
}

http::Response pageNotFound()
{
    return {.status = 404, .body = "404 page not found", .contentType = "text/plain"};
}

http::Response sentence(int status, const QString &message, const QString &field)
{
    QJsonObject body{{u"message"_s, message}};
    if (!field.isEmpty())
        body.insert(u"field"_s, field);
    return withRetryAfter(jsonAnswer(status, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

http::Response errorAnswer(const Error &error, const security::Caller &caller)
{
    return sentence(statusOf(error.code), toldOf(error, caller.requestId), error.field);
}

QString noTransaction(const Gid &gid)
{
    return u"no TransGlobal with gid: %1 found"_s.arg(gid.value);
}

http::Response dtmDone()
{
    return jsonAnswer(200, codec::dtmSuccess());
}

http::Response dtmError(const Error &error, const security::Caller &caller)
{
    return dtmAnswer(dtmReply(error, caller.requestId));
}

http::Response dtmAnswer(const DtmReply &reply)
{
    using Kind = DtmReply::Kind;
    switch (reply.kind) {
    case Kind::Success: return reply.snapshot ? jsonAnswer(200, codec::dtmProgress(*reply.snapshot)) : dtmDone();
    case Kind::Failure: return jsonAnswer(409, codec::dtmFailure(reply.message));
    case Kind::Ongoing: return jsonAnswer(425, codec::dtmOngoing(reply.message));
    case Kind::BadRequest: return jsonAnswer(400, codec::dtmMessage(reply.message));
    case Kind::Forbidden: return jsonAnswer(403, codec::dtmMessage(reply.message));
    case Kind::Busy: return withRetryAfter(jsonAnswer(503, codec::dtmMessage(reply.message)));
    case Kind::Error: break;
    }
    return jsonAnswer(500, codec::dtmMessage(reply.message));
}

QString errorText(const engine::Reply &reply, const QString &requestId)
{
    return reply.message == coordinator::internalError ? internalText(requestId) : reply.message;
}

DtmReply dtmReply(engine::Reply &&reply, const Gid &gid, const QString &requestId)
{
    using Kind = engine::Reply::Kind;
    switch (reply.kind) {
    case Kind::Success: return {.snapshot = std::move(reply.snapshot)};
    case Kind::Failure: return {.kind = DtmReply::Kind::Failure, .message = reply.message};
    case Kind::Ongoing: return {.kind = DtmReply::Kind::Ongoing, .message = reply.message};
    case Kind::Locked:
    case Kind::Moved:
    case Kind::Denied: return {.kind = DtmReply::Kind::Failure, .message = reply.message + u" FAILURE"_s};
    case Kind::NotFound: return {.kind = DtmReply::Kind::Error, .message = noTransaction(gid)};
    case Kind::AuditUnavailable:
    case Kind::Busy: return {.kind = DtmReply::Kind::Busy, .message = reply.message};
    case Kind::Error: break;
    }
    return {.kind = DtmReply::Kind::Error, .message = errorText(reply, requestId)};
}

// DTM knows no 404 and no 409 without FAILURE in it: those become its 500.
DtmReply dtmReply(const Error &error, const QString &requestId)
{
    const QString told = toldOf(error, requestId);
    switch (statusOf(error.code)) {
    case 400: return {.kind = DtmReply::Kind::BadRequest, .message = told};
    case 403: return {.kind = DtmReply::Kind::Forbidden, .message = told};
    case 503: return {.kind = DtmReply::Kind::Busy, .message = told};
    default: return {.kind = DtmReply::Kind::Error, .message = told};
    }
}

bool DtmReply::isPanic() const
{
    return kind == Kind::Error
        && (message.startsWith("no TransGlobal with gid"_L1) || message == "storage: NotFound"_L1 || message == "topic not found"_L1);
}

} // namespace txdesk::api
