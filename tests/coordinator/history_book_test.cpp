// The history against a count by hand, over a simulated day and more; its bounds; its cost.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/history_book.h"
#include "shared/codec/history_codec.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace txdesk;
using namespace txdesk::coordinator;
using namespace Qt::StringLiterals;

namespace {

constexpr Instant start = fromMs(1'795'244'861'000);

// What a book should say, kept in the dullest way.
struct ByHand
{
    QMap<qint64, HistoryPoint> minutes;
    QMap<qint64, QList<qint64>> sagaMs;
    QMap<QString, QMap<qint64, std::array<qint64, 4>>> steps;

    HistoryPoint &at(Instant now) { return minutes[toMs(now) / 60'000]; }
    std::array<qint64, 4> &step(const QString &name, Instant now) { return steps[name][toMs(now) / 300'000]; }
};

double exactly(QList<qint64> values, double share)
{
    std::ranges::sort(values);
    return static_cast<double>(values[static_cast<qsizetype>(share * static_cast<double>(values.size() - 1))]);
}

} // namespace

class HistoryBookTest : public QObject
{
    Q_OBJECT

private slots:
    void countsLikeByHand();
    void aQuietMinuteIsKnownOnlyIfSomebodyLooked();
    void yesterdayIsToldOnlyWhenItIsKnown();
    void bucketsAreInOrder();
    void participantsAreBounded();
    void survivesTheWire();
    void isCheap();

private:
    static void happen(HistoryBook &book, ByHand &hand, QRandomGenerator &random, Instant now);
};

void HistoryBookTest::happen(HistoryBook &book, ByHand &hand, QRandomGenerator &random, Instant now)
{
    const QString name = u"h%1:80"_s.arg(random.bounded(3));
    HistoryPoint &minute = hand.at(now);
    switch (random.bounded(4)) {
    case 0:
        book.created(TransactionKind::Saga, {}, now);
        ++minute.created;
        break;
    case 1: {
        const Milliseconds took{random.bounded(1, 1 << random.bounded(1, 20))};
        const bool good = random.bounded(2) == 0;
        book.ended(TransactionKind::Saga, good ? TransactionStatus::Succeeded : TransactionStatus::Failed, took, now);
        ++(good ? minute.succeeded : minute.failed);
        hand.sagaMs[toMs(now) / 60'000].append(took.count());
        break;
    }
    case 2: {
        const int attempt = random.bounded(1, 4);
        const bool back = random.bounded(3) == 0;
        book.called(name, back ? OpKind::Compensate : OpKind::Action, attempt, now);
        ++minute.calls;
        minute.retries += attempt > 1 ? 1 : 0;
        std::array<qint64, 4> &step = hand.step(name, now);
        ++step[0];
        step[2] += attempt > 1 ? 1 : 0;
        step[3] += back ? 1 : 0;
        break;
    }
    default:
        book.answered(name, Outcome::Unknown, now);
        ++minute.callsFailed;
        ++hand.step(name, now)[1];
    }
}

void HistoryBookTest::countsLikeByHand()
{
    HistoryBook book(start);
    ByHand hand;
    QRandomGenerator random(42);
    Instant now = start;
    for (; now < start + Seconds{27 * 3600}; now += Milliseconds{random.bounded(1, 20'000)})
        happen(book, hand, random, now);
    const StatsHistory history = book.all(now);
    const qint64 newest = toMs(now) / 60'000;
    QCOMPARE(history.from, start);
    qsizetype found = 0;
    for (auto minute = hand.minutes.lowerBound(newest - HistoryBook::minutesMax + 1); minute != hand.minutes.end(); ++minute, ++found) {
        const HistoryPoint &point = history.points[found];
        QCOMPARE(toMs(point.at), minute.key() * 60'000);
        QCOMPARE(std::tuple(point.created, point.succeeded, point.failed, point.calls, point.callsFailed, point.retries),
                 std::tuple(minute->created, minute->succeeded, minute->failed, minute->calls, minute->callsFailed, minute->retries));
        const QList<qint64> took = hand.sagaMs.value(minute.key());
        const DurationQuantiles told = point.durations.value(TransactionKind::Saga);
        QCOMPARE(told.finished, took.size());
        for (const auto &[share, said] : {std::pair{0.5, told.p50}, {0.95, told.p95}, {0.99, told.p99}})
            if (!took.isEmpty())
                QVERIFY2(std::abs(said - exactly(took, share)) <= 0.25 * exactly(took, share) + 1, qPrintable(u"%1 for %2"_s.arg(said).arg(exactly(took, share))));
    }
    QCOMPARE(found, history.points.size());
    qint64 lastHour = 0;
    for (qint64 i = newest - 59; i <= newest; ++i)
        lastHour += hand.minutes.value(i).created;
    QCOMPARE(history.lastHour.created, lastHour);

    QCOMPARE(history.participants.size(), 3);
    const qint64 end = toMs(history.participantEnd) / 300'000;
    for (const ParticipantHistory &one : history.participants) {
        QVERIFY(one.calls.size() <= HistoryBook::stepsMax);
        for (qsizetype i = 0; i < one.calls.size(); ++i) {
            const std::array<qint64, 4> step = hand.steps[one.participant].value(end - one.calls.size() + i);
            QCOMPARE((std::array{one.calls[i], one.failed[i], one.retries[i], one.undoing[i]}), step);
        }
    }
}

void HistoryBookTest::aQuietMinuteIsKnownOnlyIfSomebodyLooked()
{
    HistoryBook book(start);
    book.noted({.unfinished = 5, .stuck = 2, .oldestStuck = Seconds{90}, .commitMsP99 = 1.5}, start);
    book.noted({.unfinished = 4, .stuck = 1, .oldestStuck = Seconds{150}, .commitMsP99 = 3.0}, start + Seconds{60});
    book.created(TransactionKind::Tcc, {}, start + Seconds{600}); // in between the machine slept
    const StatsHistory history = book.all(start + Seconds{610});
    QCOMPARE(history.points.size(), 3);
    QCOMPARE(history.points[0].unfinished, 5);
    QCOMPARE(history.points[1].oldestStuck, Seconds{150});
    QCOMPARE(history.points[2].stuck, 1); // the level stays until it is read again
    QCOMPARE(history.lastHour.commitMsP99, 3.0);
}

void HistoryBookTest::yesterdayIsToldOnlyWhenItIsKnown()
{
    HistoryBook book(start);
    for (Instant now = start; now < start + Seconds{25 * 3600}; now += Seconds{30}) {
        book.noted({.unfinished = 1}, now);
        book.created(TransactionKind::Saga, {}, now);
        if (now < start + Seconds{24 * 3600 + 50 * 60})
            QVERIFY(!book.all(now).yesterday || now > start + Seconds{24 * 3600 + 54 * 60});
        if (now > start + Seconds{60} && now < start + Seconds{24 * 3600})
            now += Seconds{30}; // each minute once, to be quick
    }
    const StatsHistory history = book.all(start + Seconds{25 * 3600});
    QVERIFY(history.yesterday);
    QVERIFY(history.yesterday->created >= 59);
}

void HistoryBookTest::bucketsAreInOrder()
{
    for (std::size_t i = 0; i + 1 < DurationHistogram::bucketCount; ++i) {
        QCOMPARE(DurationHistogram::bucketBegin(i) + DurationHistogram::bucketWidth(i), DurationHistogram::bucketBegin(i + 1));
        QCOMPARE(DurationHistogram::bucketOf(Milliseconds{static_cast<qint64>(DurationHistogram::bucketBegin(i))}), i);
    }
    QCOMPARE(DurationHistogram::bucketOf(Milliseconds{-5}), 0U);
    QCOMPARE(DurationHistogram::bucketOf(Milliseconds::max()), DurationHistogram::bucketCount - 1);
}

void HistoryBookTest::participantsAreBounded()
{
    HistoryBook book(start);
    for (int i = 0; i < 3 * HistoryBook::participantsMax; ++i) {
        book.called(u"h%1:80"_s.arg(i), OpKind::Action, 1, start);
        book.created(TransactionKind::Message, u"h%1:80"_s.arg(i), start);
    }
    StatsHistory history = book.all(start);
    QCOMPARE(history.participants.size(), HistoryBook::participantsMax + 1);
    QCOMPARE(history.participants[0].participant, u"(others)"_s);
    QCOMPARE(history.participants[0].calls.last(), 2 * HistoryBook::participantsMax);
    QVERIFY(history.initiators.size() <= HistoryBook::initiatorsMax + 1);
    const Instant later = start + Seconds{26 * 3600}; // the old ones have made room
    book.called(u"new:80"_s, OpKind::Action, 1, later);
    history = book.all(later);
    QCOMPARE(history.participants.size(), 1);
    QCOMPARE(history.participants[0].participant, u"new:80"_s);
}

void HistoryBookTest::survivesTheWire()
{
    HistoryBook book(start);
    ByHand hand;
    QRandomGenerator random(7);
    for (Instant now = start; now < start + Seconds{1800}; now += Seconds{7})
        happen(book, hand, random, now);
    book.noted({.unfinished = 3, .stuck = 2, .oldestStuck = Seconds{61}, .commitMsP99 = 2.5}, start + Seconds{1800});
    StatsHistory history = book.all(start + Seconds{1800});
    history.node = u"node-a"_s;
    history.yesterday = history.lastHour;
    for (HistoryPoint *point : {&history.lastHour, &*history.yesterday})
        for (DurationQuantiles &one : point->durations)
            one = {.finished = one.finished, .p50 = 1.25, .p95 = 2.5, .p99 = 3}; // the wire keeps two places
    for (HistoryPoint &point : history.points)
        for (DurationQuantiles &one : point.durations)
            one = {.finished = one.finished, .p50 = 1, .p95 = 2, .p99 = 3.5};
    const QJsonObject json = codec::toJson(history);
    const Result<StatsHistory> back = codec::historyFromJson(json);
    QVERIFY2(back, back ? "" : qPrintable(back.error().message));
    QVERIFY(*back == history);

    QJsonObject broken = json;
    QJsonObject points = broken["points"_L1].toObject();
    points["created"_L1] = QJsonArray{1};
    broken["points"_L1] = points;
    QVERIFY(!codec::historyFromJson(broken));
    broken = json;
    QJsonObject durations = broken["durations"_L1].toObject();
    QJsonObject saga = durations["saga"_L1].toObject();
    QJsonArray index = saga["index"_L1].toArray();
    index[0] = 1'000'000;
    saga["index"_L1] = index;
    durations["saga"_L1] = saga;
    broken["durations"_L1] = durations;
    QVERIFY(!codec::historyFromJson(broken));
}

// Printed, and bounded far above what it takes: a saga of two steps is counted by about six of these.
void HistoryBookTest::isCheap()
{
    HistoryBook book(start);
    constexpr int rounds = 200'000;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; ++i) {
        const Instant now = start + Milliseconds{i / 10};
        book.called(u"127.0.0.1:8081"_s, OpKind::Action, 1, now);
        book.answered(u"127.0.0.1:8081"_s, Outcome::Succeeded, now);
        book.ended(TransactionKind::Saga, TransactionStatus::Succeeded, Milliseconds{12}, now);
    }
    const double nanoseconds = static_cast<double>(timer.nsecsElapsed()) / (3.0 * rounds);
    for (int minute = 0; minute < 1500; ++minute)
        book.ended(TransactionKind::Saga, TransactionStatus::Succeeded, Milliseconds{minute}, start + Seconds{60 * minute});
    timer.restart();
    const QByteArray json = QJsonDocument(codec::toJson(book.all(start + Seconds{60 * 1500}))).toJson(QJsonDocument::Compact);
    qInfo("%.0f ns an event; a full answer: %lld bytes in %.1f ms", nanoseconds, static_cast<long long>(json.size()),
          static_cast<double>(timer.nsecsElapsed()) / 1e6);
    QVERIFY2(nanoseconds < 2'000, qPrintable(QString::number(nanoseconds)));
    QVERIFY(json.size() < 200'000);
}

TXDESK_TEST(HistoryBookTest);
#include "history_book_test.moc"
