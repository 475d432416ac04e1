// Reads transaction requests of DTM's routes. Each check is one small function that complains by the field's name.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/dtm_request.h"

#include "shared/codec/option_fields.h"
#include "shared/codec/options_codec.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refuse(const QString &message, const char *field)
{
    return fail(ErrorCode::InvalidRequest, message, QString::fromLatin1(field));
}

// Counts bytes only where characters could be too many of them.
bool isLonger(const QString &text, int bytesMax)
{
    return text.size() > bytesMax || (text.size() * 3 > bytesMax && text.toUtf8().size() > bytesMax);
}

bool isBidiControl(QChar c)
{
    const ushort u = c.unicode();
    return u == 0x061C || u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c.unicode() == 0x2028 || c.unicode() == 0x2029;
}

bool fitsGid(const QString &gid, GidCharset charset)
{
    static const QString refused = u"'\"\\;`<>%"_s;
    return std::none_of(gid.begin(), gid.end(), [charset](QChar c) {
        return isControl(c) || isBidiControl(c) || (charset == GidCharset::Strict && refused.contains(c));
    });
}

bool isTokenCharacter(QChar c)
{
    static const QString separators = u"\"(),/:;<=>?@[\\]{}"_s;
    return c.unicode() > 0x20 && c.unicode() < 0x7F && !separators.contains(c);
}

bool isHeaderName(const QString &name)
{
    // These belong to the connection, not to the participant.
    static const QStringList ours{u"host"_s, u"content-length"_s, u"transfer-encoding"_s, u"connection"_s, u"keep-alive"_s,
                                  u"te"_s, u"trailer"_s, u"upgrade"_s, u"expect"_s, u"proxy-connection"_s};
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenCharacter) && !ours.contains(name.toLower());
}

bool isHeaderValue(const QString &value, int bytesMax)
{
    const auto control = [](QChar c) { return c.category() == QChar::Other_Control && c != u'\t'; };
    return !isLonger(value, bytesMax) && std::none_of(value.begin(), value.end(), control);
}

Result<> checkHeaders(const QMap<QString, QString> &headers, const RequestLimits &limits)
{
    if (headers.size() > limits.branchHeadersMax)
        return refuse(u"branch_headers: too many (at most %1)"_s.arg(limits.branchHeadersMax), "branch_headers");
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (!isHeaderName(it.key()))
            return refuse(u"branch_headers: a name is not allowed"_s, "branch_headers");
        if (!isHeaderValue(it.value(), limits.branchHeaderBytesMax))
            return refuse(u"branch_headers: a value is too long or has control characters"_s, "branch_headers");
    }
    return {};
}

Result<> checkUrl(const QString &url, const QString &field, const RequestLimits &limits)
{
    if (isLonger(url, limits.urlBytesMax))
        return fail(ErrorCode::InvalidRequest, u"url too long"_s, field);
    return {};
}

// One member of a step: a string, null for "".
Result<QString> stepText(const QJsonObject &step, QLatin1StringView name, qsizetype index)
{
    const QJsonValue value = step.value(name);
    if (!value.isUndefined() && !value.isNull() && !value.isString()) {
        const QString field = u"steps[%1].%2"_s.arg(index).arg(name);
        return fail(ErrorCode::InvalidRequest, u"field %1: expected a string"_s.arg(field), field);
    }
    return value.toString();
}

Result<RequestStep> readStep(const QJsonValue &value, qsizetype index, const RequestLimits &limits, QByteArray &oldData)
{
    const QString path = u"steps[%1]"_s.arg(index);
    if (!value.isObject())
        return fail(ErrorCode::InvalidRequest, u"field %1: expected a map"_s.arg(path), path);
    const QJsonObject object = value.toObject();
    const QString actionPath = path + ".action"_L1;
    if (!object.contains("action"_L1))
        return fail(ErrorCode::InvalidRequest, u"%1: is missing"_s.arg(actionPath), actionPath);
    const Result<QString> action = stepText(object, "action"_L1, index);
    const Result<QString> compensate = stepText(object, "compensate"_L1, index);
    const Result<QString> data = stepText(object, "data"_L1, index);
    for (const Result<QString> *text : {&action, &compensate, &data})
        if (!*text)
            return tl::unexpected<Error>(text->error());
    for (const QString &url : {*action, *compensate})
        if (const Result<> fits = checkUrl(url, path, limits); !fits)
            return tl::unexpected<Error>(fits.error());
    oldData = data->toUtf8();
    return RequestStep{*action, *compensate, {}};
}

