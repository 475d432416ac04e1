// What a coordinator remembers of its audit outside the database, and what it says when the two differ; retention.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/audit_watch.h"
#include "server/store/sqlite_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace txdesk;
using namespace Qt::StringLiterals;
using coordinator::AuditWatch;

namespace {

// One run of a coordinator on a file; the next one on it is a restart.
class WatchedRun
{
public:
    explicit WatchedRun(const QString &folder, Milliseconds every = Milliseconds{3'600'000}, Seconds keep = Seconds{0})
    {
        const store::AuditSettings audit{QByteArray(32, 'k'), u"n1"_s};
        const store::SqliteOptions options{.file = folder + u"/t.db"_s, .anyFileSystem = true, .audit = audit};
        coordinator::CoordinatorSettings settings;
        settings.node.node = settings.engine.coordinator = u"n1"_s;
        settings.keepAudit = keep;
        desk = std::make_unique<coordinator::Coordinator>(settings, clock, store::sqliteStore(options), store::sqliteReader(options), caller);
        if (!desk->start())
            qFatal("the coordinator does not start");
        watch = std::make_unique<AuditWatch>(*desk, coordinator::AuditWatchSettings{folder + u"/anchor"_s, audit, every,
                                                                                    [this](const QByteArray &line) { told.append(line); }});
    }

    AuditWatch::Look look()
    {
        std::optional<Result<AuditWatch::Look>> found;
        watch->start([&found](const Result<AuditWatch::Look> &look) { found = look; });
        if (!QTest::qWaitFor([&] { return found.has_value(); }) || !*found)
            qFatal("the anchor cannot be looked at");
        return **found;
    }

    void append(int count, Instant at)
    {
        int kept = 0;
        for (int i = 0; i < count; ++i) {
            AuditRecord record;
            record.at = at;
            record.action = u"retry"_s;
            desk->ask(store::AppendAudit{record}, [&kept](store::StoreAnswer &&answer) { kept += std::holds_alternative<store::Kept>(answer) ? 1 : 0; });
        }
        if (!QTest::qWaitFor([&] { return kept == count; }))
            qFatal("the records are not kept");
    }

    SystemClock clock;
    test::FakeBranchCaller caller;
    std::unique_ptr<coordinator::Coordinator> desk;
    std::unique_ptr<AuditWatch> watch;
    QList<QByteArray> told;
};

} // namespace

class AuditWatchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void anchorFollowsTheHead();
    void restartFindsWhatItLeft();
    void restoredDatabaseIsToldAndKeptAsEvidence();
    void endCutWhileRunningIsToldAndKeptAsEvidence();
    void oldRecordsLeave();
    void quietChainLeavesWholeAndStillFits();

