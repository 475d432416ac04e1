// XA on a node of a Galera cluster is refused before any business: there, XA START fails, and what follows an ignored
// failure commits statement by statement.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa_branch.h"
#include "shared/client/xa_session.h"
#include "tests/client/beside_the_loop.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {

class GaleraTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void refusesXaBeforeBusiness();
    void isRefusedByTheServerToo();
    void keepsTheBarrierUsable();

private:
    MariaDb m_mariaDb;
    QSqlDatabase m_db;
};

void GaleraTest::initTestCase()
{
    const QString provider = u"/usr/lib/galera/libgalera_smm.so"_s;
    if (!QFile::exists(provider))
        QSKIP("Galera's provider library is not installed (package galera-4)");
    const QString why = m_mariaDb.start({u"--binlog-format=ROW"_s, u"--innodb-autoinc-lock-mode=2"_s, u"--wsrep-on=ON"_s,
                                         u"--wsrep-provider="_s + provider, u"--wsrep-cluster-address=gcomm://"_s,
                                         u"--wsrep-node-address=127.0.0.1"_s, u"--wsrep-sst-method=skip"_s,
                                         u"--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:0;gcache.size=8M"_s});
    if (!why.isEmpty() && why.contains("not installed"_L1))
        QSKIP(qPrintable(why));
    QVERIFY2(why.isEmpty(), qPrintable(why));
    m_db = m_mariaDb.connect(u"galera"_s);
    QVERIFY(BranchBarrier::createTable(m_db).has_value());
}

void GaleraTest::cleanupTestCase()
{
    m_db = {};
    QSqlDatabase::removeDatabase(u"galera"_s);
}

void GaleraTest::refusesXaBeforeBusiness()
{
    bool worked = false;

    const BranchAnswer answer = besideTheLoop([&] {
        CoordinatorConnection nobody(u"http://127.0.0.1:1/api/dtmsvr"_s);
        return XaBranch({Gid{u"g"_s}, u"xa"_s, BranchId{u"01"_s}, u"action"_s, {}}, u"galera"_s).prepare(nobody, [&](QSqlDatabase &) {
            worked = true;
            return BranchAnswer::succeeded();
        });
    });

    QCOMPARE(answer.outcome, Outcome::Rejected);
    QVERIFY2(answer.message.contains("Galera"_L1), qPrintable(answer.message));
    QVERIFY(!worked);
    QSqlQuery rows(u"SELECT count(*) FROM barrier"_s, m_db);
    QVERIFY(rows.next() && rows.value(0).toInt() == 0);
}

// The same would stop a phase 1 that did not see the setting.
void GaleraTest::isRefusedByTheServerToo()
{
    Result<XaSession> session = XaSession::open(u"galera"_s, Seconds{1});
    QVERIFY(session.has_value());
    QCOMPARE(session->run("xa_start"_L1, "g-01").code, 1235);
}

void GaleraTest::keepsTheBarrierUsable()
{
    BranchBarrier barrier({Gid{u"g"_s}, u"tcc"_s, BranchId{u"01"_s}, u"try"_s, {}});
    QCOMPARE(barrier.call(m_db, [](QSqlDatabase &) { return BranchAnswer::succeeded(); }).barrier, BarrierNote::Run);
}

TXDESK_TEST(GaleraTest);

} // namespace txdesk::test

#include "galera_test.moc"
