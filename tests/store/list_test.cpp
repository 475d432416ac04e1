// Lists: each filter, each sort, and paging that neither repeats nor loses a row while rows change.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/list_walk.h"
#include "server/store/mysql_writer.h"
#include "server/store/sqlite_connection.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

#include <algorithm>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;
using Sort = TransactionSort;

namespace {

constexpr Instant listNow = fromMs(1'760'000'000'000 + 1'000'000);

// created, due: ms after samples::at(0)
struct Seed { QString gid; Status status; qint64 created; std::optional<qint64> due; int failures; bool paused; QString error; QString host; };

const QList<Seed> &seeds()
{
    static const QList<Seed> all{
        {u"a-1"_s, Status::Succeeded, 990'100, {}, 0, false, {}, u"x:1"_s},
        {u"a-2"_s, Status::Submitted, 990'200, 1'005'000, 0, false, {}, u"x:1"_s},
        {u"a-3"_s, Status::Submitted, 990'300, 1'002'000, 2, false, u"connection refused"_s, u"y:2"_s},
        {u"b-1"_s, Status::Aborting, 990'300, 1'001'000, 5, false, u"HTTP 500 Oops"_s, u"y:2"_s}, // same instant as a-3
        {u"b-2"_s, Status::Failed, 990'500, {}, 1, false, u"连接失败"_s, u"xx:1"_s},
        {u"b-3"_s, Status::Prepared, 990'600, 960'000, 0, false, {}, u"x:11"_s},       // overdue
        {u"c-1"_s, Status::Submitted, 990'700, 960'000, 0, true, {}, u"x:1"_s},        // paused: not overdue
        {u"c-2"_s, Status::Submitted, 100'000, {}, 0, false, {}, u"z:1"_s},            // old
        {u"中-1"_s, Status::Failed, 990'900, {}, 0, false, {}, u"z:1"_s},
    };
    return all;
}

TransactionWrite writeOf(const Seed &seed)
{
    TransactionWrite write = saga(seed.gid, seed.status);
    GlobalTransaction &t = write.transaction;
    t.createdAt = at(seed.created);
    t.nextDueAt = seed.due ? std::optional(at(*seed.due)) : std::nullopt;
    t.failures = seed.failures;
    t.paused = seed.paused;
    t.lastError = seed.error;
    write.newOps[1].url = u"http://%1/do"_s.arg(seed.host);
    return write;
}

QStringList gidsOf(const QList<TransactionRow> &rows)
{
    QStringList gids;
    for (const TransactionRow &row : rows)
        gids.append(row.transaction.gid.value);
    return gids;
}

} // namespace

class ListTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files; // filled; kept for all tests on one kind of store
    std::unique_ptr<TransactionStore> m_store;
    std::unique_ptr<TransactionReader> m_reader;

    void fill(AnyStore::Kind kind)
    {
        m_reader.reset();
        m_store.reset();
        m_files = std::make_unique<AnyStore>(kind);
        m_store = m_files->store();
        for (const Seed &seed : seeds())
            QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, writeOf(seed))));
        m_reader = m_files->reader();
    }

    // The statements of the kind of store under test, on a connection that `keeper` keeps.
    StatementSet statements(std::shared_ptr<void> &keeper)
    {
        if (m_files->kind() == AnyStore::Kind::Mysql) {
            std::shared_ptr<MysqlConnection> connection = MysqlConnection::open(mysqlOptions(u"any_store"_s), MysqlConnection::Role::Reader).value();
            keeper = connection;
            return mysqlStatements(*connection, SqlCatalog::forDialect(u"mysql"_s));
        }
        std::shared_ptr<SqliteConnection> connection = SqliteConnection::openReader(m_files->sqliteOptions()).value();
        keeper = connection;
        return StatementSet::prepare(connection->handle(), SqlCatalog::forDialect(u"sqlite"_s)).value();
    }

    QStringList listed(const TransactionFilter &filter, Sort sort = Sort::NewestFirst, int limit = 200)
    {
        QStringList gids;
        PageRequest page{{}, limit, sort};
        do {
            const Result<TransactionPage> found = m_reader->list(filter, page, listNow);
            if (!found || (found->rows.size() > limit))
                return {u"failed"_s};
            gids += gidsOf(found->rows);
            page.after = found->next;
        } while (!page.after.isEmpty());
        return gids;
    }

private slots:
    void initTestCase_data() { addStoreRows(false); }
    void init()
    {
        QFETCH_GLOBAL(AnyStore::Kind, store);
        if (!m_files || m_files->kind() != store)
            fill(store);
    }
    void cleanupTestCase()
    {
        m_reader.reset();
        m_store.reset();
    }

    void filters_data()
    {
        QTest::addColumn<TransactionFilter>("filter");
        QTest::addColumn<QStringList>("gids"); // newest first
        const auto row = [](const char *name, const TransactionFilter &filter, const QString &gids) {
            QTest::newRow(name) << filter << gids.split(u' ', Qt::SkipEmptyParts);
        };
        row("none", {}, u"中-1 c-1 b-3 b-2 b-1 a-3 a-2 a-1 c-2"_s);
        row("status", {.statuses = {Status::Submitted}}, u"c-1 a-3 a-2 c-2"_s);
        row("statuses", {.statuses = {Status::Failed, Status::Aborting}}, u"中-1 b-2 b-1"_s);
        row("all but succeeded", {.statuses = {Status::Prepared, Status::Submitted, Status::Aborting, Status::Failed}},
            u"中-1 c-1 b-3 b-2 b-1 a-3 a-2 c-2"_s);
        row("failed", {.statuses = {Status::Failed}}, u"中-1 b-2"_s);
        row("unfinished", {.statuses = {Status::Prepared, Status::Aborting}}, u"b-3 b-1"_s);
        row("kind", {.kind = TransactionKind::Message}, {});
        row("gid prefix", {.gidPrefix = u"b-"_s}, u"b-3 b-2 b-1"_s);
        row("gid prefix, not Latin", {.gidPrefix = u"中"_s}, u"中-1"_s);
        row("gid prefix, a wildcard is a letter", {.gidPrefix = u"%"_s}, {});
        row("gid prefix and status", {.statuses = {Status::Failed}, .gidPrefix = u"b-"_s}, u"b-2"_s);
        row("participant is whole", {.participant = u"x:1"_s}, u"c-1 a-2 a-1"_s);
        row("second participant", {.statuses = {Status::Failed}, .participant = u"bank-02:80"_s}, u"中-1 b-2"_s);
        row("error, any case", {.errorContains = u"oops"_s}, u"b-1"_s);
        row("error, not Latin", {.errorContains = u"失败"_s}, u"b-2"_s);
        row("failures", {.failuresMin = 2}, u"b-1 a-3"_s);
        row("created from, inclusive", {.createdFrom = at(990'600)}, u"中-1 c-1 b-3"_s);
        row("created to, exclusive", {.createdTo = at(990'200)}, u"a-1 c-2"_s);
        row("created between", {.createdFrom = at(990'200), .createdTo = at(990'301)}, u"b-1 a-3 a-2"_s);
        row("stuck", {.stuck = true}, u"b-3 b-1 c-2"_s);
        row("stuck and prepared", {.statuses = {Status::Prepared}, .stuck = true}, u"b-3"_s);
        row("paused", {.paused = true}, u"c-1"_s);
        row("nothing fits both", {.statuses = {Status::Failed}, .paused = true}, {});
    }
    void filters()
    {
        QFETCH(TransactionFilter, filter);
        QFETCH(QStringList, gids);
        QCOMPARE(listed(filter), gids);
        QCOMPARE(listed(filter, Sort::NewestFirst, 1), gids);
        QStringList reversed = gids;
        std::reverse(reversed.begin(), reversed.end());
        QCOMPARE(listed(filter, Sort::OldestFirst, 2), reversed);
        QStringList same = gids;
        same.sort();
        for (const Sort sort : {Sort::DueFirst, Sort::MostFailures}) {
            QStringList found = listed(filter, sort, 2);
            found.sort();
            QCOMPARE(found, same);
        }
    }

    void sorts_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<QString>("gids");
        QTest::newRow("due first, then never due by age") << int(Sort::DueFirst) << u"b-3 c-1 b-1 a-3 a-2 中-1 b-2 a-1 c-2"_s;
        QTest::newRow("most failures, then none by age") << int(Sort::MostFailures) << u"b-1 a-3 b-2 中-1 c-1 b-3 a-2 a-1 c-2"_s;
        QTest::newRow("oldest") << int(Sort::OldestFirst) << u"c-2 a-1 a-2 a-3 b-1 b-2 b-3 c-1 中-1"_s;
    }
    void sorts()
    {
        QFETCH(int, sort);
        QFETCH(QString, gids);
        for (const int limit : {1, 2, 3, 5, 9, 100})
            QCOMPARE(listed({}, static_cast<Sort>(sort), limit), gids.split(u' '));
        QStringList withPrefix = gids.split(u' ');
        withPrefix.removeIf([](const QString &gid) { return !gid.startsWith(u'b'); });
        QCOMPARE(listed({.gidPrefix = u"b"_s}, static_cast<Sort>(sort), 2), withPrefix);
    }

    void lastPageHasNoCursor()
    {
        const Result<TransactionPage> page = m_reader->list({}, {{}, static_cast<int>(seeds().size()), Sort::NewestFirst}, listNow);
        QVERIFY(page);
        QCOMPARE(page->rows.size(), seeds().size());
        QVERIFY(page->next.isEmpty());
    }

    void rowsCarryParticipantsAndNoHeaders()
    {
        const Result<TransactionPage> page = m_reader->list({.gidPrefix = u"a-3"_s}, {}, listNow);
        QVERIFY(page && page->rows.size() == 1);
        QCOMPARE(page->rows[0].participants, (QStringList{u"bank-01:80"_s, u"y:2"_s, u"bank-02:80"_s}));
        QVERIFY(page->rows[0].transaction.options.branchHeaders.isEmpty());
        QCOMPARE(page->rows[0].transaction.options.retryLimit, 4);
    }

    void rareMatchesComeInPieces_data()
    {
        QTest::addColumn<int>("looked");
        QTest::addColumn<int>("prefixRows");
        QTest::newRow("one by one") << 1 << 100;
        QTest::newRow("two by two") << 2 << 100;
        QTest::newRow("prefix too wide for its index") << 4 << 1;
    }
    void rareMatchesComeInPieces()
    {
        QFETCH(int, looked);
        QFETCH(int, prefixRows);
        std::shared_ptr<void> keeper;
        StatementSet sql = statements(keeper);
        for (const Sort sort : {Sort::NewestFirst, Sort::OldestFirst, Sort::DueFirst, Sort::MostFailures}) {
            const TransactionFilter filter = prefixRows == 1 ? TransactionFilter{.gidPrefix = u"b-"_s} : TransactionFilter{.participant = u"y:2"_s};
            QStringList gids;
            PageRequest page{{}, 10, sort};
            int pages = 0;
            do {
                const Result<TransactionPage> found = ListWalk(sql, filter, page, {}, listNow, {.lookedMax = looked, .prefixRowsMax = prefixRows, .chunk = 2}).run();
                QVERIFY(found);
                gids += gidsOf(found->rows);
                page.after = found->next;
            } while (!page.after.isEmpty() && ++pages < 100);
            QVERIFY(pages >= seeds().size() / looked - 1);
            QCOMPARE(gids, listed(filter, sort));
        }
    }

    void badCursors_data()
    {
        QTest::addColumn<QString>("after");
        QTest::newRow("rubbish") << u"rubbish"_s;
        QTest::newRow("not base64") << u"äöü"_s;
        QTest::newRow("of another sort") << cursorText(Sort::DueFirst, {0, 1, 1});
        QTest::newRow("too few words") << QString::fromLatin1(QByteArray("-created 0 1").toBase64());
        QTest::newRow("not numbers") << QString::fromLatin1(QByteArray("-created 0 x y").toBase64());
        QTest::newRow("no negative") << QString::fromLatin1(QByteArray("-created 0 -9223372036854775808 1").toBase64());
    }
    void badCursors()
    {
        QFETCH(QString, after);
        const Result<TransactionPage> page = m_reader->list({}, {after, 10, Sort::NewestFirst}, listNow);
        QVERIFY(!page);
        QCOMPARE(page.error().code, ErrorCode::InvalidRequest);
        QCOMPARE(page.error().field, u"after"_s);
    }

    void pagesStayWholeWhileRowsChange()
    {
        const AnyStore files(m_files->kind(), u"changing_store"_s);
        const auto store = files.store();
        for (int i = 0; i < 60; ++i) {
            TransactionWrite write = saga(u"g%1"_s.arg(i, 2, 10, QChar(u'0')));
            write.transaction.createdAt = at(i / 3); // three a millisecond
            std::ignore = ask(*store, write);
        }
        const auto reader = files.reader();
        QStringList seen;
        PageRequest page{{}, 7, Sort::NewestFirst};
        int added = 0;
        do {
            const Result<TransactionPage> found = reader->list({}, page, listNow);
            QVERIFY(found);
            seen += gidsOf(found->rows);
            page.after = found->next;
            TransactionWrite newer = saga(u"new%1"_s.arg(added++)); // each page, somebody adds one, moves one, removes one
            newer.transaction.createdAt = at(1'000 + added);
            std::ignore = ask(*store, newer);
            std::ignore = ask(*store, next(stored(*store, u"g%1"_s.arg(added, 2, 10, QChar(u'0'))), Status::Aborting));
            std::ignore = ask(*store, next(stored(*store, found->rows.constLast().transaction.gid.value), Status::Failed));
            std::ignore = ask(*store, RemoveFinished{at(60), 10});
        } while (!page.after.isEmpty());
        QCOMPARE(seen.size(), 60);
        QStringList sorted = seen;
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        QCOMPARE(seen, sorted);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 60);
    }
};

TXDESK_TEST(ListTest);

} // namespace txdesk::store

#include "list_test.moc"