Result<QList<QByteArray>> readPayloads(Fields &fields)
{
    QList<QByteArray> payloads;
    for (const QString &text : fields.texts("payloads"_L1))
        payloads.append(text.toUtf8());
    for (QByteArray &payload : payloads)
        payload.squeeze(); // toUtf8() reserves three bytes a character, and these stay in memory
    return fields.finish(payloads);
}

// Payloads in order; then, from clients before DTM 1.x, the `data` of every step that has some.
Result<QList<RequestStep>> readSteps(Fields &fields, const RequestLimits &limits)
{
    QList<RequestStep> steps;
    Result<QList<QByteArray>> payloads = readPayloads(fields);
    const QJsonArray items = fields.list("steps"_L1);
    if (!payloads || !fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (items.size() > limits.stepsMax)
        return refuse(u"steps: too many (at most %1)"_s.arg(limits.stepsMax), "steps");
    for (qsizetype i = 0; i < items.size(); ++i) {
        QByteArray oldData;
        const Result<RequestStep> step = readStep(items[i], i, limits, oldData);
        if (!step)
            return tl::unexpected<Error>(step.error());
        steps.append(*step);
        if (!oldData.isEmpty())
            payloads->append(oldData);
    }
    if (payloads->size() != steps.size())
        return refuse(u"payloads: expected one for each step"_s, "payloads");
    for (qsizetype i = 0; i < steps.size(); ++i) {
        if (payloads->at(i).size() > limits.payloadBytesMax)
            return refuse(u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), "payloads");
        steps[i].payload = payloads->at(i);
    }
    return steps;
}

