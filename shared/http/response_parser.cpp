#include "shared/http/response_parser.h"

#include "shared/http/beast_support.h"

#include <algorithm>

namespace txdesk::http {

namespace {

constexpr qsizetype reserveBytesMax = 16 * 1024;
constexpr int interimMax = 8;
constexpr int switchingProtocols = 101;

bool isDecimal(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Counts what decides where a message ends.
struct LengthFields
{
    int lengths = 0;
    int encodings = 0;
};

const char *fieldFault(QByteArrayView line, LengthFields &framing)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !ascii::areAll(line.first(colon), ascii::TokenBit))
        return "the answer has a bad header";
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = ascii::trimmed(line.sliced(colon + 1));
    if (!ascii::areAll(value, ascii::ValueBit))
        return "the answer has a bad header";
    if (ascii::equals(name, "content-length") && (++framing.lengths > 1 || !isDecimal(value)))
        return "the answer has a bad length";
    if (ascii::equals(name, "transfer-encoding") && (++framing.encodings > 1 || !ascii::equals(value, "chunked")))
        return "the answer has a transfer encoding other than chunked";
    return nullptr;
}

// `head` ends with the blank line. Null: nothing is wrong with it.
const char *responseHeadFault(QByteArrayView head)
{
    LengthFields framing;
    for (bool isFirst = true; head.size() > 2; isFirst = false) {
        const qsizetype end = head.indexOf('\n');
        if (end < 1 || head[end - 1] != '\r')
            return "the answer has a bad line end";
        const QByteArrayView line = head.first(end - 1);
        head = head.sliced(end + 1);
        if (isFirst && !ascii::areAll(line, ascii::ValueBit))
            return "the answer has a bad status line";
        if (const char *fault = isFirst ? nullptr : fieldFault(line, framing))
            return fault;
    }
    return framing.lengths > 0 && framing.encodings > 0 ? "the answer has both a length and a transfer encoding" : nullptr;
}

} // namespace

class ResponseParser::Sink final : public beast::engine::http::basic_parser<false>
{
public:
    explicit Sink(qsizetype trailerBytesMax) : m_trailerBytesMax(trailerBytesMax) {}

    int status = 0;
    QList<Header> headers{};
    QByteArray body{};
    bool sawChunk = false;
    const char *lastChunk = nullptr; // behind its size; within the bytes of the call that read it

private:
    using View = beast::engine::string_view;
    using Code = beast::Code;

    void on_request_impl(beast::engine::http::verb, View, View, int, Code &) override {}
    void on_response_impl(int code, View, int, Code &) override { status = code; }

    void on_field_impl(beast::engine::http::field, View name, View value, Code &error) override
    {
        if (!m_isBody)
            headers.append(Header{ascii::lowered(beast::view(name)), beast::view(value).toByteArray()});
        else if ((m_trailerBytes += static_cast<qsizetype>(name.size() + value.size()) + 4) > m_trailerBytesMax)
            error = beast::engine::http::error::header_limit;
    }

    void on_header_impl(Code &) override { m_isBody = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, Code &) override
    {
        body.reserve(std::min(static_cast<qsizetype>(length.value_or(0)), reserveBytesMax));
    }

    std::size_t on_body_impl(View text, Code &) override
    {
        body.append(beast::view(text));
        return text.size();
    }

    void on_chunk_header_impl(std::uint64_t size, View extensions, Code &error) override
    {
        sawChunk = true;
        lastChunk = size == 0 ? extensions.data() : nullptr;
        if (beast::view(extensions).size() > beast::chunkLineBytesMax)
            error = beast::engine::http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, View text, Code &error) override { return on_body_impl(text, error); }
    void on_finish_impl(Code &) override {}

    const qsizetype m_trailerBytesMax;
    qsizetype m_trailerBytes = 0;
    bool m_isBody = false;
};

ResponseParser::ResponseParser(ResponseLimits limits) : m_limits(limits) {}

ResponseParser::~ResponseParser() = default;

void ResponseParser::reset(bool answersHead)
{
    m_answersHead = answersHead;
    m_error = "";
    m_interim = 0;
    m_keepsAlive = false;
    startMessage();
}

void ResponseParser::startMessage()
{
    m_sink.reset();
    m_searched = 0;
    m_state = State::Head;
}

