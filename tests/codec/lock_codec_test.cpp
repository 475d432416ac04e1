// Locks, waits and what belongs to AT and notifications in the JSON of /api/v1: what is written reads back the same.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/lock_codec.h"
#include "shared/codec/transaction_codec.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

const LockedRow row{.key = QByteArray("\0\1\xff", 3), .resource = u"mysql:db:3306/b"_s, .table = u"account"_s, .row = u"7, b"_s};

} // namespace

class LockCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void locksReadBack();
    void waitsReadBack();
    void refusesWhatNamesNoTransaction();
    void queriesReadBack();
    void refusesQueries_data();
    void refusesQueries();
    void transactionsReadBack();
    void filtersReadBack();
    void statsReadBack();
};

void LockCodecTest::locksReadBack()
{
    const LockPage page{.locks = {{.row = row, .gid = Gid{u"g"_s}, .branch = BranchId{u"01"_s}, .since = fromMs(5), .status = TransactionStatus::Aborting}},
                        .next = u"00ff"_s};
    const auto read = lockPageFromJson(toJson(page));
    QVERIFY(read);
    QCOMPARE(*read, page);
    QCOMPARE(*lockPageFromJson(toJson(LockPage{})), LockPage{});
}

void LockCodecTest::waitsReadBack()
{
    const QList<LockWait> waits{{.waiter = Gid{u"w"_s}, .holder = Gid{u"h"_s}, .row = row, .waiterCreatedAt = fromMs(1), .since = fromMs(2),
                                 .until = fromMs(3), .coordinator = u"node-1"_s}};
    const auto read = lockWaitsFromJson(toJson(waits));
    QVERIFY(read);
    QCOMPARE(*read, waits);
}

void LockCodecTest::refusesWhatNamesNoTransaction()
{
    QCOMPARE(lockHolderFromJson({}).error().field, u"gid"_s);
    QCOMPARE(lockWaitFromJson({}).error().field, u"waiter"_s);
    QVERIFY(lockPageFromJson({{u"locks"_s, QJsonArray{QJsonObject{}}}}).error().message.startsWith("locks[0]"_L1));
}

void LockCodecTest::queriesReadBack()
{
    const LockQuery query{.filter = {.gid = u"g 1"_s, .resource = u"mysql:db&x"_s, .table = u"t"_s}, .after = u"k"_s, .limit = 7};
    QCOMPARE(toQuery(query), QByteArray("gid=g%201&resource=mysql:db%26x&table=t&after=k&limit=7"));
    const auto read = lockQueryFrom({{"gid", "g 1"}, {"resource", "mysql:db&x"}, {"table", "t"}, {"after", "k"}, {"limit", "7"}});
    QVERIFY(read);
    QCOMPARE(read->filter, query.filter);
    QCOMPARE(read->after, query.after);
    QCOMPARE(lockQueryFrom({{"limit", "99999"}})->limit, 1000);
    QCOMPARE(lockQueryFrom({})->limit, 200);
}

void LockCodecTest::refusesQueries_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("unknown") << QByteArray("row") << QByteArray("1") << u"unknown parameter row"_s;
    QTest::newRow("limit") << QByteArray("limit") << QByteArray("many") << u"parameter limit must be a whole number"_s;
    QTest::newRow("long") << QByteArray("table") << QByteArray(513, 't') << u"parameter table must be at most 512 bytes of text"_s;
    QTest::newRow("no text") << QByteArray("gid") << QByteArray("\xff") << u"parameter gid must be at most 512 bytes of text"_s;
}

void LockCodecTest::refusesQueries()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto read = lockQueryFrom({{name, value}});
    QVERIFY(!read);
    QTEST(read.error().message, "wanted");
    QCOMPARE(lockQueryFrom({{"gid", "a"}, {"gid", "b"}}).error().message, u"duplicate parameter gid"_s);
}

void LockCodecTest::transactionsReadBack()
{
    TransactionDetail detail;
    GlobalTransaction &t = detail.snapshot.transaction;
    t.gid = Gid{u"g"_s};
    t.kind = TransactionKind::Notify;
    t.options.retryLadder = {Seconds{1}, Seconds{60}};
    t.options.window = Seconds{600};
    t.options.successBody = u"success"_s;
    t.options.checkInterval = Seconds{5};
    t.options.checkMax = 3;
    t.parked = Parked::DeadLetter;
    t.resolution = Resolution::Accept;
    detail.snapshot.ops = {{.branch = BranchId{u"01"_s}, .kind = OpKind::Action, .status = OpStatus::Dead, .url = u"http://a/b"_s,
                            .createdAt = fromMs(1), .failures = 3, .dueAt = fromMs(9), .lastError = u"no answer"_s}};
    const auto read = detailFromJson(toJson(detail));
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->snapshot.transaction, t);
    QCOMPARE(read->snapshot.ops, detail.snapshot.ops);

    ActionRequest request;
    request.branch = BranchId{u"02"_s};
    QCOMPARE(actionRequestFromJson(toJson(request))->branch, request.branch);
}

void LockCodecTest::filtersReadBack()
{
    TransactionFilter filter;
    filter.parked = {Parked::Dirty, Parked::DeadLetter};
    QVERIFY(toQuery(filter, {}).contains("parked=dirty,dead-letter"));
    QCOMPARE(listQueryFrom({{"parked", "dirty,dead-letter"}})->filter, filter);
    QCOMPARE(listQueryFrom({{"parked", "always"}}).error().message,
             u"parameter parked must be dirty, unanswered or dead-letter, separated by commas"_s);
    QVERIFY(!listQueryFrom({{"parked", ""}}));
}

void LockCodecTest::statsReadBack()
{
    CoordinatorStats stats;
    stats.parked = {{Parked::Dirty, 2}, {Parked::Unanswered, 1}};
    stats.locks = 17;
    stats.lockWaits = 3;
    QCOMPARE(*statsFromJson(toJson(stats)), stats);
}

TXDESK_TEST(LockCodecTest);
#include "lock_codec_test.moc"
