// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/http_answer.h"

#include "console/client/client_words.h"
#include "shared/codec/json_reader.h"

#include <QNetworkReply>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// A page of a thousand rows and a detail of five thousand events fit; a coordinator never says more.
constexpr codec::JsonLimits answerLimits{.valuesMax = 1'000'000};

QString beginningOf(const QByteArray &body)
{
    return QString::fromUtf8(body.left(200)).simplified();
}

} // namespace

ErrorCode errorCodeOf(int httpStatus)
{
    switch (httpStatus) {
    case 400: return ErrorCode::InvalidRequest;
    case 401:
    case 403: return ErrorCode::NotAllowed;
    case 404: return ErrorCode::NotFound;
    case 409:
    case 412: return ErrorCode::Conflict;
    case 429:
    case 503: return ErrorCode::Overloaded;
    default: return ErrorCode::Internal;
    }
}

Door doorOf(int httpStatus)
{
    switch (httpStatus) {
    case 401: return Door::NotAuthorised;
    case 403: return Door::Forbidden;
    case 429: return Door::Busy;
    default: return Door::Open;
    }
}

QString lostText(const QNetworkReply &reply)
{
    if (reply.error() == QNetworkReply::OperationCanceledError) // by nobody: the time of the request was over
        return inClientWords(QT_TRANSLATE_NOOP("Client", "The coordinator did not answer in time"));
    return reply.errorString();
}

QString problemOf(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300)
        return u"HTTP %1 from %2"_s.arg(status).arg(reply.url().path());
    if (reply.error() == QNetworkReply::NoError)
        return inClientWords(QT_TRANSLATE_NOOP("Client", "The coordinator closed the stream"));
    return lostText(reply);
}

Result<QJsonObject> jsonAnswer(QNetworkReply &reply, const QByteArray &body, bool mayHaveActed)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        // A refused connection never carried the request; any other loss may have come after it.
        const bool neverSent =
            reply.error() == QNetworkReply::ConnectionRefusedError || reply.error() == QNetworkReply::HostNotFoundError;
        const ErrorCode code = mayHaveActed && !neverSent ? ErrorCode::OutcomeUnknown : ErrorCode::Unavailable;
        return fail(code, lostText(reply));
    }
    Result<QJsonObject> json = codec::parseObject(body, codec::KeyRule::StrictOnce, answerLimits);
    if (status >= 200 && status < 300) {
        if (!json)
            return fail(ErrorCode::Internal, inClientWords(QT_TRANSLATE_NOOP("Client", "The answer is not what a coordinator says (%1): %2")).arg(
                                                 json.error().message, beginningOf(body)));
        return json;
    }
    if (!json || !json->contains("message"_L1))
        return fail(errorCodeOf(status),
                    u"HTTP %1: %2"_s.arg(status).arg(beginningOf(body)));
    QString field = json->value("field"_L1).toString();
    if (status == 412 && field.isEmpty())
        field = u"expectedEpoch"_s; // tells "it moved" from "it is not allowed"
    return fail(errorCodeOf(status), json->value("message"_L1).toString(), field);
}

} // namespace txdesk::console
