// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/http2_session.h"

#include "server/grpc/message_frame.h"
#include "shared/base/check.h"

#include <algorithm>
#include <cstring>

#include <nghttp2/nghttp2.h>

namespace txdesk::grpcapi {

namespace {

constexpr qint32 streamWindow = 256 * 1024;
constexpr qint32 connectionWindow = 1024 * 1024;
constexpr qsizetype outputBytes = 64 * 1024;
constexpr int resourceExhausted = 8, unimplemented = 12, internalFault = 13;

nghttp2_nv field(QByteArrayView name, QByteArrayView value)
{
    return {.name = reinterpret_cast<uint8_t *>(const_cast<char *>(name.data())), // nghttp2 copies them
            .value = reinterpret_cast<uint8_t *>(const_cast<char *>(value.data())),
            .namelen = static_cast<size_t>(name.size()),
            .valuelen = static_cast<size_t>(value.size()),
            .flags = NGHTTP2_NV_FLAG_NONE};
}

QByteArrayView viewOf(const uint8_t *data, size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

} // namespace

struct Http2Session::Stream
{
    enum class State { Hearing, Asked, Answered };

    Call call{};
    QByteArray method{};
    QByteArray contentType{};
    QByteArray body{};    // of the request: its prefix and message
    QByteArray answer{};  // what is still to be sent of the message
    qsizetype sent = 0;
    qsizetype headersBytes = 0;
    qint64 held = 0;      // of the session's
    State state = State::Hearing;
    bool hasEnded = false; // the client has said everything
};

bool Http2Session::Bucket::take()
{
    const Clock::time_point now = Clock::now();
    const std::chrono::duration<double, std::micro> passed = now - std::exchange(m_filledAt, now);
    m_left = std::min<double>(m_burst, m_left + passed.count() / static_cast<double>(m_every.count()));
    if (m_left < 1)
        return false;
    m_left -= 1;
    return true;
}

// nghttp2's C callbacks: each finds the session and calls the member of the same name.
struct Http2Session::Callbacks
{
    static Http2Session &self(void *user) { return *static_cast<Http2Session *>(user); }

    static int onBeginHeaders(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        const bool isRequest = frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST;
        return isRequest ? self(user).begun(frame->hd.stream_id) : 0;
    }

    static int onHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize, const uint8_t *value,
                        size_t valueSize, uint8_t, void *user)
    {
        if (Stream *stream = self(user).find(frame->hd.stream_id))
            self(user).header(*stream, viewOf(name, nameSize), viewOf(value, valueSize));
        return 0;
    }

    static int onInvalidHeader(nghttp2_session *, const nghttp2_frame *frame, const uint8_t *name, size_t nameSize, const uint8_t *, size_t,
                               uint8_t, void *user)
    {
        if (Stream *stream = self(user).find(frame->hd.stream_id); stream && stream->call.badHeader.isEmpty())
            stream->call.badHeader = viewOf(name, std::min<size_t>(nameSize, 64)).toByteArray();
        return 0;
    }

    static int onData(nghttp2_session *, uint8_t, int32_t id, const uint8_t *bytes, size_t size, void *user)
    {
        if (Stream *stream = self(user).find(id))
            self(user).data(*stream, id, viewOf(bytes, size));
        return 0;
    }

    static int onFrame(nghttp2_session *, const nghttp2_frame *frame, void *user)
    {
        Http2Session &session = self(user);
        if (frame->hd.type == NGHTTP2_PING && (frame->hd.flags & NGHTTP2_FLAG_ACK) == 0)
            return session.pinged();
        if (frame->hd.type == NGHTTP2_DATA && frame->hd.length == 0 && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0)
            session.wasted();
        Stream *stream = session.find(frame->hd.stream_id);
        if (!stream || (frame->hd.type != NGHTTP2_HEADERS && frame->hd.type != NGHTTP2_DATA))
            return 0;
        if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_REQUEST)
            session.headersEnded(*stream, frame->hd.stream_id);
        if (frame->hd.flags & NGHTTP2_FLAG_END_STREAM)
            session.ended(*stream, frame->hd.stream_id);
        return 0;
    }

    // Nothing that it still sends is wanted. Not before the answer: a reset would take the answer's place.
    static int onSent(nghttp2_session *session, const nghttp2_frame *frame, void *user)
    {
        if (frame->hd.type == NGHTTP2_RST_STREAM && frame->rst_stream.error_code == NGHTTP2_REFUSED_STREAM)
            self(user).wasted();
        if (frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA)
            self(user).m_pings.fill(); // clients measure the way with a ping for what they receive
        const bool isLast = frame->hd.type == NGHTTP2_HEADERS && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
        const Stream *stream = isLast ? self(user).find(frame->hd.stream_id) : nullptr;
        if (stream && !stream->hasEnded)
            nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, frame->hd.stream_id, NGHTTP2_NO_ERROR);
        return 0;
    }

    static int onClose(nghttp2_session *, int32_t id, uint32_t error, void *user) { return self(user).closed(id, error); }

    static ssize_t readAnswer(nghttp2_session *session, int32_t id, uint8_t *to, size_t size, uint32_t *flags, nghttp2_data_source *, void *user)
    {
        Stream *stream = self(user).find(id);
        if (!stream)
            return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
        const qsizetype count = std::min<qsizetype>(static_cast<qsizetype>(size), stream->answer.size() - stream->sent);
        std::memcpy(to, stream->answer.constData() + stream->sent, static_cast<size_t>(count));
        stream->sent += count;
        if (stream->sent == stream->answer.size()) {
            *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
            const nghttp2_nv trailer = field("grpc-status", "0");
            nghttp2_submit_trailer(session, id, &trailer, 1);
        }
        return count;
    }
};

