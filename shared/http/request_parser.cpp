#include "shared/http/request_parser.h"

#include "shared/http/beast_support.h"
#include "shared/http/target.h"

namespace txdesk::http {

namespace {

constexpr qsizetype bodyReserveMax = 16 * 1024; // a promise of 4 MiB alone costs no memory

// The names most requests carry need no allocation.
QByteArray fieldName(beast::engine::http::field field, QByteArrayView name)
{
    switch (field) {
    case beast::engine::http::field::host: return QByteArrayLiteral("host");
    case beast::engine::http::field::content_length: return QByteArrayLiteral("content-length");
    case beast::engine::http::field::content_type: return QByteArrayLiteral("content-type");
    case beast::engine::http::field::user_agent: return QByteArrayLiteral("user-agent");
    case beast::engine::http::field::accept: return QByteArrayLiteral("accept");
    case beast::engine::http::field::accept_encoding: return QByteArrayLiteral("accept-encoding");
    case beast::engine::http::field::authorization: return QByteArrayLiteral("authorization");
    case beast::engine::http::field::connection: return QByteArrayLiteral("connection");
    default: return ascii::lowered(name);
    }
}

} // namespace

// Receives the parts of a message and writes them straight into the Request.
class RequestParser::Sink final : public beast::engine::http::basic_parser<true>
{
public:
    Sink(Request &request, const ServerLimits &limits) : m_request(request), m_limits(limits) {}

    Fault fault{}; // set when one of the limits stopped the parser
    bool sawChunk = false;
    const char *lastChunk = nullptr; // behind its size; within the bytes of the call that read it

private:
    using View = beast::engine::string_view;
    using Code = beast::Code;

    void on_request_impl(beast::engine::http::verb, View method, View target, int, Code &error) override
    {
        m_request.method = beast::view(method).toByteArray();
        stopOn(readTarget(beast::view(target), m_request), error);
    }

    void on_response_impl(int, View, int, Code &) override {}

    void on_field_impl(beast::engine::http::field field, View name, View value, Code &error) override
    {
        if (m_isBody) // a trailer: counted, not kept, so that it cannot pretend to be a header
            return countTrailer(name, value, error);
        m_request.headers.append(Header{fieldName(field, beast::view(name)), beast::view(value).toByteArray()});
    }

    void on_header_impl(Code &) override { m_isBody = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, Code &) override
    {
        m_request.body.reserve(std::min(static_cast<qsizetype>(length.value_or(0)), bodyReserveMax));
    }

    std::size_t on_body_impl(View body, Code &) override
    {
        m_request.body.append(beast::view(body));
        return body.size();
    }

    void on_chunk_header_impl(std::uint64_t size, View extensions, Code &error) override
    {
        sawChunk = true;
        lastChunk = size == 0 ? extensions.data() : nullptr;
        if (beast::view(extensions).size() > beast::chunkLineBytesMax)
            stopOn({400, "bad chunk"}, error);
    }

    std::size_t on_chunk_body_impl(std::uint64_t, View body, Code &error) override { return on_body_impl(body, error); }
    void on_finish_impl(Code &) override {}

    void countTrailer(View name, View value, Code &error)
    {
        m_trailerBytes += static_cast<qsizetype>(name.size() + value.size()) + 4;
        if (m_trailerBytes > m_limits.headersBytesMax || ++m_trailers > m_limits.headersMax)
            stopOn({431, "header too large"}, error);
    }

    void stopOn(Fault found, Code &error)
    {
        if (found.status == 0)
            return;
        fault = found;
        error = beast::engine::http::error::bad_value;
    }

    Request &m_request;
    const ServerLimits &m_limits;
    qsizetype m_trailerBytes = 0;
    int m_trailers = 0;
    bool m_isBody = false;
};

RequestParser::RequestParser(const ServerLimits &limits) : m_limits(limits), m_check(limits) {}

RequestParser::~RequestParser() = default;

qint64 RequestParser::bodyBytes() const
{
    return m_request.body.size();
}

qsizetype RequestParser::refuse(Fault fault)
{
    m_fault = fault;
    m_state = State::Refused;
    return 0;
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    switch (m_state) {
    case State::Head: return feedHead(bytes);
    case State::Body: return feedBody(bytes);
    case State::Complete:
    case State::Refused: break;
    }
    return 0;
}

qsizetype RequestParser::feedHead(QByteArrayView bytes)
{
    switch (m_check.feed(bytes)) {
    case HeadCheck::State::NeedsMore: return 0;
    case HeadCheck::State::Refused: return refuse(m_check.fault());
    case HeadCheck::State::Good: break;
    }
    const qsizetype headBytes = m_check.head().bytes;
    m_sink = std::make_unique<Sink>(m_request, m_limits);
    m_sink->eager(true);
    m_sink->header_limit(static_cast<std::uint32_t>(headBytes + 1)); // HeadCheck has measured it
    m_sink->body_limit(static_cast<std::uint64_t>(m_limits.bodyBytesMax));
    beast::Code error;
    m_sink->put(boost::asio::const_buffer(bytes.data(), static_cast<size_t>(headBytes)), error);
    if (error && error != beast::engine::http::error::need_more)
        return refuse(m_sink->fault.status != 0 ? m_sink->fault : Fault{400, "bad header"});
    m_state = State::Body;
    if (m_sink->is_done()) {
        finish();
        return headBytes;
    }
    return headBytes + (bytes.size() > headBytes ? feedBody(bytes.sliced(headBytes)) : 0);
}

qsizetype RequestParser::feedBody(QByteArrayView bytes)
{
    if (bytes.isEmpty() || (m_sink->chunked() && !m_sink->sawChunk && beast::isTooShortForLastChunk(bytes)))
        return 0;
    beast::Code error;
    const auto consumed = static_cast<qsizetype>(
        m_sink->put(boost::asio::const_buffer(bytes.data(), static_cast<size_t>(bytes.size())), error));
    if (error == beast::engine::http::error::body_limit)
        return refuse({413, "body too large"});
    if (error && error != beast::engine::http::error::need_more)
        return refuse(m_sink->fault.status != 0 ? m_sink->fault : Fault{400, "bad chunk"});
    const QByteArrayView waiting = bytes.sliced(consumed);
    if (m_sink->lastChunk != nullptr && beast::lastChunkBytes(bytes.first(consumed), m_sink->lastChunk) > m_limits.headersBytesMax)
        return refuse({431, "header too large"}); // trailers that are mostly blanks
    if (m_sink->is_done())
        finish();
    else if (waiting.size() > m_limits.headersBytesMax && beast::isInTrailers(waiting))
        return refuse({431, "header too large"});
    else if (waiting.size() > beast::chunkLineBytesMax && !beast::isInTrailers(waiting))
        return refuse({400, "bad chunk"});
    return consumed;
}

void RequestParser::finish()
{
    m_keepsAlive = m_sink->keep_alive();
    m_state = State::Complete;
}

Request RequestParser::take()
{
    Request request = std::move(m_request);
    m_request = {};
    m_sink.reset();
    m_check.reset();
    m_state = State::Head;
    return request;
}

} // namespace txdesk::http