Result<TransactionKind> readKind(Fields &fields)
{
    const QString word = fields.text("trans_type"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    const auto kind = valueIn(transactionKindNames, word);
    if (!kind)
        return refuse(u"trans_type: expected saga, msg, tcc, xa, workflow, at or notify"_s, "trans_type");
    return *kind;
}

Result<QString> readProtocol(Fields &fields)
{
    const QString protocol = fields.text("protocol"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (protocol.isEmpty())
        return u"http"_s;
    if (protocol != "http"_L1 && protocol != "json-rpc"_L1 && protocol != "grpc"_L1)
        return refuse(u"protocol: expected http, json-rpc or grpc"_s, "protocol");
    return protocol;
}

Result<> readCustomData(Fields &fields, TransactionRequest &request, const RequestLimits &limits)
{
    request.customData = fields.text("custom_data"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (isLonger(request.customData, limits.customDataBytesMax))
        return refuse(u"custom_data: too long (at most %1 bytes)"_s.arg(limits.customDataBytesMax), "custom_data");
    const Result<CustomData> custom =
        customDataFromText(request.kind, request.customData, static_cast<int>(request.steps.size()));
    if (!custom)
        return tl::unexpected<Error>(custom.error());
    request.custom = *custom;
    if (request.kind == TransactionKind::Message || request.kind == TransactionKind::Notify)
        request.custom.concurrent = request.options.concurrent;
    return {};
}

Result<Gid> readGid(Fields &fields, const RequestLimits &limits)
{
    const QString gid = fields.text("gid"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    return checkedGid(gid, limits);
}

// The word a workflow ends with. DTM stores any, and then never looks at the row again.
Result<> checkEnd(const TransactionRequest &request)
{
    const auto status = request.extra.constFind(u"status"_s);
    if (request.kind != TransactionKind::Workflow || status == request.extra.cend())
        return {};
    const auto known = valueIn(transactionStatusNames, *status);
    if (!known || !isFinal(*known))
        return refuse(u"status: req_extra.status must be succeed or failed"_s, "req_extra");
    return {};
}

// An option that would do nothing is a mistake of its sender.
Result<> checkOurs(const TransactionRequest &request)
{
    const TransactionOptions &options = request.options;
    const bool notifies = request.kind == TransactionKind::Notify;
    if (!notifies && request.kind != TransactionKind::Message) {
        if (!options.retryLadder.isEmpty())
            return refuse(u"field retry_ladder: only msg and notify have one"_s, "retry_ladder");
        if (options.checkInterval > Seconds{0} || options.checkMax > 0)
            return refuse(u"field check_interval: only of msg and notify the sender is asked"_s, "check_interval");
    }
    if (!notifies && (options.window > Seconds{0} || !options.successBody.isEmpty()))
        return refuse(u"field window: only notify has a window and a success_body"_s, "window");
    return {};
}

Result<> readBusinessKey(Fields &fields, TransactionRequest &request, const RequestLimits &limits)
{
    request.businessKey = fields.text("business_key"_L1);
    const auto endsLine = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; };
    const QString &key = request.businessKey;
    if (key.toUcs4().size() > limits.businessKeyCharactersMax || std::ranges::any_of(key, endsLine))
        return refuse(u"business_key: at most %1 characters, none of them a control character"_s.arg(limits.businessKeyCharactersMax), "business_key");
    return {};
}

Result<> readRest(Fields &fields, TransactionRequest &request, const RequestLimits &limits)
{
    readOptions(fields, request.options, request.kind == TransactionKind::Notify ? limits.notifyLadder : limits.messageLadder);
    request.queryPrepared = fields.text("query_prepared"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (const Result<> fits = checkOurs(request); !fits)
        return fits;
    if (const Result<> fits = checkUrl(request.queryPrepared, u"query_prepared"_s, limits); !fits)
        return fits;
    if (const Result<> fits = checkHeaders(request.options.branchHeaders, limits); !fits)
        return fits;
    if (const Result<> fits = readBusinessKey(fields, request, limits); !fits)
        return fits;
    request.extra = fields.textMap("req_extra"_L1);
    if (!fields.ok())
        return tl::unexpected<Error>(fields.error());
    if (const Result<> fits = checkEnd(request); !fits)
        return fits;
    return readCustomData(fields, request, limits);
}

// Branch ids are made by client libraries: two digits a level, and "-" between a step and its subscriber.
Result<> checkBranch(const RegisterBody &body, const RequestLimits &limits)
{
    const bool isPadded = body.branch.value.trimmed() != body.branch.value; // MySQL takes "01 " for "01"
    if (body.branch.value.isEmpty() || isPadded || isLonger(body.branch.value, limits.gidBytesMax)
        || !fitsGid(body.branch.value, GidCharset::Strict))
        return refuse(u"bad branch_id"_s, "branch_id");
    if (body.data.size() > limits.payloadBytesMax)
        return refuse(u"payload too large (at most %1 bytes)"_s.arg(limits.payloadBytesMax), "data");
    const qsizetype idBytes = body.gid.value.toUtf8().size() + body.branch.value.toUtf8().size();
    if (body.kindText == nameIn(transactionKindNames, TransactionKind::Xa) && idBytes > limits.xaIdBytesMax)
        return refuse(u"xa id too long (at most %1 bytes for gid and branch_id)"_s.arg(limits.xaIdBytesMax), "gid");
    for (const QString &url : {body.confirm, body.cancel, body.url})
        if (const Result<> fits = checkUrl(url, u"url"_s, limits); !fits)
            return fits;
    return {};
}

} // namespace

Result<Gid> checkedGid(QString text, const RequestLimits &limits)
{
    if (limits.gidCharset == GidCharset::Dtm)
        text.removeIf([](QChar c) { return c == u'\r' || c == u'\n' || c == u';'; });
    const bool fits = !text.isEmpty() && !isLonger(text, limits.gidBytesMax) && fitsGid(text, limits.gidCharset);
    if (!fits)
        return refuse(u"bad gid"_s, "gid");
    return Gid{text};
}

Result<TransactionRequest> transactionRequestFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    TransactionRequest request;
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    const Result<TransactionKind> kind = readKind(fields);
    if (!kind)
        return tl::unexpected<Error>(kind.error());
    const Result<QString> protocol = readProtocol(fields);
    if (!protocol)
        return tl::unexpected<Error>(protocol.error());
    // The branches of the other kinds register one by one; their clients send empty steps at most.
    const bool hasSteps = *kind == TransactionKind::Saga || *kind == TransactionKind::Message || *kind == TransactionKind::Notify;
    if (*kind == TransactionKind::Notify && *protocol != "http"_L1)
        return refuse(u"protocol: notifications go over http"_s, "protocol");
    Result<QList<RequestStep>> steps = hasSteps ? readSteps(fields, limits) : QList<RequestStep>{};
    if (!steps)
        return tl::unexpected<Error>(steps.error());
    request.gid = *gid;
    request.kind = *kind;
    request.protocol = *protocol;
    request.steps = std::move(*steps);
    if (const Result<> rest = readRest(fields, request, limits); !rest)
        return tl::unexpected<Error>(rest.error());
    return request;
}

Result<AbortBody> abortBodyFrom(const QJsonObject &json, const RequestLimits &limits)
{
    Fields fields(json);
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    AbortBody abort;
    abort.gid = *gid;
    abort.kindText = fields.text("trans_type"_L1);
    abort.reason = fields.text("rollback_reason"_L1).left(limits.reasonCharactersMax);
    abort.waitResult = fields.flag("wait_result"_L1);
    return fields.finish(abort);
}

Result<RegisterBody> registerBodyFrom(const QJsonObject &json, const RequestLimits &limits)
{
    if (!std::all_of(json.begin(), json.end(), [](const QJsonValue &value) { return value.isString() || value.isNull(); }))
        return refuse(u"expected a map of strings"_s, "");
    Fields fields(json);
    const Result<Gid> gid = readGid(fields, limits);
    if (!gid)
        return tl::unexpected<Error>(gid.error());
    RegisterBody body;
    body.gid = *gid;
    body.kindText = fields.text("trans_type"_L1);
    body.branch = BranchId{fields.text("branch_id"_L1)};
    body.data = fields.text("data"_L1).toUtf8();
    body.confirm = fields.text("confirm"_L1);
    body.cancel = fields.text("cancel"_L1);
    body.url = fields.text("url"_L1);
    body.op = fields.text("op"_L1);
    body.status = fields.text("status"_L1);
    if (const Result<> fits = checkBranch(body, limits); !fits)
        return tl::unexpected<Error>(fits.error());
    return body;
}

namespace {

// A body's text, read as Go reads it, on its way to one of the readers above.
template<class T>
Result<T> readBody(const QByteArray &body, const RequestLimits &limits, Result<T> (*read)(const QJsonObject &, const RequestLimits &))
{
    const Result<QJsonObject> json = parseObject(body, KeyRule::LikeGo, limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return read(*json, limits);
}

} // namespace

Result<TransactionRequest> transactionRequestFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<TransactionRequest>(body, limits, transactionRequestFrom);
}

Result<AbortBody> abortBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<AbortBody>(body, limits, abortBodyFrom);
}

Result<RegisterBody> registerBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    return readBody<RegisterBody>(body, limits, registerBodyFrom);
}

Result<Gid> gidBodyFrom(const QByteArray &body, const RequestLimits &limits)
{
    const Result<QJsonObject> json = parseObject(body, KeyRule::LikeGo, limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    Fields fields(*json);
    return readGid(fields, limits);
}

} // namespace txdesk::codec