Http2Session::Http2Session(const Http2Limits &limits, Owner &owner, BufferedBytes &buffered)
    : m_limits(limits), m_owner(owner), m_buffered(buffered), m_pings(limits.pingsMax, std::chrono::seconds{10}),
      m_resets(limits.resetsMax, std::chrono::milliseconds{30})
{
    nghttp2_session_callbacks *callbacks = nullptr;
    nghttp2_option *option = nullptr;
    check(nghttp2_session_callbacks_new(&callbacks) == 0 && nghttp2_option_new(&option) == 0, "there is memory for a connection");
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, Callbacks::onBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, Callbacks::onHeader);
    nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, Callbacks::onInvalidHeader);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, Callbacks::onData);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, Callbacks::onFrame);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, Callbacks::onSent);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, Callbacks::onClose);
    nghttp2_option_set_no_closed_streams(option, 1);      // streams that are over keep no memory
    nghttp2_option_set_max_outbound_ack(option, 100);     // answers that the peer does not read
    nghttp2_option_set_max_settings(option, 32);
    check(nghttp2_session_server_new2(&m_session, callbacks, this, option) == 0, "there is memory for a connection");
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);
    submitSettings();
}

Http2Session::~Http2Session()
{
    for (const auto &[id, stream] : m_streams)
        release(*stream);
    nghttp2_session_del(m_session);
}

void Http2Session::submitSettings()
{
    const nghttp2_settings_entry settings[] = {
        {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, static_cast<uint32_t>(m_limits.streamsMax)},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<uint32_t>(m_limits.headersBytesMax)},
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, static_cast<uint32_t>(streamWindow)},
    };
    nghttp2_submit_settings(m_session, NGHTTP2_FLAG_NONE, settings, std::size(settings));
    nghttp2_session_set_local_window_size(m_session, NGHTTP2_FLAG_NONE, 0, connectionWindow);
}

Http2Session::Stream *Http2Session::find(qint32 stream)
{
    const auto found = m_streams.find(stream);
    return found == m_streams.end() ? nullptr : found->second.get();
}

int Http2Session::begun(qint32 id)
{
    auto stream = std::make_unique<Stream>();
    stream->call.stream = id;
    m_streams.insert_or_assign(id, std::move(stream));
    return 0;
}

void Http2Session::letIn()
{
    if (std::exchange(m_isStranger, false))
        m_buffered.ofStrangers -= m_held;
}

void Http2Session::hold(Stream &stream, qint64 bytes)
{
    stream.held += bytes;
    m_held += bytes;
    m_buffered.now += bytes;
    m_buffered.ofStrangers += m_isStranger ? bytes : 0;
}

void Http2Session::release(Stream &stream)
{
    hold(stream, -stream.held);
    stream.body = {};
    stream.call = {};
}

bool Http2Session::holdsTooMuch() const
{
    const bool isTooMuchOfStrangers = m_held > m_buffered.perStrangerMax || m_buffered.ofStrangers > m_buffered.max / 2;
    return m_buffered.now > m_buffered.max || (m_isStranger && isTooMuchOfStrangers);
}

void Http2Session::header(Stream &stream, QByteArrayView name, QByteArrayView value)
{
    constexpr qsizetype perField = 32; // RFC 9113 section 6.5.2
    stream.headersBytes += name.size() + value.size() + perField;
    if (stream.headersBytes > m_limits.headersBytesMax || stream.state != Stream::State::Hearing)
        return;
    hold(stream, name.size() + value.size() + perField);
    if (name == ":path")
        stream.call.path = value.toByteArray();
    else if (name == ":method")
        stream.method = value.toByteArray();
    else if (name == "content-type")
        stream.contentType = value.toByteArray();
    else if (!name.startsWith(':'))
        stream.call.metadata.append(http::Header{name.toByteArray(), value.toByteArray()});
}

void Http2Session::headersEnded(Stream &stream, qint32 id)
{
    if (stream.headersBytes > m_limits.headersBytesMax)
        refuse(stream, id, resourceExhausted, "metadata too large");
    else if (stream.method != "POST")
        refuseHttp(stream, id, "405");
    else if (!stream.contentType.startsWith("application/grpc"))
        refuseHttp(stream, id, "415");
    else if (!m_owner.knows(stream.call.path))
        refuse(stream, id, unimplemented, "no such method");
    else if (holdsTooMuch())
        refuse(stream, id, resourceExhausted, "too much at a time");
}

