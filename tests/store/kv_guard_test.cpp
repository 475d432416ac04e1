// A kv row that is written only while another one is at a version: on each store, and when two of them race for it.
// SPDX-License-Identifier: Apache-2.0
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

#include <thread>

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;

namespace {

PutKv guarded(const QString &key, qint64 version, qint64 guardVersion)
{
    return {.category = u"items"_s, .key = key, .value = u"v"_s, .expectedVersion = version, .now = at(1), .audit = {}, .guard = KvGuard{u"jobs"_s, u"j"_s, guardVersion}};
}

PutKv job(qint64 version) { return {u"jobs"_s, u"j"_s, u"{}"_s, version, at(1)}; }

ErrorCode refusalOf(const StoreAnswer &answer)
{
    const auto *error = std::get_if<Error>(&answer);
    return error ? error->code : ErrorCode::Internal;
}

} // namespace

class KvGuardTest final : public QObject
{
    Q_OBJECT

private slots:
    void writesWhileTheGuardStands_data() { addStoreRows(); }
    void writesWhileTheGuardStands()
    {
        QFETCH(AnyStore::Kind, store);
        const AnyStore files(store, u"kv_guard"_s);
        const auto db = files.store();
        QCOMPARE(refusalOf(ask(*db, guarded(u"a"_s, 0, 1))), ErrorCode::Conflict); // no such row
        std::ignore = ask(*db, job(0));
        QVERIFY(std::holds_alternative<KvStored>(ask(*db, guarded(u"a"_s, 0, 1))));
        QVERIFY(std::holds_alternative<KvStored>(ask(*db, guarded(u"a"_s, 1, 1))));
        QCOMPARE(refusalOf(ask(*db, guarded(u"a"_s, 1, 1))), ErrorCode::Conflict); // its own version counts, too
        std::ignore = ask(*db, job(1));
        for (const PutKv &late : {guarded(u"a"_s, 2, 1), guarded(u"b"_s, 0, 1)})
            QCOMPARE(refusalOf(ask(*db, late)), ErrorCode::Conflict);
        QCOMPARE(refusalOf(ask(*db, RemoveKv{u"items"_s, u"a"_s, {}, KvGuard{u"jobs"_s, u"j"_s, 1}})), ErrorCode::Conflict);
        QVERIFY(std::holds_alternative<KvStored>(ask(*db, guarded(u"a"_s, 2, 2)))); // nothing of it was done
        // The others of a commit are not touched; what stands before it in the same one counts.
        const QList<StoreAnswer> answers = db->commit({guarded(u"a"_s, 3, 1), job(2), guarded(u"c"_s, 0, 3)});
        QCOMPARE(refusalOf(answers[0]), ErrorCode::Conflict);
        QVERIFY(std::holds_alternative<KvStored>(answers[1]) && std::holds_alternative<KvStored>(answers[2]));
        QCOMPARE(std::get<Removed>(ask(*db, RemoveKv{u"items"_s, u"a"_s, {}, KvGuard{u"jobs"_s, u"j"_s, 3}})).count, 1);
    }

    // Two coordinators: one writes items under the version that it knows, the other moves the job's row. What the first one
    // has stored by then is there to be read, and nothing comes after it.
    void nothingComesLate()
    {
        const AnyStore files(AnyStore::Kind::Mysql, u"kv_guard_race"_s);
        const auto mover = files.store();
        const auto reader = files.reader();
        std::ignore = ask(*mover, job(0));
        const auto itemsNow = [&reader] { return reader->kv(u"items"_s, {}).value_or(QList<KvRow>{}).size(); };
        for (qint64 version = 1; version <= 40; ++version) {
            std::atomic<bool> begun{false};
            std::atomic<qsizetype> written{0};
            std::thread writer([&files, &begun, &written, version] {
                const auto own = files.store();
                for (int i = 0; i < 200; ++i) {
                    const StoreAnswer answer = ask(*own, guarded(u"%1-%2"_s.arg(version).arg(i), 0, version));
                    begun = true;
                    if (!std::holds_alternative<KvStored>(answer))
                        return;
                    ++written;
                }
            });
            while (!begun)
                std::this_thread::yield();
            const bool moved = std::holds_alternative<KvStored>(ask(*mover, job(version)));
            const qsizetype seen = itemsNow();
            writer.join();
            QVERIFY(moved);
            QCOMPARE(itemsNow(), seen);
        }
    }
};

TXDESK_TEST(KvGuardTest);

} // namespace txdesk::store

#include "kv_guard_test.moc"
