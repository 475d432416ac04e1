// A participant's answer: the same however the bytes come, never more than the limits.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "shared/http/ascii.h"
#include "shared/http/response_parser.h"

namespace txdesk::fuzz {
namespace {

using http::ResponseParser;

constexpr http::ResponseLimits responseLimits{.headBytesMax = 1024, .bodyBytesMax = 512};

QByteArray responseText(ResponseParser &parser)
{
    QByteArray text = QByteArray::number(parser.status()) + (parser.keepsAlive() ? " k" : " c");
    for (const http::Header &header : parser.takeHeaders()) {
        FUZZ_PROMISE(!header.name.isEmpty() && http::ascii::areAll(header.name, http::ascii::TokenBit));
        FUZZ_PROMISE(http::ascii::areAll(header.value, http::ascii::ValueBit));
        text += " h:" + header.name + '=' + header.value;
    }
    const QByteArray body = parser.takeBody();
    FUZZ_PROMISE(body.size() <= responseLimits.bodyBytesMax);
    return text + " b:" + body;
}

// A chunked body that is wrong in several ways may fail for another reason, or not yet, when less of it has come: there only
// counts that nothing came of it.
bool isAboutChunks(QByteArrayView error)
{
    return error == "the answer has a bad chunk" || error == "the answer's body is too large";
}

QByteArray responseHeard(QByteArrayView input, qsizetype step, bool answersHead, bool ends)
{
    ResponseParser parser(responseLimits);
    parser.reset(answersHead);
    qsizetype from = 0;
    for (qsizetype to = std::min(step, input.size());; to = std::min(to + step, input.size())) {
        const qsizetype used = parser.feed(input.sliced(from, to - from));
        FUZZ_PROMISE(used >= 0 && used <= to - from);
        from += used;
        if (parser.state() == ResponseParser::State::Complete)
            return responseText(parser) + " rest:" + QByteArray::number(input.size() - from);
        if (parser.state() == ResponseParser::State::Failed || to == input.size())
            break;
    }
    if (parser.state() != ResponseParser::State::Failed && ends)
        parser.endOfInput();
    if (parser.state() == ResponseParser::State::Failed) {
        FUZZ_PROMISE(parser.error()[0] != '\0');
        return isAboutChunks(parser.error()) ? QByteArray("nothing") : QByteArray("failed: ") + parser.error();
    }
    if (parser.state() == ResponseParser::State::Head)
        return "a part of a head";
    return parser.state() == ResponseParser::State::Complete ? responseText(parser) : QByteArray("nothing");
}

} // namespace

void httpResponse(QByteArrayView input)
{
    const quint8 variant = takeByte(input);
    const bool answersHead = variant & 1, ends = variant & 2;
    const QByteArray whole = responseHeard(input, input.size() + 1, answersHead, ends);
    expectSame(whole, responseHeard(input, 1, answersHead, ends));
    expectSame(whole, responseHeard(input, 7, answersHead, ends));
}

} // namespace txdesk::fuzz