private:
    QString anchor() const { return m_dir->filePath(u"anchor"_s); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void AuditWatchTest::anchorFollowsTheHead()
{
    WatchedRun run(m_dir->path(), Milliseconds{20});
    QVERIFY(!run.look().anchor);
    run.append(3, run.clock.now());

    QTRY_COMPARE(store::readAnchor(anchor())->head.seq, 3);

    QCOMPARE(store::readAnchor(anchor())->count, 3);
    QTRY_VERIFY(!run.told.isEmpty() && run.told.constLast().startsWith("txdesk audit anchor chain=n1 seq=3 mac="));
    QVERIFY(!run.told.constFirst().contains(" seq=0 ")); // an empty chain is nothing to tell
}

void AuditWatchTest::restartFindsWhatItLeft()
{
    {
        WatchedRun run(m_dir->path());
        run.look();
        run.append(3, run.clock.now());
        bool done = false;
        run.watch->anchorNow([&] { done = true; });
        QTRY_VERIFY(done);
        run.append(2, run.clock.now()); // after the last anchor
    }
    WatchedRun run(m_dir->path());
    const AuditWatch::Look look = run.look();
    QCOMPARE(look.anchor->head.seq, 3);
    QVERIFY(!look.fault);
    QCOMPARE(store::readAnchor(anchor())->head.seq, 5);
}

void AuditWatchTest::restoredDatabaseIsToldAndKeptAsEvidence()
{
    const QString file = m_dir->filePath(u"t.db"_s);
    {
        WatchedRun run(m_dir->path());
        run.append(2, run.clock.now());
    }
    QVERIFY(QFile::copy(file, file + u".old"_s));
    {
        WatchedRun run(m_dir->path());
        run.append(2, run.clock.now());
        run.look();
    }
    QVERIFY(QFile::remove(file) && QFile::rename(file + u".old"_s, file));
    WatchedRun run(m_dir->path());
    const AuditWatch::Look look = run.look();
    QVERIFY(look.fault);
    QCOMPARE(look.fault->seq, 3);
    QCOMPARE(QDir(m_dir->path()).entryList({u"anchor.fault-*"_s}).size(), 1);
    QCOMPARE(store::readAnchor(anchor())->head.seq, 2);
}

void AuditWatchTest::oldRecordsLeave()
{
    {
        WatchedRun run(m_dir->path());
        run.append(450, run.clock.now() - std::chrono::days{3});
        run.append(2, run.clock.now());
    }
    WatchedRun run(m_dir->path(), Milliseconds{3'600'000}, std::chrono::days{1});
    const auto left = [&run] {
        std::optional<qint64> count;
        run.desk->read<store::AuditTail>([](store::TransactionReader &reader) { return reader.auditTail(u"n1"_s); },
                                         [&count](Result<store::AuditTail> &&tail) { count = tail ? tail->count : -1; });
        return QTest::qWaitFor([&count] { return count.has_value(); }) ? *count : -1;
    };
    QTRY_COMPARE(left(), 2 + 3); // and three that tell of the trims
    QVERIFY(!run.look().fault);
}

// Who has the database but not the file cuts the chain's end while the coordinator runs.
void AuditWatchTest::endCutWhileRunningIsToldAndKeptAsEvidence()
{
    WatchedRun run(m_dir->path());
    run.append(5, run.clock.now());
    run.look();
    QCOMPARE(store::readAnchor(anchor())->head.seq, 5);
    sqlite3 *thief = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(m_dir->filePath(u"t.db"_s)).constData(), &thief), SQLITE_OK);
    QCOMPARE(sqlite3_exec(thief, "delete from txdesk_audit where seq > 3", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(thief);

    bool done = false;
    run.watch->anchorNow([&] { done = true; });
    QTRY_VERIFY(done);

    const QStringList evidence = QDir(m_dir->path()).entryList({u"anchor.fault-*"_s});
    QCOMPARE(evidence.size(), 1);
    QCOMPARE(store::readAnchor(m_dir->filePath(evidence[0]))->head.seq, 5);
    QCOMPARE(store::readAnchor(anchor())->head.seq, 3);
}

void AuditWatchTest::quietChainLeavesWholeAndStillFits()
{
    {
        WatchedRun run(m_dir->path());
        run.append(3, run.clock.now() - std::chrono::days{3});
        run.look();
    }
    QCOMPARE(store::readAnchor(anchor())->head.seq, 3);
    {
        WatchedRun run(m_dir->path(), Milliseconds{3'600'000}, std::chrono::days{1});
        const auto head = [&run] {
            std::optional<qint64> seq;
            run.desk->read<store::AuditTail>([](store::TransactionReader &reader) { return reader.auditTail(u"n1"_s); },
                                             [&seq](Result<store::AuditTail> &&tail) { seq = tail && tail->count == 1 ? tail->head.seq : -1; });
            return QTest::qWaitFor([&seq] { return seq.has_value(); }) ? *seq : -1;
        };
        QTRY_COMPARE(head(), 4); // all left but the record that says so
        QVERIFY(!run.look().fault);
    }
    QCOMPARE(store::readAnchor(anchor())->head.seq, 4);
}

TXDESK_TEST(AuditWatchTest);

#include "audit_watch_test.moc"
