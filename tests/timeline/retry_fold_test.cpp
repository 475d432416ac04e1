// Runs of equal attempts fold; anything that differs or comes between keeps them apart.
// SPDX-License-Identifier: Apache-2.0
#include "console/timeline/retry_fold.h"
#include "console/timeline/sequence_events.h"
#include "shared/model/error_fingerprint.h"
#include "tests/support/test_main.h"
#include "tests/timeline/story_fixture.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::console;
using namespace Qt::StringLiterals;

namespace {

// One letter an event: a b = attempt with error a or b, s = it succeeds, c = a call of another branch, o = operator, w = wait.
QList<SequenceMessage> attemptsFrom(QStringView letters)
{
    test::Story story(TransactionKind::Saga, u"fold"_s);
    story.step(u"01"_s, u"h:1"_s, u"A"_s).step(u"02"_s, u"h:2"_s, u"B"_s);
    int attempt = 0;
    for (const QChar letter : letters) {
        const bool calls = letter != u'w' && letter != u'o' && letter != u'c';
        attempt += calls ? 1 : 0;
        if (letter == u'w')
            story.waits(Milliseconds(10'000), u"backing off"_s);
        else if (letter == u'o')
            story.manual(u"lin"_s, u"retry"_s);
        else if (letter == u'c')
            story.call(u"02"_s, OpKind::Action);
        else
            story.call(u"01"_s, OpKind::Action, letter == u's' ? Outcome::Succeeded : Outcome::Unknown, letter == u's' ? 200 : 500,
                       letter == u'a' ? u"lock wait of row %1"_s.arg(attempt) : u"disk full"_s, attempt);
    }
    return sequenceOf(story.detail()).messages;
}

} // namespace

class RetryFoldTest final : public QObject
{
    Q_OBJECT

private slots:
    void foldsRuns_data();
    void foldsRuns();
    void keepsWhatWasUnfolded();
    void foldsFiveThousandAttemptsToThreeRows();
    void fingerprintsErrors();
};

void RetryFoldTest::foldsRuns_data()
{
    QTest::addColumn<QString>("letters");
    QTest::addColumn<QList<int>>("hidden"); // attempts hidden by each fold
    QTest::newRow("two are too few") << u"aa"_s << QList<int>{};
    QTest::newRow("three") << u"aaa"_s << QList<int>{1};
    QTest::newRow("waits between") << u"awawawaw"_s << QList<int>{2};
    QTest::newRow("numbers in errors do not count") << u"aaaaa"_s << QList<int>{3};
    QTest::newRow("another error splits") << u"aaabbb"_s << QList<int>{1, 1};
    QTest::newRow("an operator splits") << u"aaoaa"_s << QList<int>{};
    QTest::newRow("another branch splits") << u"aacaa"_s << QList<int>{};
    QTest::newRow("the success stays out") << u"aaaas"_s << QList<int>{2};
}

void RetryFoldTest::foldsRuns()
{
    QFETCH(QString, letters);
    QFETCH(QList<int>, hidden);

    QList<int> found;
    for (const RetryFold &fold : foldRetries(attemptsFrom(letters)))
        found.append(fold.attempts);

    QCOMPARE(found, hidden);
}

void RetryFoldTest::keepsWhatWasUnfolded()
{
    const QList<SequenceMessage> messages = attemptsFrom(u"aaabbb");
    FoldChoice choice;
    choice.unfolded.insert(foldRetries(messages).first().key);

    QCOMPARE(foldRetries(messages, choice).size(), 1);
    choice.unfoldAll = true;
    QVERIFY(foldRetries(messages, choice).isEmpty());
}

void RetryFoldTest::foldsFiveThousandAttemptsToThreeRows()
{
    const QList<SequenceMessage> messages = attemptsFrom(QString(5000, u'a'));

    const QList<RetryFold> folds = foldRetries(messages);

    QCOMPARE(folds.size(), 1);
    QCOMPARE(folds.first().attempts, 4998);
    QCOMPARE(folds.first().events, 2 * 4998);
    QVERIFY(foldLabel(folds.first(), messages).startsWith(u"×4998"_s));

    const QList<SequenceMessage> three = attemptsFrom(QString(3, u'a'));
    const QString one = foldLabel(foldRetries(three).first(), three);
    QVERIFY2(!one.contains(u'×') && one.contains(three.first().reply), qPrintable(one)); // a number would say nothing
}

void RetryFoldTest::fingerprintsErrors()
{
    QCOMPARE(errorFingerprint(u"row 17 of 4bf92f3577b34da6a3ce929d0e0e4736"_s), errorFingerprint(u"row 9 of 00f067aa0ba902b7a3ce929d0e0e4736"_s));
    QVERIFY(errorFingerprint(u"disk full"_s) != errorFingerprint(u"lock wait"_s));
}

TXDESK_TEST(RetryFoldTest);
#include "retry_fold_test.moc"
