// Event soups no coordinator would write: the diagram must stay in order, and quick.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_events.h"
#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_text.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/story_fixture.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

QString soupText(QRandomGenerator &random)
{
    switch (random.bounded(8)) {
    case 0: return QString(10'000, u'x');
    case 1: return u"شبكة غير متاحة"_s;
    case 2: return u"😀👨‍👩‍👧‍👦🏳️‍🌈"_s;
    case 3: return u"submit"_s;
    case 4: return u"prepare"_s;
    case 5: return u"connection refused"_s;
    case 6: return {};
    default: return u"http://host%1:80/api/op%2"_s.arg(random.bounded(300)).arg(random.bounded(5));
    }
}

JournalEvent soupEvent(QRandomGenerator &random, qint64 seq)
{
    JournalEvent event;
    event.seq = random.bounded(12) == 0 ? seq / 2 : seq; // duplicates
    event.at = fromMs(1'795'000'000'000 + random.bounded(-100'000, 100'000));
    event.kind = EventKind(random.bounded(8));
    event.branch.value = u"%1"_s.arg(random.bounded(6), 2, 10, '0'_L1);
    if (random.bounded(8) != 0)
        event.op = OpKind(random.bounded(3));
    event.attempt = random.bounded(4);
    if (random.bounded(6) != 0)
        event.outcome = Outcome(random.bounded(4));
    event.statusCode = QList{0, 200, 409, 425, 500}[random.bounded(5)];
    event.took = Milliseconds(random.bounded(-50, 5000));
    event.barrier = BarrierNote(random.bounded(5));
    if (random.bounded(2) == 0)
        event.from = TransactionStatus(random.bounded(5));
    if (random.bounded(4) != 0)
        event.to = TransactionStatus(random.bounded(5));
    if (random.bounded(2) == 0)
        event.until = event.at + Milliseconds(random.bounded(-5000, 50'000));
    event.text = soupText(random);
    event.actor = random.bounded(2) == 0 ? u"lin"_s : QString();
    return event;
}

TransactionDetail soup(quint32 seed, int events)
{
    QRandomGenerator random(seed);
    TransactionDetail detail;
    detail.snapshot.transaction.kind = TransactionKind(random.bounded(2));
    detail.snapshot.transaction.status = TransactionStatus(random.bounded(5));
    detail.eventsTruncated = random.bounded(3) == 0;
    for (int i = 1; i <= events; ++i)
        detail.events.append(soupEvent(random, i));
    PlannedCall call;
    call.url = soupText(random);
    detail.planned.append(call);
    return detail;
}

} // namespace

class SequenceFuzzTest final : public QObject
{
    Q_OBJECT

private slots:
    void survivesSoups_data();
    void survivesSoups();
    void survivesNothing();
    void staysQuickWithLongJournals();
};

void SequenceFuzzTest::survivesSoups_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("axis");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed << int(seed % 3);
}

void SequenceFuzzTest::survivesSoups()
{
    QFETCH(quint32, seed);
    QFETCH(int, axis);
    const Sequence sequence = sequenceOf(soup(seed, 120), LaneOrder(seed % 2));
    const SequenceLayout layout = layOut(sequence, test::plainMetrics(AxisMode(axis)));

    QCOMPARE(test::brokenRule(layout), QString());
    QVERIFY(!sequenceText(sequence).isEmpty());
    const Theme theme = darkTheme();
    const SequenceFonts fonts = sequenceFonts(QFont());
    const SequenceScene scene{.layout = layout, .theme = theme, .fonts = fonts};
    QImage image(800, 600, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    paintBody(painter, QRectF(0, 0, 800, 600), scene);
    paintHeader(painter, scene);
}

void SequenceFuzzTest::survivesNothing()
{
    const SequenceLayout layout = layOut(sequenceOf(TransactionDetail{}), test::plainMetrics());
    QCOMPARE(test::brokenRule(layout), QString());
    QCOMPARE(layOut(Sequence{}, test::plainMetrics()).lanes.size(), 0);
}

void SequenceFuzzTest::staysQuickWithLongJournals()
{
    const TransactionDetail detail = test::longSaga(2500);
    QElapsedTimer timer;
    timer.start();
    const SequenceLayout layout = layOut(sequenceOf(detail), test::plainMetrics());
    QVERIFY2(timer.elapsed() < 1500, "a layout of 5,000 events must not take seconds, even unoptimised");
    QCOMPARE(test::brokenRule(layout), QString());
}

TXDESK_TEST(SequenceFuzzTest);
#include "sequence_fuzz_test.moc"
