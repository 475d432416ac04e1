// The event stream: hello, coalesced rows, no lost events, resume and reset, heartbeats.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/stream_hub.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::api;

namespace {

class StandingClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return fromMs(1234); }
};

class KeptStream final : public http::Stream
{
public:
    void write(const QByteArray &bytes) override { text += bytes; }
    void end() override { open = false; }
    [[nodiscard]] bool isOpen() const override { return open; }

    QByteArray text;
    bool open = true;
};

coordinator::Change changeOf(quint64 sequence, const QString &gid, qint64 seq)
{
    coordinator::Change change;
    change.sequence = sequence;
    change.row.transaction.gid = Gid{gid};
    change.row.transaction.lastSeq = seq;
    JournalEvent event;
    event.seq = seq;
    change.events = {event};
    return change;
}

// "change 3 a/2 [1,2]": name, id, gid/lastSeq and the seqs of the events, one a line.
QStringList storyOf(const QByteArray &text)
{
    QStringList story;
    for (const QByteArray &block : text.split('\n').join('\n').replace("\n\n", "\x01").split('\x01')) {
        QString name;
        QJsonObject data;
        for (const QByteArray &line : block.split('\n')) {
            if (line.startsWith("event: "))
                name = QString::fromUtf8(line.sliced(7));
            if (line.startsWith("data: "))
                data = QJsonDocument::fromJson(line.sliced(6)).object();
            if (line.startsWith(": "))
                story.append(u"beat "_s + QString::fromUtf8(line.sliced(2)));
        }
        if (name == u"change"_s) {
            const QJsonObject row = data.value("row"_L1).toObject();
            QStringList seqs;
            for (const QJsonValue &event : data.value("events"_L1).toArray())
                seqs.append(QString::number(event["seq"_L1].toInteger()));
            story.append(u"change %1 %2/%3 [%4]"_s.arg(data.value("sequence"_L1).toInteger())
                             .arg(row.value("gid"_L1).toString())
                             .arg(row.value("lastSeq"_L1).toInteger())
                             .arg(seqs.join(u',')));
        } else if (!name.isEmpty()) {
            story.append(name == u"hello"_s ? u"hello %1"_s.arg(data.value("sequence"_L1).toInteger()) : name);
        }
    }
    return story;
}

} // namespace

class StreamHubTest : public QObject
{
    Q_OBJECT

private slots:
    void greets();
    void coalescesRowsAndKeepsEvents();
    void givesEventsOnlyToThoseWhoAsk_data();
    void givesEventsOnlyToThoseWhoAsk();
    void resumes_data();
    void resumes();
    void beatsWhenQuiet();
    void forgetsTheClosed();
    void sendsByItself();
    void endsAfterWhatIsWaiting();
    void whoMayNotStayHearsNoMore();

private:
    StandingClock m_clock;
};

void StreamHubTest::greets()
{
    StreamHub hub(m_clock, u"desk"_s, 10);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {});
    const QByteArray run = hub.run().toUtf8();
    QCOMPARE(stream->text, "event: hello\ndata: {\"node\":\"desk\",\"run\":\"" + run + "\",\"sequence\":0,\"serverTime\":1234}\n\n");
}

void StreamHubTest::coalescesRowsAndKeepsEvents()
{
    StreamHub hub(m_clock, u"desk"_s, 10);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {.after = {}, .run = {}, .events = u"all"_s});
    hub.changed(changeOf(1, u"a"_s, 1));
    hub.changed(changeOf(2, u"b"_s, 1));
    hub.changed(changeOf(3, u"a"_s, 2));
    hub.flushAll();
    hub.flushAll();
    QCOMPARE(storyOf(stream->text), QStringList({u"hello 0"_s, u"change 2 b/1 [1]"_s, u"change 3 a/2 [1,2]"_s}));
    QVERIFY(stream->text.contains("\nid: 3\n"));
}

void StreamHubTest::givesEventsOnlyToThoseWhoAsk_data()
{
    QTest::addColumn<QString>("events");
    QTest::addColumn<QStringList>("story");
    QTest::newRow("rows only") << QString() << QStringList{u"hello 0"_s, u"change 1 a/1 []"_s, u"change 2 b/1 []"_s};
    QTest::newRow("one gid") << u"b"_s << QStringList{u"hello 0"_s, u"change 1 a/1 []"_s, u"change 2 b/1 [1]"_s};
    QTest::newRow("all") << u"all"_s << QStringList{u"hello 0"_s, u"change 1 a/1 [1]"_s, u"change 2 b/1 [1]"_s};
}

