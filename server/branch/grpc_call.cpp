// SPDX-License-Identifier: Apache-2.0
#include "server/branch/grpc_call.h"

#include "server/branch/answer_words.h"
#include "server/branch/branch_request.h"

#include <algorithm>

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

// gRPC's numbers, which server/branch otherwise has no need to include.
constexpr int grpcOk = 0;
constexpr int grpcCancelled = 1;
constexpr int grpcDeadlineExceeded = 4;
constexpr int grpcFailedPrecondition = 9;
constexpr int grpcAborted = 10;
constexpr int grpcUnavailable = 14;

constexpr std::array<Name<int>, 17> codeNames{{
    {0, "OK"_L1}, {1, "Canceled"_L1}, {2, "Unknown"_L1}, {3, "InvalidArgument"_L1}, {4, "DeadlineExceeded"_L1},
    {5, "NotFound"_L1}, {6, "AlreadyExists"_L1}, {7, "PermissionDenied"_L1}, {8, "ResourceExhausted"_L1},
    {9, "FailedPrecondition"_L1}, {10, "Aborted"_L1}, {11, "OutOfRange"_L1}, {12, "Unimplemented"_L1},
    {13, "Internal"_L1}, {14, "Unavailable"_L1}, {15, "DataLoss"_L1}, {16, "Unauthenticated"_L1},
}};

QString codeName(int code)
{
    const QLatin1StringView name = nameIn(codeNames, code);
    return name.isEmpty() ? u"Code(%1)"_s.arg(code) : QString(name);
}

bool isNameOfMetadata(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

// What HTTP/2 and gRPC say with these is not for a transaction to change; branch_headers are written for HTTP.
bool belongsToGrpc(const QByteArray &name)
{
    static const QList<QByteArray> names{"content-type"_ba, "content-encoding"_ba, "accept-encoding"_ba, "user-agent"_ba,
                                         "host"_ba, "te"_ba, "connection"_ba, "content-length"_ba};
    return name.startsWith("grpc-") || names.contains(name);
}

bool isValueOfMetadata(const GrpcHeader &header)
{
    return header.name.endsWith("-bin")
        || std::ranges::all_of(header.value, [](char c) { return c >= 0x20 && c <= 0x7e; });
}

QByteArray varint(std::size_t number)
{
    QByteArray out;
    for (; number >= 0x80; number >>= 7)
        out += static_cast<char>(0x80 | (number & 0x7f));
    out += static_cast<char>(number);
    return out;
}

} // namespace

bool saysGrpc(const QString &url)
{
    return url.startsWith("grpc://"_L1) || url.startsWith("grpcs://"_L1);
}

Result<GrpcMethod> grpcMethodOf(const QString &url)
{
    const bool isSecure = url.startsWith("grpcs://"_L1);
    const QString rest = saysGrpc(url) ? url.sliced(isSecure ? 8 : 7) : url;
    if (rest.contains("://"_L1))
        return fail(ErrorCode::InvalidRequest, u"call dtmdriver.Use() before you use custom scheme for '%1'"_s.arg(url));
    const qsizetype slash = rest.indexOf(u'/');
    if (slash < 0)
        return fail(ErrorCode::InvalidRequest, u"bad url: '%1'. no '/' found"_s.arg(url));
    return GrpcMethod{rest.first(slash), rest.sliced(slash).toUtf8(), isSecure};
}

Result<QList<GrpcHeader>> grpcMetadataOf(const engine::Call &call, const Outbound &outbound)
{
    QList<GrpcHeader> headers{{"dtm-gid"_ba, call.gid.value.toUtf8()},
                              {"dtm-trans_type"_ba, QByteArray(nameIn(transactionKindNames, call.kind).data())},
                              {"dtm-branch_id"_ba, call.branch.value.toUtf8()},
                              {"dtm-op"_ba, opTextOf(call).toUtf8()},
                              {"dtm-dtm"_ba, ""_ba},
                              {outboundHeader.toByteArray().toLower(), outbound.name()}};
    for (auto it = call.headers.cbegin(); it != call.headers.cend(); ++it) {
        const QByteArray name = it.key().toLower().toUtf8();
        if (!isNameOfMetadata(name))
            return fail(ErrorCode::InvalidRequest, u"gRPC cannot carry the header name %1; nothing was called"_s.arg(it.key()));
        if (!belongsToGrpc(name) && name.compare(outboundHeader, Qt::CaseInsensitive) != 0)
            headers.append({name, it.value().toUtf8()});
    }
    for (const GrpcHeader &header : headers)
        if (!isValueOfMetadata(header))
            return fail(ErrorCode::InvalidRequest,
                        u"gRPC cannot carry the value of %1, which is not ASCII; nothing was called"_s.arg(QString::fromLatin1(header.name)));
    return headers;
}

QByteArray grpcMessageOf(const engine::Call &call)
{
    if (call.op != OpKind::Resume)
        return call.payload;
    if (call.payload.isEmpty())
        return {};
    return "\x0a"_ba + varint(static_cast<std::size_t>(call.payload.size())) + call.payload;
}

Outcome outcomeOfGrpc(int code, QByteArrayView message)
{
    constexpr int failureOfPhp = 409;
    constexpr int ongoingOfPhp = 425;
    switch (code) {
    case grpcOk: return Outcome::Succeeded;
    case grpcAborted: return message == "ONGOING" ? Outcome::Ongoing : Outcome::Rejected;
    case grpcFailedPrecondition:
    case ongoingOfPhp: return Outcome::Ongoing;
    case failureOfPhp: return Outcome::Rejected;
    default: return Outcome::Unknown;
    }
}

QString textOfGrpc(int code, QByteArrayView message)
{
    const Outcome outcome = outcomeOfGrpc(code, message);
    if (outcome == Outcome::Succeeded)
        return {};
    if (outcome == Outcome::Unknown || message.isEmpty())
        return u"rpc error: code = %1 desc = %2"_s.arg(codeName(code), wordsOf(message));
    return wordsOf(message);
}

QString grpcTargetOf(const QList<QHostAddress> &addresses, quint16 port)
{
    const auto isIpv4 = [](const QHostAddress &address) { return address.protocol() == QAbstractSocket::IPv4Protocol; };
    const bool allIpv4 = std::ranges::all_of(addresses, isIpv4);
    QStringList parts;
    for (const QHostAddress &address : addresses) {
        const QString text = address.toString();
        parts.append((allIpv4 ? text : isIpv4(address) ? u"[::ffff:%1]"_s.arg(text) : u"[%1]"_s.arg(text)) + u':' + QString::number(port));
    }
    return (allIpv4 ? u"ipv4:"_s : u"ipv6:"_s) + parts.join(u',');
}

int statusCodeOfGrpc(int code)
{
    if (code == grpcOk)
        return 200;
    return code == grpcUnavailable || code == grpcDeadlineExceeded || code == grpcCancelled ? 0 : code;
}

} // namespace txdesk::branch
