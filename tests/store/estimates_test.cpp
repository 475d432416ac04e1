// Groups of errors, counts and business keys on SQLite and MariaDB, with payloads plain and sealed.
// SPDX-License-Identifier: Apache-2.0
#include "server/store/payload_cipher.h"
#include "tests/store/store_fixture.h"
#include "tests/support/test_main.h"

namespace txdesk::store {

using namespace Qt::StringLiterals;
using namespace samples;
using Status = TransactionStatus;

class EstimatesTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<AnyStore> m_files;
    std::unique_ptr<TransactionStore> m_store;
    std::unique_ptr<TransactionReader> m_reader;

    void put(TransactionWrite write) { QVERIFY(std::holds_alternative<engine::WriteDone>(ask(*m_store, std::move(write)))); }

    // A saga of which the action of `branch` has failed.
    void putFailing(const QString &gid, const QString &error, qint64 created, const QString &branch = u"02"_s)
    {
        TransactionWrite write = saga(gid);
        write.transaction.createdAt = at(created);
        write.transaction.updatedAt = at(created + 5);
        write.transaction.failures = 2;
        write.transaction.lastError = error;
        for (BranchOp &one : write.newOps) {
            one.failures = one.branch.value == branch && one.kind == OpKind::Action ? 2 : 0;
            one.lastError = one.failures > 0 ? error : QString();
        }
        put(write);
    }

    [[nodiscard]] ErrorGroups groups(const TransactionFilter &filter = {}, const TokenScope &scope = {})
    {
        return m_reader->errorGroups(filter, scope, at(1'000'000)).value_or(ErrorGroups{.groups = {}, .looked = -1});
    }

    [[nodiscard]] CountEstimate count(const TransactionFilter &filter = {}, const TokenScope &scope = {})
    {
        return m_reader->count(filter, scope, at(1'000'000)).value_or(CountEstimate{-1, false});
    }

    [[nodiscard]] QStringList found(const QString &businessKey)
    {
        QStringList gids;
        const Result<TransactionPage> page = m_reader->list({.businessKey = businessKey}, {.after = {}, .limit = 100}, at(1'000'000));
        for (const TransactionRow &row : page.value_or(TransactionPage{}).rows)
            gids.append(row.transaction.gid.value);
        return gids;
    }

private slots:
    void initTestCase_data()
    {
        QTest::addColumn<AnyStore::Kind>("store");
        QTest::addColumn<bool>("sealed");
        QTest::newRow("sqlite") << AnyStore::Kind::Sqlite << false;
        QTest::newRow("sqlite, sealed") << AnyStore::Kind::Sqlite << true;
        QTest::newRow("mysql") << AnyStore::Kind::Mysql << false;
        QTest::newRow("mysql, sealed") << AnyStore::Kind::Mysql << true;
    }
    void init()
    {
        QFETCH_GLOBAL(AnyStore::Kind, store);
        QFETCH_GLOBAL(bool, sealed);
        m_files = std::make_unique<AnyStore>(store, u"estimates"_s);
        if (sealed) {
            const Result<PayloadCipherPtr> cipher = PayloadCipher::fromText("a " + QByteArray(64, '1') + '\n');
            QVERIFY(cipher);
            m_files->setCipher(*cipher);
        }
        m_store = m_files->store();
        m_reader = m_files->reader();
    }
    void cleanup()
    {
        m_reader.reset();
        m_store.reset();
    }

    void groupsByErrorAndParticipant()
    {
        putFailing(u"a1"_s, u"order 17 timed out after 3000 ms"_s, 100);
        putFailing(u"a2"_s, u"order 4711 timed out after 10 ms"_s, 300);
        putFailing(u"b1"_s, u"order 18 timed out after 3000 ms"_s, 200, u"01"_s); // the same at another participant
        putFailing(u"c1"_s, u"没有库存"_s, 400);
        put(saga(u"fine"_s));
        const ErrorGroups all = groups();
        QCOMPARE(all.groups.size(), 3);
        QCOMPARE(all.groups[0], (ErrorGroup{u"order # timed out after # ms"_s, all.groups[0].sample, u"bank-02:80"_s, 2, at(100), at(305)}));
        QVERIFY(all.groups[0].sample.startsWith(u"order "_s));
        QCOMPARE(all.looked, 4);
        QVERIFY(all.complete);
        QMap<QString, qint64> places;
        for (const ErrorGroup &group : all.groups)
            places[group.fingerprint + u'@' + group.participant] = group.count;
        QCOMPARE(places.value(u"order # timed out after # ms@bank-01:80"_s), 1);
        QCOMPARE(places.value(u"没有库存@bank-02:80"_s), 1);
    }

