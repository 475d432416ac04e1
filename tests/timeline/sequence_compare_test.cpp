// Two transactions beside each other: every step of both is in one pair, holes and slow ones are found.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/sequence_compare_view.h"
#include "tests/support/test_main.h"
#include "tests/timeline/mode_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

class SequenceCompareTest final : public QObject
{
    Q_OBJECT

private slots:
    void pairsEachStepOnce();
    void findsWhatIsMissing();
    void findsWhatIsSlower();
    void walksTheDifferences();
    void saysWhyItIsEmpty();
};

void SequenceCompareTest::pairsEachStepOnce()
{
    const QList<test::NamedStory> stories = test::allStories() + test::modeStories();
    for (const test::NamedStory &one : stories) {
        for (const test::NamedStory &other : stories) {
            const Sequence left = sequenceOf(one.detail);
            const Sequence right = sequenceOf(other.detail);
            QSet<qsizetype> lefts;
            QSet<qsizetype> rights;
            for (const ComparedPair &pair : compareSequences(left, right)) {
                QVERIFY(pair.left >= 0 || pair.right >= 0);
                QVERIFY(pair.left < 0 || !lefts.contains(pair.left));
                QVERIFY(pair.right < 0 || !rights.contains(pair.right));
                lefts.insert(pair.left);
                rights.insert(pair.right);
            }
        }
        const Sequence same = sequenceOf(one.detail);
        for (const ComparedPair &pair : compareSequences(same, same))
            QVERIFY(pair.left == pair.right && !isSlower(pair));
    }
}

void SequenceCompareTest::findsWhatIsMissing()
{
    const Sequence failed = sequenceOf(test::sagaFailure());
    const Sequence good = sequenceOf(test::sagaSuccess());
    const ComparisonCount count = countOf(compareSequences(failed, good), failed, good);
    QCOMPARE(count.onlyLeft, 4);  // roll back, two compensations, its end
    QCOMPARE(count.onlyRight, 1); // its end
    QCOMPARE(count.answered, 1);  // 409
}

void SequenceCompareTest::findsWhatIsSlower()
{
    const TransactionDetail quick = test::sagaSuccess();
    TransactionDetail slow = quick;
    for (JournalEvent &event : slow.events)
        if (event.kind == EventKind::Answered && event.branch.value == u"02"_s)
            event.took = Milliseconds(500);
    const QList<ComparedPair> pairs = compareSequences(sequenceOf(quick), sequenceOf(slow));
    QCOMPARE(std::count_if(pairs.cbegin(), pairs.cend(), isSlower), 1);
    const QList<ComparedPair> back = compareSequences(sequenceOf(slow), sequenceOf(quick));
    QCOMPARE(std::count_if(back.cbegin(), back.cend(), isSlower), 1);
}

void SequenceCompareTest::walksTheDifferences()
{
    SequenceCompareView view;
    view.resize(900, 400);
    view.setPair(test::sagaFailure(), u"this one"_s, test::sagaSuccess(), u"the last good one"_s);
    view.show();
    QSignalSpy selected(&view, &SequenceCompareView::callSelected);
    QTest::keyClicks(&view, u"n"_s);
    QVERIFY2(view.rowText(view.currentRow()).contains(u"409"_s), qPrintable(view.rowText(view.currentRow())));
    QCOMPARE(selected.size(), 1);
    QTest::keyClicks(&view, u"n"_s);
    QVERIFY(view.rowText(view.currentRow()).contains(u"did not happen"_s));
    QVERIFY(view.summary().contains(u"only on the left: 4"_s));
    QVERIFY(!view.grab().toImage().isNull());
}

void SequenceCompareTest::saysWhyItIsEmpty()
{
    SequenceCompareView view;
    view.clear(u"No transaction of this shape has succeeded yet."_s);
    QCOMPARE(view.summary(), u"No transaction of this shape has succeeded yet."_s);
    QVERIFY(view.pairs().isEmpty());
}

TXDESK_TEST(SequenceCompareTest);
#include "sequence_compare_test.moc"
