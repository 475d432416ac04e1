// What calls that are still coming may hold: of all connections, of strangers together, of one stranger.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/http2_session.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace txdesk::grpcapi {

namespace {

constexpr char dataFrame = 0, headersFrame = 1, settingsFrame = 4, endStream = 1, endHeaders = 4;

QByteArray bigEndian(quint32 value)
{
    QByteArray out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out.append(static_cast<char>(value >> shift & 0xff));
    return out;
}

QByteArray frame(char type, int flags, qint32 stream, const QByteArray &payload)
{
    return bigEndian(static_cast<quint32>(payload.size())).sliced(1) + type + static_cast<char>(flags) + bigEndian(static_cast<quint32>(stream)) + payload;
}

// RFC 7541 sections 5.1 and 5.2, without Huffman's code.
QByteArray hpackString(const QByteArray &text)
{
    if (text.size() < 127)
        return static_cast<char>(text.size()) + text;
    QByteArray out(1, 127);
    qsizetype rest = text.size() - 127;
    for (; rest >= 128; rest /= 128)
        out.append(static_cast<char>(rest % 128 + 128));
    return out.append(static_cast<char>(rest)) + text;
}

QByteArray hpackField(const QByteArray &name, const QByteArray &value)
{
    return QByteArray(1, 0) + hpackString(name) + hpackString(value);
}

// A session and its client.
class Peer final : public Http2Session::Owner
{
public:
    explicit Peer(BufferedBytes &buffered) : session({}, *this, buffered) { feed("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(settingsFrame, 0, 0, {})); }

    void called(Http2Session::Call &&) override { ++calls; }
    bool knows(const QByteArray &) override { return true; }

    // A call of which `bytes` of its message and `metadata` of its metadata come. True: it is refused.
    bool begins(qsizetype bytes, qsizetype metadata = 0)
    {
        start(metadata);
        return feed(frame(dataFrame, 0, m_stream, prefixed(bytes + 1, bytes)));
    }

    // A whole call. True: it is refused.
    bool asks(qsizetype bytes)
    {
        start(0);
        return feed(frame(dataFrame, endStream, m_stream, prefixed(bytes, bytes)));
    }

    Http2Session session;
    int calls = 0;

private:
    static QByteArray prefixed(qsizetype length, qsizetype bytes)
    {
        return '\0' + bigEndian(static_cast<quint32>(length)) + QByteArray(bytes, 'x');
    }

    void start(qsizetype metadata)
    {
        m_stream += 2;
        m_isRefused = false;
        feed(frame(headersFrame, endHeaders, m_stream,
                   hpackField(":method", "POST") + hpackField(":scheme", "http") + hpackField(":path", "/x/Y") + hpackField(":authority", "h")
                       + hpackField("content-type", "application/grpc") + hpackField("x-y", QByteArray(metadata, 'm'))));
    }

    bool feed(const QByteArray &bytes)
    {
        if (!session.feed(bytes))
            qFatal("a bad frame");
        const QByteArray heard = session.output();
        for (qsizetype at = 0; at + 9 <= heard.size();) {
            const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(heard[at + i]); };
            m_isRefused = m_isRefused || byte(3) == headersFrame; // no call is answered here
            at += 9 + (byte(0) << 16 | byte(1) << 8 | byte(2));
        }
        return m_isRefused;
    }

    qint32 m_stream = -1;
    bool m_isRefused = false;
};

} // namespace

class Http2SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void strangersLeaveRoomForOthers();
    void oneStrangerLeavesRoomForOthers();
    void metadataCounts();
    void whatArrivesIsReleased();
};

void Http2SessionTest::strangersLeaveRoomForOthers()
{
    BufferedBytes buffered{.max = 40'000};
    Peer known(buffered), first(buffered), second(buffered);
    known.session.letIn();
    QVERIFY(!first.begins(10'000));
    QVERIFY(second.begins(10'000)); // beyond half
    QVERIFY(!known.asks(15'000));
    QCOMPARE(known.calls, 1);
    first.session.letIn();
    QVERIFY(!second.begins(10'000));
    QVERIFY(!first.begins(10'000));
    QVERIFY(known.asks(15'000)); // beyond all of it
}

void Http2SessionTest::oneStrangerLeavesRoomForOthers()
{
    BufferedBytes buffered{.perStrangerMax = 15'000};
    Peer first(buffered), second(buffered);
    QVERIFY(!first.begins(10'000));
    QVERIFY(first.begins(10'000));
    QVERIFY(!second.begins(10'000));
    first.session.letIn();
    QVERIFY(!first.begins(10'000));
}

void Http2SessionTest::metadataCounts()
{
    BufferedBytes buffered{.perStrangerMax = 15'000};
    Peer stranger(buffered);
    QVERIFY(!stranger.begins(0, 10'000));
    QVERIFY(stranger.begins(0, 10'000));
    QVERIFY(!stranger.begins(1'000));
}

void Http2SessionTest::whatArrivesIsReleased()
{
    BufferedBytes buffered{.perStrangerMax = 15'000};
    {
        Peer stranger(buffered), known(buffered);
        QVERIFY(!stranger.asks(10'000)); // it has no answer yet
        QCOMPARE(buffered.now, 0);
        QVERIFY(!stranger.begins(10'000));
        QVERIFY(!known.begins(10'000));
        known.session.letIn();
        QCOMPARE(buffered.now, 2 * buffered.ofStrangers);
        QVERIFY(buffered.ofStrangers > 10'000);
    }
    QCOMPARE(buffered.now, 0);
    QCOMPARE(buffered.ofStrangers, 0);
}

TXDESK_TEST(Http2SessionTest);

} // namespace txdesk::grpcapi

#include "http2_session_test.moc"
