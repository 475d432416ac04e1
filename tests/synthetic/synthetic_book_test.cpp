// Made-up transactions: a page, a search and a detail tell the same transaction, and no filter loses one.
// SPDX-License-Identifier: Apache-2.0
#include "console/models/filter_match.h"
#include "console/synthetic/synthetic_link.h"
#include "shared/model/error_fingerprint.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::console;

namespace txdesk::test {

namespace {

constexpr Instant start = fromMs(1'790'000'000'000);
constexpr qint64 size = 12'000;

class FixedClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at = start;
};

QList<qint64> walk(const SyntheticBook &book, const TransactionFilter &filter, TransactionSort sort, Instant now)
{
    QList<qint64> ids;
    PageRequest request{.after = {}, .limit = 70, .sort = sort};
    do {
        const TransactionPage page = book.page(filter, request, now);
        for (const TransactionRow &row : page.rows)
            ids.append(row.transaction.id);
        request.after = page.next;
    } while (!request.after.isEmpty());
    return ids;
}

} // namespace

class SyntheticBookTest final : public QObject
{
    Q_OBJECT

private slots:
    void walksWhatMatches_data();
    void walksWhatMatches();
    void sortsTheUnfinished();
    void findsOneByItsNames();
    void hasItsStuckOnes();
    void tellsANight();
    void groupsItsFaults();
    void answersLaterAndRefusesActs();
};

void SyntheticBookTest::walksWhatMatches_data()
{
    QTest::addColumn<TransactionFilter>("filter");
    TransactionFilter none;
    QTest::newRow("all") << none;
    TransactionFilter failed;
    failed.statuses = {TransactionStatus::Failed};
    QTest::newRow("failed") << failed;
    TransactionFilter running;
    running.statuses = {TransactionStatus::Submitted};
    QTest::newRow("running") << running;
    TransactionFilter tcc;
    tcc.kind = TransactionKind::Tcc;
    tcc.participant = u"pay:8083"_s;
    QTest::newRow("kind and participant") << tcc;
    TransactionFilter stuck;
    stuck.stuck = true;
    QTest::newRow("stuck") << stuck;
    TransactionFilter some;
    some.createdFrom = start - std::chrono::minutes(9);
    some.createdTo = start - std::chrono::minutes(2);
    QTest::newRow("a time") << some;
    TransactionFilter prefix;
    prefix.gidPrefix = u"SYN0000011"_s;
    QTest::newRow("prefix") << prefix;
    TransactionFilter foreign;
    foreign.gidPrefix = u"hqL8"_s;
    QTest::newRow("a gid of others") << foreign;
    TransactionFilter error;
    error.errorContains = u"Lock Wait"_s;
    QTest::newRow("error") << error;
    TransactionFilter fails;
    fails.failuresMin = 10;
    QTest::newRow("failures") << fails;
}

void SyntheticBookTest::walksWhatMatches()
{
    QFETCH(const TransactionFilter, filter);
    const SyntheticBook book(size, start);
    const Instant now = start + std::chrono::seconds(20);

    QList<qint64> expected;
    for (qint64 number = book.sizeAt(now) - 1; number >= 0; --number)
        if (matches(filter, book.row(number, now), now))
            expected.append(number + 1);

    if (QLatin1StringView(QTest::currentDataTag()) != "a gid of others"_L1)
        QVERIFY(!expected.isEmpty());
    QCOMPARE(walk(book, filter, TransactionSort::NewestFirst, now), expected);
    QCOMPARE(book.count(filter, now), (CountEstimate{expected.size(), true}));
    std::ranges::reverse(expected);
    QCOMPARE(walk(book, filter, TransactionSort::OldestFirst, now), expected);
}

void SyntheticBookTest::sortsTheUnfinished()
{
    const SyntheticBook book(size, start);
    const auto rows = book.page({}, {.after = {}, .limit = 1000, .sort = TransactionSort::MostFailures}, start).rows;
    QVERIFY(rows.size() > SyntheticBook::stuckCount);
    QVERIFY(std::ranges::is_sorted(rows, std::greater<>(), [](const TransactionRow &row) { return row.transaction.failures; }));
    QVERIFY(rows.first().transaction.failures > 10);
}

