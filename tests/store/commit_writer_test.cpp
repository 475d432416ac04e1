// Group commit: nothing is lost, order is kept, a full queue refuses, what is queued at the end is still committed.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/commit_writer.h"
#include "server/store/memory_store.h"
#include "server/store/read_pool.h"
#include "tests/store/store_samples.h"
#include "tests/support/test_main.h"

#include <condition_variable>
#include <mutex>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;

namespace {

// Waits until a count is reached; any thread.
class Counter
{
public:
    void add(int count)
    {
        const std::lock_guard lock(m_mutex);
        m_count += count;
        m_changed.notify_all();
    }
    [[nodiscard]] bool reaches(int count)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds{20}, [&] { return m_count >= count; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_count = 0;
};

// A store whose first commit waits for a word, so that a queue can gather behind it.
class SlowStore final : public TransactionStore
{
public:
    struct Control { Counter entered; Counter go; std::mutex mutex; QList<qsizetype> groups; };
    explicit SlowStore(std::shared_ptr<Control> control) : m_control(std::move(control)) {}
    QList<StoreAnswer> commit(const QList<StoreRequest> &requests) override
    {
        {
            const std::lock_guard lock(m_control->mutex);
            m_control->groups.append(requests.size());
        }
        m_control->entered.add(1);
        std::ignore = m_control->go.reaches(1);
        return m_memory.commit(requests);
    }

private:
    std::shared_ptr<Control> m_control;
    MemoryStore m_memory;
};

OpenStore slow(const std::shared_ptr<SlowStore::Control> &control)
{
    return [control]() -> Result<std::unique_ptr<TransactionStore>> { return std::make_unique<SlowStore>(control); };
}

struct Inbasket
{
    std::mutex mutex;
    std::vector<quint64> tokens;
    int conflicts = 0;
    Counter count;

    CommitWriter::Deliver deliver()
    {
        return [this](std::vector<CommitWriter::Answer> &&answers) {
            const std::lock_guard lock(mutex);
            for (const CommitWriter::Answer &answer : answers) {
                tokens.push_back(answer.token);
                conflicts += std::holds_alternative<engine::WriteConflict>(answer.answer) ? 1 : 0;
            }
            count.add(static_cast<int>(answers.size()));
        };
    }
};

} // namespace

class CommitWriterTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatGathersRidesTogether()
    {
        const auto control = std::make_shared<SlowStore::Control>();
        Inbasket basket;
        auto writer = CommitWriter::start(slow(control), {.requestsMax = 8, .queuedMax = 100}, basket.deliver());
        QVERIFY(writer);
        QVERIFY((*writer)->submit(0, saga(u"g0"_s)));
        QVERIFY(control->entered.reaches(1)); // alone in its commit
        for (quint64 i = 1; i <= 20; ++i)
            QVERIFY((*writer)->submit(i, saga(u"g%1"_s.arg(i % 20)))); // the last is g0 again
        QCOMPARE((*writer)->queued(), 21);
        control->go.add(1);
        QVERIFY(basket.count.reaches(21));
        QCOMPARE(control->groups, (QList<qsizetype>{1, 8, 8, 4}));
        for (quint64 i = 0; i <= 20; ++i)
            QCOMPARE(basket.tokens[i], i);
        QCOMPARE(basket.conflicts, 1);
        const CommitCounters counters = (*writer)->counters();
        QCOMPARE(counters.commits, 4);
        QCOMPARE(counters.requests, 21);
        QVERIFY(counters.commitMsP99 >= counters.commitMsP50);
        QCOMPARE((*writer)->queued(), 0);
    }

    void fullQueueRefuses()
    {
        const auto control = std::make_shared<SlowStore::Control>();
        Inbasket basket;
        auto writer = CommitWriter::start(slow(control), {.requestsMax = 8, .queuedMax = 3}, basket.deliver());
        QVERIFY(writer);
        for (quint64 i = 0; i < 3; ++i)
            QVERIFY((*writer)->submit(i, saga(u"g%1"_s.arg(i))));
        QVERIFY(!(*writer)->submit(3, saga(u"g3"_s)));
        control->go.add(1);
        QVERIFY(basket.count.reaches(3));
        QVERIFY((*writer)->submit(4, saga(u"g4"_s)));
        QVERIFY(basket.count.reaches(4));
        writer->reset();
        QCOMPARE(basket.tokens.size(), 4u);
    }

    void endingCommitsWhatIsQueued()
    {
        const auto control = std::make_shared<SlowStore::Control>();
        Inbasket basket;
        auto writer = CommitWriter::start(slow(control), {}, basket.deliver());
        QVERIFY(writer);
        for (quint64 i = 0; i < 50; ++i)
            QVERIFY((*writer)->submit(i, saga(u"g%1"_s.arg(i))));
        control->go.add(1);
        writer->reset();
        QCOMPARE(basket.tokens.size(), 50u);
    }

    void errorOfOpeningIsTheErrorOfStarting()
    {
        const OpenStore broken = []() -> Result<std::unique_ptr<TransactionStore>> { return fail(ErrorCode::Unavailable, u"no"_s); };
        const auto writer = CommitWriter::start(broken, {}, [](std::vector<CommitWriter::Answer> &&) {});
        QVERIFY(!writer);
        QCOMPARE(writer.error().message, u"no"_s);
        const OpenReader brokenReader = []() -> Result<std::unique_ptr<TransactionReader>> { return fail(ErrorCode::Unavailable, u"no"_s); };
        QVERIFY(!ReadPool::start(brokenReader));
    }

    void acknowledgedIsInTheFile()
    {
        const Files files;
        Inbasket basket;
        auto writer = CommitWriter::start(sqliteStore(files.options()), {}, basket.deliver());
        QVERIFY(writer);
        for (quint64 i = 0; i < 300; ++i)
            QVERIFY((*writer)->submit(i, saga(u"g%1"_s.arg(i))));
        QVERIFY(basket.count.reaches(300));
        auto pool = ReadPool::start(sqliteReader(files.options()));
        QVERIFY(pool);
        Counter done;
        qsizetype rows = 0;
        QVERIFY((*pool)->read([&](TransactionReader &reader) {
            PageRequest page{{}, 1000, TransactionSort::NewestFirst};
            do { // on a slow machine a page ends before its rows do
                const TransactionPage found = reader.list({}, page, at(0)).value_or(TransactionPage{});
                rows += found.rows.size();
                page.after = found.next;
            } while (!page.after.isEmpty());
            done.add(1);
        }));
        QVERIFY(done.reaches(1));
        QCOMPARE(rows, 300);
    }

    void readsWaitInABoundedQueue()
    {
        const Files files;
        const auto store = files.store();
        auto pool = ReadPool::start(sqliteReader(files.options()), 2);
        QVERIFY(pool);
        Counter entered;
        Counter go;
        QVERIFY((*pool)->read([&](TransactionReader &) { entered.add(1); std::ignore = go.reaches(1); }));
        QVERIFY(entered.reaches(1));
        QVERIFY((*pool)->read([](TransactionReader &) {}));
        QVERIFY((*pool)->read([](TransactionReader &) {}));
        QVERIFY(!(*pool)->read([](TransactionReader &) {}));
        go.add(1);
    }
};

TXDESK_TEST(CommitWriterTest);

} // namespace txdesk::store

#include "commit_writer_test.moc"
