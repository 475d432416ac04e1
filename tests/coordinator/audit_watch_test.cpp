// What a coordinator remembers of its audit outside the database, and what it says when the two differ; retention.
// SPDX-License-Identifier: Apache-2.0
#include "server/coordinator/audit_watch.h"
#include "server/store/sqlite_store.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

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
    void oldRecordsLeave();

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
    QTRY_COMPARE(run.told.size(), 1); // an empty chain is nothing to tell
    QVERIFY(run.told[0].startsWith("txdesk audit anchor chain=n1 seq=3 mac="));
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

TXDESK_TEST(AuditWatchTest);

#include "audit_watch_test.moc"