    void groupsOnlyWhatIsUnfinishedAndMayBeSeen()
    {
        putFailing(u"mine-1"_s, u"no money"_s, 100);
        putFailing(u"mine-2"_s, u"no stock"_s, 100);
        putFailing(u"other-1"_s, u"no money"_s, 100);
        putFailing(u"ended"_s, u"no money"_s, 100);
        put(next(stored(*m_store, u"ended"_s), Status::Failed));
        QCOMPARE(groups().looked, 3);
        QCOMPARE(groups({.gidPrefix = u"mine-"_s}).looked, 2);
        QCOMPARE(groups({}, {.gidPrefix = u"other-"_s, .kinds = {}}).looked, 1);
        QCOMPARE(groups({}, {.gidPrefix = {}, .kinds = {TransactionKind::Tcc}}).looked, 0);
        QCOMPARE(groups({.fingerprint = u"no money"_s}).groups.value(0).count, 2);
        QVERIFY(groups({.statuses = {Status::Failed}}).groups.isEmpty());
    }

    void counts()
    {
        for (int i = 0; i < 5; ++i)
            putFailing(u"f-%1"_s.arg(i), u"no money"_s, 100 * i);
        for (int i = 0; i < 3; ++i)
            put(saga(u"p-%1"_s.arg(i), Status::Prepared));
        put(next(stored(*m_store, u"f-4"_s), Status::Succeeded));
        QCOMPARE(count(), (CountEstimate{8, true}));
        QCOMPARE(count({.statuses = {Status::Succeeded}}), (CountEstimate{1, true}));
        QCOMPARE(count({.gidPrefix = u"f-"_s}), (CountEstimate{5, true}));
        QCOMPARE(count({.failuresMin = 1}), (CountEstimate{5, true}));
        QCOMPARE(count({.createdFrom = at(100), .createdTo = at(300)}), (CountEstimate{2, true}));
        QCOMPARE(count({}, {.gidPrefix = u"p-"_s, .kinds = {}}), (CountEstimate{3, true}));
    }

    void findsByBusinessKey()
    {
        const QString longest = u"订单"_s.repeated(64); // 128 characters
        for (const auto &[gid, key] : {std::pair(u"a"_s, u"ORD-1"_s), {u"b"_s, u"ORD-1"_s}, {u"c"_s, u"ord-1"_s}, {u"d"_s, u"ORD-10"_s},
                                       {u"e"_s, longest}, {u"f"_s, QString()}, {u"g"_s, u"ORD-1 "_s}}) {
            TransactionWrite write = saga(gid);
            write.transaction.businessKey = key;
            put(write);
        }
        QStringList both = found(u"ORD-1"_s);
        both.sort();
        QCOMPARE(both, (QStringList{u"a"_s, u"b"_s})); // as it is: letters and blanks count
        QCOMPARE(found(u"ORD-1 "_s), QStringList{u"g"_s});
        QCOMPARE(found(longest), QStringList{u"e"_s});
        QVERIFY(found(u"ORD"_s).isEmpty());
        QCOMPARE(count({.businessKey = u"ORD-1"_s}).count, 2);
        TransactionWrite write = next(stored(*m_store, u"a"_s), Status::Succeeded);
        write.transaction.businessKey = u"changed"_s;
        put(write);
        QCOMPARE(stored(*m_store, u"a"_s).transaction.businessKey, u"ORD-1"_s); // fixed at creation
        QVERIFY(found(u"changed"_s).isEmpty());
    }
};

TXDESK_TEST(EstimatesTest);

} // namespace txdesk::store

#include "estimates_test.moc"