void Http2Session::data(Stream &stream, qint32 id, QByteArrayView bytes)
{
    if (stream.state != Stream::State::Hearing)
        return;
    stream.body.append(bytes);
    hold(stream, bytes.size());
    const bool isKnown = stream.body.size() >= prefixBytes;
    if (isKnown && stream.body[0] != 0)
        refuse(stream, id, unimplemented, "compressed messages are not taken");
    else if (isKnown && lengthIn(stream.body) > static_cast<quint64>(m_limits.messageBytesMax))
        refuse(stream, id, resourceExhausted, "message too large");
    else if (isKnown && stream.body.size() - prefixBytes > lengthIn(stream.body))
        refuse(stream, id, internalFault, "more than one message");
    else if (holdsTooMuch())
        refuse(stream, id, resourceExhausted, "too much at a time");
}

void Http2Session::ended(Stream &stream, qint32 id)
{
    stream.hasEnded = true;
    if (stream.state != Stream::State::Hearing)
        return;
    if (stream.body.size() < prefixBytes || stream.body.size() - prefixBytes != lengthIn(stream.body)) {
        refuse(stream, id, internalFault, "a message that is cut off");
        return;
    }
    stream.state = Stream::State::Asked;
    stream.call.message = std::exchange(stream.body, {}).sliced(prefixBytes);
    Call call = std::move(stream.call);
    release(stream); // it has arrived; while it is answered nothing of it is kept here
    m_owner.called(std::move(call));
}

int Http2Session::closed(qint32 id, quint32 error)
{
    if (Stream *stream = find(id)) {
        release(*stream);
        m_streams.erase(id);
    }
    if (error != NGHTTP2_NO_ERROR)
        wasted();
    return 0;
}

// Work for nothing: calls that are reset, by whomever, streams beyond the limit, frames without a byte.
void Http2Session::wasted()
{
    if (!m_resets.take())
        nghttp2_session_terminate_session(m_session, NGHTTP2_ENHANCE_YOUR_CALM);
}

int Http2Session::pinged()
{
    if (!m_pings.take())
        nghttp2_session_terminate_session(m_session, NGHTTP2_ENHANCE_YOUR_CALM);
    return 0;
}

void Http2Session::refuse(Stream &stream, qint32 id, int code, const QByteArray &text)
{
    release(stream);
    stream.state = Stream::State::Asked;
    reply(id, {.code = code, .text = text});
}

void Http2Session::refuseHttp(Stream &stream, qint32 id, const char *status)
{
    release(stream);
    stream.state = Stream::State::Answered;
    const nghttp2_nv head = field(":status", status);
    nghttp2_submit_response(m_session, id, &head, 1, nullptr);
}

void Http2Session::reply(qint32 id, const Reply &reply)
{
    Stream *stream = find(id);
    if (!stream || stream->state != Stream::State::Asked)
        return;
    stream->state = Stream::State::Answered;
    const QByteArray code = QByteArray::number(reply.code), text = percentEncoded(reply.text);
    const nghttp2_nv head[] = {field(":status", "200"), field("content-type", "application/grpc"), field("grpc-accept-encoding", "identity"),
                               field("grpc-status", code), field("grpc-message", text)};
    if (reply.code == 0) {
        stream->answer = framed(reply.message);
        const nghttp2_data_provider provider{.source = {.ptr = nullptr}, .read_callback = Callbacks::readAnswer};
        nghttp2_submit_response(m_session, id, head, 3, &provider);
        return;
    }
    nghttp2_submit_response(m_session, id, head, std::size(head), nullptr);
}

bool Http2Session::feed(QByteArrayView bytes)
{
    const ssize_t taken = nghttp2_session_mem_recv(m_session, reinterpret_cast<const uint8_t *>(bytes.data()), static_cast<size_t>(bytes.size()));
    m_isBroken = m_isBroken || taken < 0;
    return !m_isBroken;
}

bool Http2Session::isOver() const
{
    return m_isBroken || (nghttp2_session_want_read(m_session) == 0 && nghttp2_session_want_write(m_session) == 0);
}

void Http2Session::ping()
{
    nghttp2_submit_ping(m_session, NGHTTP2_FLAG_NONE, nullptr);
}

void Http2Session::goAway()
{
    nghttp2_submit_goaway(m_session, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(m_session), NGHTTP2_NO_ERROR, nullptr, 0);
}

QByteArray Http2Session::output()
{
    QByteArray out;
    while (!m_isBroken && out.size() < outputBytes) {
        const uint8_t *bytes = nullptr;
        const ssize_t size = nghttp2_session_mem_send(m_session, &bytes);
        m_isBroken = size < 0;
        if (size <= 0)
            break;
        out.append(reinterpret_cast<const char *>(bytes), size);
    }
    return out;
}

} // namespace txdesk::grpcapi
