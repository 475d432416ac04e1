// gRPC's calls over HTTP/2 on one connection, without input and output: bytes go in, calls come out, and the other way round.
// The frames are nghttp2's, every bound is ours. Source: RFC 9113; gRPC over HTTP/2 ("PROTOCOL-HTTP2"), unary calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/http/message.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <unordered_map>

struct nghttp2_session;

namespace txdesk::grpcapi {

struct Http2Limits
{
    int streamsMax = 128;                        // REFUSED_STREAM
    qsizetype headersBytesMax = 16 * 1024;       // of a call, as RFC 9113 counts them: RESOURCE_EXHAUSTED
    qsizetype messageBytesMax = 4 * 1024 * 1024; // RESOURCE_EXHAUSTED
    int pingsMax = 16;                           // without an answer in between; then one in 10 s: GOAWAY
    int resetsMax = 1000;                        // and other work for nothing: at once, then 33 in a second: GOAWAY
};

// Bytes of calls that are still coming, metadata and messages, of all connections together. Strangers, connections without a
// call that was let in, have half of it at most: what they leave lying about is not missing elsewhere.
struct BufferedBytes
{
    qint64 now = 0;
    qint64 ofStrangers = 0; // of `now`
    qint64 max = 256 * 1024 * 1024;
    qint64 perStrangerMax = 16 * 1024 * 1024; // of one connection
};

// Thread: one.
class Http2Session
{
public:
    struct Call
    {
        qint32 stream = 0;
        QByteArray path{};
        QList<http::Header> metadata{}; // names in lower case
        QByteArray badHeader{};         // name of one that has a forbidden character; it is not in the list
        QByteArray message{};
    };
    struct Reply
    {
        int code = 0;         // of gRPC
        QByteArray text{};    // UTF-8; of an error
        QByteArray message{}; // when the code is 0
    };
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void called(Call &&call) = 0; // may answer at once
        [[nodiscard]] virtual bool knows(const QByteArray &path) = 0;
    };

    // `owner` and `buffered` outlive it.
    Http2Session(const Http2Limits &limits, Owner &owner, BufferedBytes &buffered);
    ~Http2Session();
    Http2Session(const Http2Session &) = delete;
    Http2Session &operator=(const Http2Session &) = delete;

    void letIn(); // it is no stranger's any more

    // False: it is over; what output() still has is the farewell.
    [[nodiscard]] bool feed(QByteArrayView bytes);
    [[nodiscard]] bool isOver() const; // nothing more will be said or heard
    void reply(qint32 stream, const Reply &reply); // of a call; one that has been left meanwhile is ignored
    void ping();
    void goAway(); // calls under way are still answered
    [[nodiscard]] QByteArray output(); // to send now, at most about 64 KiB; empty: nothing

private:
    struct Stream;
    struct Callbacks;
    // So many at once, then one every `every`.
    class Bucket
    {
    public:
        Bucket(int burst, std::chrono::microseconds every) : m_burst(burst), m_every(every), m_left(burst) {}
        [[nodiscard]] bool take();
        void fill() { m_left = m_burst; }

    private:
        using Clock = std::chrono::steady_clock;
        const int m_burst;
        const std::chrono::microseconds m_every;
        double m_left;
        Clock::time_point m_filledAt = Clock::now();
    };

    void submitSettings();
    int begun(qint32 stream);
    void header(Stream &stream, QByteArrayView name, QByteArrayView value);
    void headersEnded(Stream &stream, qint32 id);
    void data(Stream &stream, qint32 id, QByteArrayView bytes);
    void ended(Stream &stream, qint32 id);
    int closed(qint32 stream, quint32 error);
    int pinged();
    void wasted();
    void hold(Stream &stream, qint64 bytes);
    void release(Stream &stream);
    [[nodiscard]] bool holdsTooMuch() const;
    void refuse(Stream &stream, qint32 id, int code, const QByteArray &text);
    void refuseHttp(Stream &stream, qint32 id, const char *status);
    [[nodiscard]] Stream *find(qint32 stream);

    const Http2Limits m_limits;
    Owner &m_owner;
    BufferedBytes &m_buffered;
    nghttp2_session *m_session = nullptr;
    std::unordered_map<qint32, std::unique_ptr<Stream>> m_streams;
    Bucket m_pings;
    Bucket m_resets;
    qint64 m_held = 0; // of m_buffered
    bool m_isStranger = true;
    bool m_isBroken = false;
};

} // namespace txdesk::grpcapi
