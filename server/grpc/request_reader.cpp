// Writes the members of a message as the JSON body of the same request, so that both transports share one set of checks.
// Payloads are bytes and go around it.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/request_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <dtmgimp.pb.h>

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray bytes(const std::string &data)
{
    return QByteArray(data.data(), static_cast<qsizetype>(data.size()));
}

template<class Map>
QJsonObject textsOf(const Map &map)
{
    QJsonObject json;
    for (const auto &[key, value] : map)
        json.insert(text(key), text(value));
    return json;
}

QByteArray bodyOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

template<class Value>
Question questionFrom(Result<Value> &&read)
{
    return read ? Question(std::move(*read)) : Question(std::move(read.error()));
}

void addOptions(QJsonObject &json, const dtmgimp::DtmTransOptions &options)
{
    json.insert("wait_result"_L1, options.waitresult());
    json.insert("timeout_to_fail"_L1, qint64{options.timeouttofail()});
    json.insert("retry_interval"_L1, qint64{options.retryinterval()});
    json.insert("request_timeout"_L1, qint64{options.requesttimeout()});
    json.insert("retry_limit"_L1, qint64{options.retrylimit()});
    json.insert("branch_headers"_L1, textsOf(options.branchheaders()));
}

Error refusal(const QString &message, QLatin1StringView field)
{
    return {.code = ErrorCode::InvalidRequest, .message = message, .field = field};
}

// Empty and null are no steps.
Result<QJsonArray> stepsOf(const std::string &json)
{
    const QByteArray given = bytes(json).trimmed();
    if (given.isEmpty() || given == "null")
        return QJsonArray{};
    QJsonParseError fault{};
    const QJsonDocument document = QJsonDocument::fromJson(given, &fault);
    if (!document.isArray())
        return tl::unexpected<Error>(refusal(u"steps: expected a JSON list"_s, "steps"_L1));
    return document.array();
}

// The checks count payloads; the bytes themselves need not be text.
QJsonArray placesFor(int payloads)
{
    QJsonArray places;
    for (int i = 0; i < payloads; ++i)
        places.append(QString());
    return places;
}

} // namespace

Question transactionFrom(const dtmgimp::DtmRequest &message, const codec::RequestLimits &limits)
{
    const Result<QJsonArray> steps = stepsOf(message.steps());
    if (!steps)
        return steps.error();
    QJsonObject json{{"gid"_L1, text(message.gid())},
                     {"trans_type"_L1, text(message.transtype())},
                     {"steps"_L1, *steps},
                     {"payloads"_L1, placesFor(message.binpayloads_size())},
                     {"custom_data"_L1, text(message.customeddata())},
                     {"query_prepared"_L1, text(message.queryprepared())},
                     {"protocol"_L1, "grpc"_L1},
                     {"rollback_reason"_L1, text(message.rollbackreason())},
                     {"req_extra"_L1, textsOf(message.reqextra())}};
    if (const auto key = message.reqextra().find("business_key"); key != message.reqextra().end())
        json.insert("business_key"_L1, text(key->second)); // its message has no field for it
    addOptions(json, message.transoptions());
    Result<codec::TransactionRequest> request = codec::transactionRequestFrom(bodyOf(json), limits);
    if (!request)
        return std::move(request.error());
    for (int i = 0; i < message.binpayloads_size() && i < request->steps.size(); ++i) {
        const std::string &payload = message.binpayloads(i);
        if (payload.size() > static_cast<std::size_t>(limits.payloadBytesMax))
            return refusal(u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), "payloads"_L1);
        request->steps[i].payload = bytes(payload);
    }
    return std::move(*request);
}

Question abortFrom(const dtmgimp::DtmRequest &message, const codec::RequestLimits &limits)
{
    return questionFrom(codec::abortBodyFrom(bodyOf({{"gid"_L1, text(message.gid())},
                                                     {"trans_type"_L1, text(message.transtype())},
                                                     {"rollback_reason"_L1, text(message.rollbackreason())},
                                                     {"wait_result"_L1, message.transoptions().waitresult()}}),
                                             limits));
}

Question branchFrom(const dtmgimp::DtmBranchRequest &message, const codec::RequestLimits &limits)
{
    QJsonObject json = textsOf(message.data());
    json.remove("data"_L1); // the payload is the data
    json.insert("gid"_L1, text(message.gid()));
    json.insert("trans_type"_L1, text(message.transtype()));
    json.insert("branch_id"_L1, text(message.branchid()));
    Result<codec::RegisterBody> body = codec::registerBodyFrom(bodyOf(json), limits);
    if (!body)
        return std::move(body.error());
    if (message.busipayload().size() > static_cast<std::size_t>(limits.payloadBytesMax))
        return refusal(u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), "data"_L1);
    body->data = bytes(message.busipayload());
    return std::move(*body);
}

Question topicFrom(const dtmgimp::DtmTopicRequest &message)
{
    return TopicBody{text(message.topic()), text(message.url()), text(message.remark())};
}

} // namespace txdesk::grpcapi