void StreamHubTest::givesEventsOnlyToThoseWhoAsk()
{
    QFETCH(QString, events);
    QFETCH(QStringList, story);
    StreamHub hub(m_clock, u"desk"_s, 10);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {.after = {}, .run = {}, .events = events});
    hub.changed(changeOf(1, u"a"_s, 1));
    hub.changed(changeOf(2, u"b"_s, 1));
    hub.flushAll();
    QCOMPARE(storyOf(stream->text), story);
}

void StreamHubTest::resumes_data()
{
    QTest::addColumn<int>("after"); // of 5 changes, of which 3 are remembered
    QTest::addColumn<bool>("sameRun");
    QTest::addColumn<QStringList>("story");
    QTest::newRow("nothing missed") << 5 << true << QStringList{u"hello 5"_s};
    QTest::newRow("one missed") << 4 << true << QStringList{u"hello 5"_s, u"change 5 e/1 []"_s};
    QTest::newRow("just remembered") << 2 << true
                                     << QStringList{u"hello 5"_s, u"change 3 c/1 []"_s, u"change 4 d/1 []"_s, u"change 5 e/1 []"_s};
    QTest::newRow("too old") << 1 << true << QStringList{u"hello 5"_s, u"reset"_s};
    QTest::newRow("from the future") << 6 << true << QStringList{u"hello 5"_s, u"reset"_s};
    QTest::newRow("another run") << 5 << false << QStringList{u"hello 5"_s, u"reset"_s};
}

void StreamHubTest::resumes()
{
    QFETCH(int, after);
    QFETCH(bool, sameRun);
    QFETCH(QStringList, story);
    StreamHub hub(m_clock, u"desk"_s, 3);
    for (quint64 i = 1; i <= 5; ++i)
        hub.changed(changeOf(i, QString(QChar(static_cast<char16_t>(u'a' + i - 1))), 1));
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {.after = static_cast<quint64>(after), .run = sameRun ? hub.run() : u"other"_s, .events = {}});
    QCOMPARE(storyOf(stream->text), story);
}

void StreamHubTest::beatsWhenQuiet()
{
    StreamHub hub(m_clock, u"desk"_s, 3);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {});
    hub.beat();
    QVERIFY(!stream->text.contains(": 1234\n\n"));
    hub.beat();
    QVERIFY(stream->text.endsWith("\n\n: 1234\n\n"));
}

void StreamHubTest::forgetsTheClosed()
{
    StreamHub hub(m_clock, u"desk"_s, 3);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {});
    QCOMPARE(hub.openStreams(), 1);
    stream->open = false;
    stream->onClosed();
    QTRY_COMPARE(hub.openStreams(), 0);
}

void StreamHubTest::sendsByItself()
{
    StreamHub hub(m_clock, u"desk"_s, 3);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {});
    hub.changed(changeOf(1, u"a"_s, 1));
    QTRY_VERIFY(stream->text.contains("event: change"));
    QTRY_VERIFY_WITH_TIMEOUT(stream->text.contains("\n\n: 1234\n\n"), 5000);
}

void StreamHubTest::endsAfterWhatIsWaiting()
{
    StreamHub hub(m_clock, u"desk"_s, 3);
    const auto stream = std::make_shared<KeptStream>();
    hub.follow(stream, {});
    hub.changed(changeOf(1, u"a"_s, 1));
    hub.endAll();
    QVERIFY(stream->text.contains("event: change"));
    QVERIFY(!stream->open);
    QCOMPARE(hub.openStreams(), 0);
}

void StreamHubTest::whoMayNotStayHearsNoMore()
{
    StreamHub hub(m_clock, u"desk"_s, 10);
    const auto mine = std::make_shared<KeptStream>();
    const auto others = std::make_shared<KeptStream>();
    bool mayStay = true;
    hub.follow(mine, {}, [&mayStay] { return mayStay; });
    hub.follow(others, {});
    hub.changed(changeOf(1, u"a"_s, 1));
    hub.flushAll();
    QVERIFY(mine->isOpen());

    mayStay = false;
    hub.changed(changeOf(2, u"a"_s, 2));
    hub.flushAll();

    QCOMPARE(storyOf(mine->text), (QStringList{u"hello 0"_s, u"change 1 a/1 []"_s}));
    QVERIFY(!mine->isOpen());
    QCOMPARE(storyOf(others->text).size(), 3);
    QCOMPARE(hub.openStreams(), 1);
}

TXDESK_TEST(StreamHubTest);
#include "stream_hub_test.moc"