void SyntheticBookTest::findsOneByItsNames()
{
    const SyntheticBook book(10'000'000, start);
    for (const qint64 number : {0LL, 4'711LL, 9'999'999LL}) {
        const TransactionRow row = book.row(number, start);
        QCOMPARE(book.numberOf(row.transaction.gid), std::optional(number));
        TransactionFilter byGid;
        byGid.gidPrefix = row.transaction.gid.value;
        QCOMPARE(book.page(byGid, {}, start).rows, QList{row});
        TransactionFilter byKey;
        byKey.businessKey = row.transaction.businessKey;
        QCOMPARE(book.page(byKey, {}, start).rows, QList{row});
        const auto detail = book.detail(row.transaction.gid, start);
        QVERIFY(detail);
        QCOMPARE(detail->snapshot.transaction.status, row.transaction.status);
        QCOMPARE(detail->participants, row.participants);
    }
    QVERIFY(!book.detail(Gid{u"SYN999999999"_s}, start));
    QVERIFY(!book.numberOf(Gid{u"SYN12"_s}));
}

void SyntheticBookTest::hasItsStuckOnes()
{
    const SyntheticBook book(10'000'000, start);
    TransactionFilter stuck;
    stuck.stuck = true;
    for (const Milliseconds later : {Milliseconds{0}, Milliseconds{600'000}}) {
        QCOMPARE(walk(book, stuck, TransactionSort::NewestFirst, start + later).size(), SyntheticBook::stuckCount);
        QCOMPARE(book.stats(start + later).stuck, qint64(SyntheticBook::stuckCount));
    }
    for (const TransactionRow &row : book.page(stuck, {}, start).rows)
        QVERIFY(isStuck(row.transaction, start) && *row.transaction.nextDueAt > start);
}

void SyntheticBookTest::tellsANight()
{
    const TransactionDetail night = SyntheticBook::night(5'000, start);
    QCOMPARE(std::ranges::count(night.events, EventKind::Called, &JournalEvent::kind), 5'001);
    QVERIFY(std::ranges::is_sorted(night.events, {}, &JournalEvent::at));
    QVERIFY(night.events.last().at <= start + std::chrono::minutes(1));
    QSet<QString> faults;
    for (const JournalEvent &event : night.events)
        if (event.outcome == Outcome::Unknown)
            faults.insert(errorFingerprint(event.text));
    QCOMPARE(faults.size(), 2);
}

void SyntheticBookTest::groupsItsFaults()
{
    const ErrorGroups groups = SyntheticBook(size, start).errorGroups(start);
    QCOMPARE(groups.groups.size(), 3);
    qint64 sum = 0;
    for (const ErrorGroup &group : groups.groups)
        sum += group.count;
    QCOMPARE(sum, qint64(SyntheticBook::stuckCount));
}

void SyntheticBookTest::answersLaterAndRefusesActs()
{
    FixedClock clock;
    SyntheticLink link(size, clock);
    QSignalSpy opened(&link, &CoordinatorLink::opened);
    QSignalSpy changed(&link, &CoordinatorLink::changed);
    link.setUpdatesPerSecond(2'000);
    link.open();
    QVERIFY(opened.isEmpty());
    QVERIFY(opened.wait());
    QTRY_VERIFY(changed.size() >= 100);
    QVERIFY(!link.capabilities().readOnly.isEmpty());
    std::optional<Result<TransactionRow>> answer;
    ActionRequest request;
    request.gid = Gid{u"SYN000000001"_s};
    link.act(request, this, [&](const Result<TransactionRow> &given) { answer = given; });
    QVERIFY(!answer);
    QTRY_VERIFY(answer);
    QCOMPARE(answer->error().code, ErrorCode::NotAllowed);
}

TXDESK_TEST(SyntheticBookTest);

} // namespace txdesk::test

#include "synthetic_book_test.moc"
