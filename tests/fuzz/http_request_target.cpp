// Requests off a connection: the same however the bytes come, and nothing in them that was promised away.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "shared/http/ascii.h"
#include "shared/http/request_parser.h"

#include <QString>

namespace txdesk::fuzz {
namespace {

using http::RequestParser;

constexpr int requestsMax = 100;

http::ServerLimits requestLimits()
{
    http::ServerLimits limits;
    limits.requestLineBytesMax = 256;
    limits.headerBytesMax = 256;
    limits.headersBytesMax = 1024;
    limits.headersMax = 8;
    limits.bodyBytesMax = 512;
    limits.allowedHosts = {"localhost", "127.0.0.1", "[::1]"};
    return limits;
}

void checkPath(const http::Request &request)
{
    FUZZ_PROMISE(QByteArrayView(request.path).isValidUtf8());
    FUZZ_PROMISE(request.path.startsWith('/') || request.path == "*" || request.path.isEmpty());
    FUZZ_PROMISE(!request.path.contains('\0'));
}

void checkRequest(const http::Request &request, const http::ServerLimits &limits)
{
    FUZZ_PROMISE(!request.method.isEmpty() && http::ascii::areAll(request.method, http::ascii::TokenBit));
    checkPath(request);
    FUZZ_PROMISE(request.body.size() <= limits.bodyBytesMax);
    FUZZ_PROMISE(request.headers.size() <= limits.headersMax);
    for (const http::Header &header : request.headers) {
        FUZZ_PROMISE(!header.name.isEmpty() && http::ascii::areAll(header.name, http::ascii::TokenBit) && header.name == header.name.toLower());
        FUZZ_PROMISE(http::ascii::areAll(header.value, http::ascii::ValueBit));
    }
}

QByteArray requestText(http::Request &&request, bool keepsAlive)
{
    QByteArray text = request.method + ' ' + request.path;
    for (const auto &[name, value] : request.query)
        text += " ?" + name + '=' + value;
    for (const http::Header &header : request.headers)
        text += " h:" + header.name + '=' + header.value;
    return text + " b:" + request.body + (keepsAlive ? " k" : " c");
}

bool isAboutBody(const http::Fault &fault)
{
    const QByteArrayView text(fault.text);
    return text == "bad chunk" || text == "body too large" || text == "header too large"; // the last also of trailers
}

// What a connection would have heard, its bytes coming `step` at a time. A chunked body that is wrong in several ways may
// be refused for another reason, or not yet, when less of it has come: there only counts that nothing came of it.
QByteArrayList requestsHeard(QByteArrayView input, qsizetype step, const http::ServerLimits &limits)
{
    QByteArrayList transcript;
    const QByteArray nothing("no whole body");
    RequestParser parser(limits);
    qsizetype from = 0;
    for (qsizetype to = std::min(step, input.size()); transcript.size() < requestsMax; to = std::min(to + step, input.size())) {
        for (;;) {
            const qsizetype used = parser.feed(input.sliced(from, to - from));
            FUZZ_PROMISE(used >= 0 && used <= to - from);
            from += used;
            if (parser.state() == RequestParser::State::Refused) {
                FUZZ_PROMISE(parser.fault().status == 0 || (parser.fault().status >= 400 && parser.fault().status <= 505));
                transcript.append(isAboutBody(parser.fault()) ? nothing : QByteArray::number(parser.fault().status) + ' ' + parser.fault().text);
                return transcript;
            }
            if (parser.state() != RequestParser::State::Complete)
                break;
            const bool keepsAlive = parser.keepsAlive();
            http::Request request = parser.take();
            checkRequest(request, limits);
            transcript.append(requestText(std::move(request), keepsAlive));
            if (!keepsAlive || transcript.size() >= requestsMax)
                return transcript;
        }
        if (to == input.size())
            break;
    }
    transcript.append(parser.state() == RequestParser::State::Head ? QByteArray("a part of a head") : nothing);
    return transcript;
}

} // namespace

void httpRequest(QByteArrayView input)
{
    static const http::ServerLimits limits = requestLimits();
    const QByteArray whole = requestsHeard(input, input.size() + 1, limits).join('|');
    expectSame(whole, requestsHeard(input, 1, limits).join('|'));
    expectSame(whole, requestsHeard(input, 7, limits).join('|'));
}

} // namespace txdesk::fuzz
