// Branches of one transaction stand in the order in which their local transactions commit, whoever of them had to wait.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString takeTen = u"UPDATE account SET balance = balance - 10 WHERE id = 1"_s;
const QString takeOne = u"UPDATE account SET balance = balance - 1 WHERE id = 1"_s;

Result<> changeIn(AtSession &session, const QString &sql)
{
    const Result<QSqlQuery> done = session.exec(sql);
    return done ? Result<>() : tl::unexpected(done.error());
}

} // namespace

class BranchOrderTest final : public QObject
{
    Q_OBJECT

private slots:
    void aWaiterOfTheSameTransactionCommitsLast();
};

// Two services of one transaction change one row at the same time. One has to wait for somebody else's lock and is granted a
// branch; the other one commits before it. Put back in the order of the grants, each would find the other's change: dirty.
void BranchOrderTest::aWaiterOfTheSameTransactionCommitsLast()
{
    AtWorld world;
    world.addBank(u"bank"_s, {u"CREATE TABLE account(id INTEGER PRIMARY KEY, balance INTEGER)"_s, u"INSERT INTO account VALUES (1, 100)"_s});
    QVERIFY(world.work(u"other"_s, {takeTen}));
    static_cast<void>(world.connection.prepare({.gid = Gid{u"g"_s}, .kind = TransactionKind::At}).result());
    AtSessionOptions options = world.options();
    options.lockWait = Seconds{10};
    Result<> waited;
    std::unique_ptr<QThread> waiting(QThread::create([&] {
        client::CoordinatorConnection connection(world.coordinator.url());
        const AtTransaction joined = AtTransaction::join(connection, {.gid = Gid{u"g"_s}});
        QSqlDatabase::cloneDatabase(u"bank"_s, u"waiting"_s).open();
        waited = AtSession(joined, QSqlDatabase::database(u"waiting"_s), options).run([](AtSession &inside) { return changeIn(inside, takeOne); });
        QSqlDatabase::removeDatabase(u"waiting"_s);
    }));
    waiting->start();
    QTRY_COMPARE(world.coordinator.bodies(u"registerBranch"_s).size(), 3); // the other's, one that was refused, one that waits
    const AtTransaction transaction = AtTransaction::join(world.connection, {.gid = Gid{u"g"_s}});
    AtSession session(transaction, world.bank(), options);
    QVERIFY(session.begin());
    QVERIFY(session.exec(takeTen));
    world.coordinator.decide(u"other"_s, u"submitted"_s);
    QTRY_COMPARE(world.coordinator.branchesOf(u"g"_s).size(), 1); // granted; its work waits for the file
    const Result<> committed = session.commit();
    waiting->wait();
    QVERIFY2(committed && waited, committed ? qPrintable(waited.error().message) : qPrintable(committed.error().message));
    QCOMPARE(world.rows(u"SELECT balance FROM account"_s), u"79"_s);
    QCOMPARE(world.rollBack(u"g"_s), (QStringList{u"03 200"_s, u"02 200"_s}));
    QCOMPARE(world.rows(u"SELECT balance FROM account"_s), u"90"_s);
    QCOMPARE(world.undoRows(), u"other|01|0"_s);
}

TXDESK_TEST(BranchOrderTest);

} // namespace txdesk::test
#include "branch_order_test.moc"
