// A diagram that grows event by event is the diagram of the whole, and takes no longer because it is long.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/growing_layout.h"
#include "tests/support/test_main.h"
#include "tests/timeline/layout_oracle.h"
#include "tests/timeline/mode_fixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QRectF &rect)
{
    return u"%1,%2 %3x%4"_s.arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

QString textOf(const SequenceRow &row)
{
    QString text = u"%1 m%2 f%3 top %4 h %5 y %6 x %7-%8 "_s.arg(int(row.kind)).arg(row.message).arg(row.fold).arg(row.top).arg(row.height).arg(row.y).arg(row.fromX).arg(row.toX);
    text += row.text + u'|' + row.tabText + u'|' + row.detailText + u'|' + row.lines.join(u'/') + u'|' + row.gapText;
    for (const QRectF &rect : {row.badge, row.label, row.tab, row.detail, row.gap})
        text += u' ' + textOf(rect);
    return text;
}

// Everything a painter reads, line by line.
QStringList dump(const SequenceLayout &layout)
{
    QStringList lines{u"%1 x %2, now %3, folded %4 hidden %5 out %6"_s.arg(layout.width).arg(layout.height).arg(layout.nowY)
                          .arg(layout.eventsFolded).arg(layout.eventsHidden).arg(layout.eventsLeftOut)};
    for (const LaneBox &lane : layout.lanes)
        lines.append(u"lane %1 %2 calls %3 failures %4"_s.arg(lane.x).arg(lane.title).arg(lane.calls).arg(lane.failures));
    for (const SequenceRow &row : layout.rows)
        lines.append(textOf(row));
    for (const ActivationBar &bar : layout.bars)
        lines.append(u"bar lane %1 depth %2 %3-%4 end %5 m%6"_s.arg(bar.lane).arg(bar.depth).arg(bar.top).arg(bar.bottom).arg(int(bar.end)).arg(bar.message));
    for (const PhaseBand &band : layout.bands)
        lines.append(u"band %1-%2"_s.arg(band.top).arg(band.bottom));
    for (const QList<qsizetype> &bucket : layout.barBuckets) {
        QString line = u"bucket"_s;
        for (const qsizetype bar : bucket)
            line += u' ' + QString::number(bar);
        lines.append(line);
    }
    return lines;
}

TransactionDetail firstOf(const TransactionDetail &whole, qsizetype count)
{
    TransactionDetail part = whole;
    part.events = whole.events.first(count);
    return part;
}

DiagramRequest requestOf(const TransactionDetail &detail, AxisMode axis = AxisMode::EventOrder)
{
    return {.detail = detail, .future = {detail.planned, {}}, .metrics = test::plainMetrics(axis)};
}

} // namespace

class GrowingLayoutTest final : public QObject
{
    Q_OBJECT

private slots:
    void isTheSameAsTheWhole_data();
    void isTheSameAsTheWhole();
    void growsByManyAtOnce();
    void showsAnotherFuture();
    void keepsLoudLanesOutOfTheCrowd();
    void takesNoLongerWhenItIsLong();
};

void GrowingLayoutTest::isTheSameAsTheWhole_data()
{
    QTest::addColumn<TransactionDetail>("detail");
    QTest::addColumn<int>("axis");
    const QList<test::NamedStory> stories = test::allStories() + test::modeStories()
                                            + QList<test::NamedStory>{{"many retries", test::sagaRetries(30)}, {"long", test::longSaga(120)}};
    for (const test::NamedStory &story : stories)
        for (int axis = 0; axis < 2; ++axis)
            QTest::addRow("%s axis %d", story.name, axis) << story.detail << axis;
}

void GrowingLayoutTest::isTheSameAsTheWhole()
{
    QFETCH(TransactionDetail, detail);
    QFETCH(int, axis);
    GrowingLayout growing(requestOf(firstOf(detail, 1), AxisMode(axis)));
    int grown = 0;
    for (qsizetype count = 2; count <= detail.events.size(); ++count) {
        const TransactionDetail part = firstOf(detail, count);
        const GrowingLayout whole(requestOf(part, AxisMode(axis)));
        QCOMPARE(test::brokenRule(whole.layout()), QString());
        if (growing.grow(part, {part.planned, {}}))
            ++grown;
        else
            growing = whole;
        QCOMPARE(dump(growing.layout()), dump(whole.layout()));
        QCOMPARE(growing.layout().rowsOf, whole.layout().rowsOf);
    }
    if (detail.events.size() > 100)
        QVERIFY2(grown > detail.events.size() / 2, qPrintable(QString::number(grown)));
}

void GrowingLayoutTest::growsByManyAtOnce()
{
    const TransactionDetail detail = test::longSaga(200);
    QRandomGenerator random(7);
    for (int round = 0; round < 20; ++round) {
        const auto from = qsizetype(random.bounded(250, 390));
        const qsizetype to = std::min<qsizetype>(from + random.bounded(1, 40), detail.events.size());
        GrowingLayout growing(requestOf(firstOf(detail, from)));
        const GrowingLayout whole(requestOf(firstOf(detail, to)));
        if (growing.grow(firstOf(detail, to), {}))
            QCOMPARE(dump(growing.layout()).size(), dump(whole.layout()).size());
        QCOMPARE(test::brokenRule(whole.layout()), QString());
    }
}

void GrowingLayoutTest::showsAnotherFuture()
{
    const TransactionDetail detail = test::sagaRetries(9);
    GrowingLayout growing(requestOf(detail));
    const QList<PlannedCall> preview{detail.planned.last()};
    const Future future{preview, {detail.planned.first()}};
    DiagramRequest asked = requestOf(detail);
    asked.future = future;
    if (!growing.grow(detail, future))
        growing = GrowingLayout(asked);
    const auto &messages = growing.layout().sequence.messages;
    QCOMPARE(messages.last().certainty, Certainty::Prevented);
    QCOMPARE(messages[messages.size() - 2].op, preview.first().op);
    QCOMPARE(test::brokenRule(growing.layout()), QString());
}

// One of thirty participants begins to fail: it steps out of the shared lane.
void GrowingLayoutTest::keepsLoudLanesOutOfTheCrowd()
{
    const TransactionDetail detail = test::wideSaga(30);
    qsizetype failure = 0;
    while (detail.events[failure].outcome != Outcome::Unknown)
        ++failure;
    GrowingLayout growing(requestOf(firstOf(detail, failure)));
    QVERIFY(!growing.grow(firstOf(detail, failure + 1), {}) || growing.layout().lanes.size() > 0);
    const GrowingLayout whole(requestOf(detail));
    const QList<SequenceMessage> &messages = whole.layout().sequence.messages;
    for (const SequenceMessage &message : messages)
        if (isFailure(message) && message.to >= 0)
            QVERIFY(!whole.layout().sequence.lanes[message.to].quiet);
}

void GrowingLayoutTest::takesNoLongerWhenItIsLong()
{
    const TransactionDetail detail = test::longSaga(5000);
    GrowingLayout growing(requestOf(firstOf(detail, detail.events.size() - 100)));
    QElapsedTimer timer;
    timer.start();
    int grown = 0;
    for (qsizetype count = detail.events.size() - 99; count <= detail.events.size(); ++count)
        grown += growing.grow(firstOf(detail, count), {}) ? 1 : 0;
    QCOMPARE(grown, 100);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed()))); // unoptimised, 100 events
}

TXDESK_TEST(GrowingLayoutTest);
#include "growing_layout_test.moc"
