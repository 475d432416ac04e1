// Counts and latencies of participants.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/participant_book.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace txdesk::coordinator;
using namespace Qt::StringLiterals;

class ParticipantBookTest : public QObject
{
    Q_OBJECT

private slots:
    void countsByOutcome();
    void keepsTheNewestError();
    void sharesOneEntryBeyondTheBound();
};

void ParticipantBookTest::countsByOutcome()
{
    ParticipantBook book;
    for (const Outcome outcome : {Outcome::Succeeded, Outcome::Rejected, Outcome::Ongoing, Outcome::Unknown, Outcome::Unknown}) {
        std::ignore = book.called(u"h:1"_s);
        book.answered(u"h:1"_s, {.outcome = outcome, .took = Milliseconds{10}}, Instant{});
    }
    std::ignore = book.called(u"h:1"_s);

    const ParticipantStats stats = book.all().value(0);
    QCOMPARE(stats.participant, u"h:1"_s);
    QCOMPARE(stats.calls, 6);
    QCOMPARE(stats.succeeded, 1);
    QCOMPARE(stats.rejected, 1);
    QCOMPARE(stats.ongoing, 1);
    QCOMPARE(stats.unknown, 2);
    QCOMPARE(stats.inFlight, 1);
    QCOMPARE(stats.msP50, 10.0);
    QCOMPARE(book.callsFailed(), 3);
}

void ParticipantBookTest::keepsTheNewestError()
{
    ParticipantBook book;
    for (const QString &text : {u"first"_s, u"second"_s}) {
        std::ignore = book.called(u"h:1"_s);
        book.answered(u"h:1"_s, {.outcome = Outcome::Unknown, .text = text}, fromMs(7));
    }

    QCOMPARE(book.all().value(0).lastError, u"second"_s);
    QCOMPARE(book.all().value(0).lastErrorAt, fromMs(7));
}

void ParticipantBookTest::sharesOneEntryBeyondTheBound()
{
    ParticipantBook book;
    for (int i = 0; i < ParticipantBook::participantsMax + 50; ++i)
        std::ignore = book.called(u"h:%1"_s.arg(i));

    QCOMPARE(book.all().size(), ParticipantBook::participantsMax + 1);
    QCOMPARE(book.inFlight(), ParticipantBook::participantsMax + 50);
}

TXDESK_TEST(ParticipantBookTest);
#include "participant_book_test.moc"