qsizetype ResponseParser::fail(const char *error)
{
    m_error = error;
    m_state = State::Failed;
    return 0;
}

qsizetype ResponseParser::feed(QByteArrayView bytes)
{
    qsizetype consumed = 0;
    while (m_state == State::Head || m_state == State::Body) {
        const State before = m_state;
        const QByteArrayView rest = bytes.sliced(consumed);
        const qsizetype now = before == State::Head ? feedHead(rest) : feedBody(rest);
        consumed += now;
        if (now == 0 || consumed == bytes.size())
            break;
        if (before == State::Body && m_state == State::Body) // Beast waits for more of a chunk's line
            break;
    }
    return consumed;
}

qsizetype ResponseParser::feedHead(QByteArrayView bytes)
{
    constexpr QByteArrayView statusLineStart = "HTTP/";
    const qsizetype compared = std::min(bytes.size(), statusLineStart.size());
    if (bytes.first(compared) != statusLineStart.first(compared))
        return fail("the answer is not HTTP");
    const qsizetype end = bytes.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_searched - 3));
    m_searched = bytes.size();
    if ((end < 0 ? bytes.size() : end + 4) > m_limits.headBytesMax)
        return fail("the answer's head is too large");
    if (end < 0)
        return 0;
    const QByteArrayView head = bytes.first(end + 4);
    if (const char *fault = responseHeadFault(head))
        return fail(fault);
    m_sink = std::make_unique<Sink>(m_limits.headBytesMax);
    m_sink->eager(true);
    m_sink->skip(m_answersHead);
    m_sink->header_limit(static_cast<std::uint32_t>(head.size() + 1));
    m_sink->body_limit(static_cast<std::uint64_t>(m_limits.bodyBytesMax));
    beast::Code error;
    m_sink->put(boost::asio::const_buffer(head.data(), static_cast<size_t>(head.size())), error);
    if (error == beast::engine::http::error::body_limit)
        return fail("the answer's body is too large");
    if ((error && error != beast::engine::http::error::need_more) || m_sink->status == switchingProtocols)
        return fail("the answer is not HTTP");
    m_state = State::Body;
    finishWhenDone();
    return head.size();
}

qsizetype ResponseParser::feedBody(QByteArrayView bytes)
{
    if (bytes.isEmpty() || (m_sink->chunked() && !m_sink->sawChunk && beast::isTooShortForLastChunk(bytes)))
        return 0;
    beast::Code error;
    const auto consumed = static_cast<qsizetype>(
        m_sink->put(boost::asio::const_buffer(bytes.data(), static_cast<size_t>(bytes.size())), error));
    if (error == beast::engine::http::error::body_limit)
        return fail("the answer's body is too large");
    if (error && error != beast::engine::http::error::need_more)
        return fail("the answer has a bad chunk");
    if (m_sink->lastChunk != nullptr && beast::lastChunkBytes(bytes.first(consumed), m_sink->lastChunk) > m_limits.headBytesMax)
        return fail("the answer has a bad chunk"); // trailers that are mostly blanks
    finishWhenDone();
    const QByteArrayView waiting = bytes.sliced(consumed);
    if (m_state != State::Body)
        return consumed;
    if (waiting.size() > (beast::isInTrailers(waiting) ? m_limits.headBytesMax : beast::chunkLineBytesMax))
        return fail("the answer has a bad chunk");
    return consumed;
}

void ResponseParser::finishWhenDone()
{
    if (!m_sink->is_done())
        return;
    if (m_sink->status < 200) {
        if (++m_interim > interimMax)
            fail("the answer has too many interim responses");
        else
            startMessage();
        return;
    }
    m_keepsAlive = m_sink->keep_alive();
    m_state = State::Complete;
}

void ResponseParser::endOfInput()
{
    if (m_state != State::Body || !m_sink->need_eof())
        return;
    beast::Code error;
    m_sink->put_eof(error);
    m_keepsAlive = false;
    if (!error)
        m_state = State::Complete;
}

int ResponseParser::status() const
{
    return m_sink ? m_sink->status : 0;
}

QList<Header> ResponseParser::takeHeaders()
{
    return m_sink ? std::move(m_sink->headers) : QList<Header>();
}

QByteArray ResponseParser::takeBody()
{
    return m_sink ? std::move(m_sink->body) : QByteArray();
}

} // namespace txdesk::http
