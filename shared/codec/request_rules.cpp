// Each rule is one small function that complains by the field's name.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/request_rules.h"

#include <algorithm>

namespace txdesk::codec {

using namespace Qt::StringLiterals;

tl::unexpected<Error> refuse(const QString &message, const char *field)
{
    return fail(ErrorCode::InvalidRequest, message, QString::fromLatin1(field));
}

namespace {

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

Result<> checkCustomDataSize(const QString &text, const RequestLimits &limits)
{
    if (isLonger(text, limits.customDataBytesMax))
        return refuse(u"custom_data: too long (at most %1 bytes)"_s.arg(limits.customDataBytesMax), "custom_data");
    return {};
}

Result<> checkBusinessKey(const QString &key, const RequestLimits &limits)
{
    const auto endsLine = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; };
    if (key.toUcs4().size() > limits.businessKeyCharactersMax || std::ranges::any_of(key, endsLine))
        return refuse(u"business_key: at most %1 characters, none of them a control character"_s.arg(limits.businessKeyCharactersMax), "business_key");
    return {};
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

} // namespace txdesk::codec
