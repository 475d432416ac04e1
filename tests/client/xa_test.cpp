// The participant's side of XA on a real MariaDB: which sequences of phases have which effect, and what is refused.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa_branch.h"
#include "tests/client/beside_the_loop.h"
#include "tests/client/fake_coordinator.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

QString spelledXa(const BranchAnswer &answer)
{
    const QLatin1StringView outcome = nameIn(outcomeNames, answer.outcome);
    return answer.barrier == BarrierNote::None ? QString(outcome) : outcome + u'/' + nameIn(barrierNoteNames, answer.barrier);
}

} // namespace

class XaTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void playsPhases_data();
    void playsPhases();
    void registersWithTheCoordinatorOfTheCall();
    void registersNothingForAWorkflow();
    void rollsBackWhenItCannotBeRegistered_data();
    void rollsBackWhenItCannotBeRegistered();
    void refusesBeforeBusiness_data();
    void refusesBeforeBusiness();
    void takesAnyLetterInAGid();
    void doesNotTakeAnotherSessionsBranchForDone();
    void doesNotTakeAnUncommittedRowForDone();
    void tellsAGhost();
    void waitsForAPhaseOneAtWork();
    void listsWhatIsPrepared();

private:
    TransactionContext context(const QString &op, const QString &gid = u"g"_s, const QString &kind = u"xa"_s) const
    {
        return {Gid{gid}, kind, BranchId{u"01"_s}, op, m_fake->url(), u"http://a/xa"_s};
    }
    BranchAnswer play(const TransactionContext &context, const BranchAnswer &businessAnswer = {}, const QString &connection = u"bank"_s);
    bool exec(const QString &sql)
    {
        QSqlQuery query(m_db);
        return query.exec(sql);
    }
    qint64 count(const QString &from)
    {
        QSqlQuery query(u"SELECT count(*) FROM "_s + from, m_db);
        return query.next() ? query.value(0).toLongLong() : -1;
    }

    MariaDb m_mariaDb;
    QSqlDatabase m_db;
    std::unique_ptr<FakeCoordinator> m_fake;
    int m_worked = 0; // how often the business ran
};

void XaTest::initTestCase()
{
    if (const QString why = m_mariaDb.start(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_db = m_mariaDb.connect(u"bank"_s);
    QVERIFY(m_db.isOpen());
    QVERIFY(exec(u"CREATE TABLE effects (id INTEGER PRIMARY KEY AUTO_INCREMENT, gid VARCHAR(128))"_s));
    QVERIFY(BranchBarrier::createTable(m_db).has_value());
}

void XaTest::init()
{
    m_fake = std::make_unique<FakeCoordinator>();
    m_worked = 0;
    const Result<QStringList> left = XaBranch::preparedOn(u"bank"_s);
    QVERIFY(left && left->isEmpty());
    QVERIFY(exec(u"DELETE FROM effects"_s) && exec(u"DELETE FROM barrier"_s));
}

void XaTest::cleanupTestCase()
{
    m_db = {};
    QSqlDatabase::removeDatabase(u"bank"_s);
}

BranchAnswer XaTest::play(const TransactionContext &context, const BranchAnswer &businessAnswer, const QString &connection)
{
    return besideTheLoop([&] {
        CoordinatorConnection elsewhere(u"http://127.0.0.1:1/api/dtmsvr"_s);
        XaBranch branch(context, connection, {.lockWait = Seconds{1}});
        return branch.call(elsewhere, [&](QSqlDatabase &db) {
            ++m_worked;
            QSqlQuery effect(db);
            effect.prepare(u"INSERT INTO effects (gid) VALUES (:gid)"_s);
            effect.bindValue(u":gid"_s, context.gid.value);
            return effect.exec() ? businessAnswer : BranchAnswer::unknown(effect.lastError().text());
        });
    });
}

void XaTest::playsPhases_data()
{
    QTest::addColumn<QString>("phases"); // "action!": its business rejects
    QTest::addColumn<QString>("answers");
    QTest::addColumn<qint64>("effects");
    QTest::addColumn<int>("worked");
    const struct { const char *name; QString phases; QString answers; qint64 effects; int worked; } rows[] = {
        {"commits", u"action commit"_s, u"succeeded/run succeeded/run"_s, 1, 1},
        {"commits once", u"action commit commit"_s, u"succeeded/run succeeded/run succeeded/dup"_s, 1, 1},
        {"rolls back", u"action rollback"_s, u"succeeded/run succeeded/run"_s, 0, 1},
        {"rolls back once", u"action rollback rollback"_s, u"succeeded/run succeeded/run succeeded/dup"_s, 0, 1},
        {"rolls back what never was", u"rollback"_s, u"succeeded/empty"_s, 0, 0},
        {"turns a late phase 1 away", u"rollback action"_s, u"succeeded/empty rejected/late"_s, 0, 0},
        {"phase 1 again after its rollback", u"action rollback action"_s, u"succeeded/run succeeded/run rejected/late"_s, 0, 1},
        {"phase 1 again while prepared", u"action action commit"_s, u"succeeded/run succeeded/dup succeeded/run"_s, 1, 1},
        {"phase 1 again after its commit", u"action commit action"_s, u"succeeded/run succeeded/run succeeded/dup"_s, 1, 1},
        {"business refuses", u"action! rollback"_s, u"rejected/run succeeded/empty"_s, 0, 1},
        {"business refuses, then works", u"action! action commit"_s, u"rejected/run succeeded/run succeeded/run"_s, 1, 2},
        {"commits what never was", u"commit"_s, u"unknown"_s, 0, 0},
        {"commits what was rolled back", u"action rollback commit"_s, u"succeeded/run succeeded/run unknown"_s, 0, 1},
        {"rolls back what was committed", u"action commit rollback"_s, u"succeeded/run succeeded/run unknown"_s, 1, 1},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << row.phases << row.answers << row.effects << row.worked;
}

void XaTest::playsPhases()
{
    QFETCH(const QString, phases);
    QStringList answers;
    for (QString phase : phases.split(u' ')) {
        const bool refuses = phase.endsWith(u'!');
        if (refuses)
            phase.chop(1);
        answers.append(spelledXa(play(context(phase), refuses ? BranchAnswer::rejected(u"no"_s) : BranchAnswer())));
    }
    QTEST(answers.join(u' '), "answers");
    QTEST(count(u"effects"_s), "effects");
    QTEST(m_worked, "worked");
    QVERIFY(XaBranch::preparedOn(u"bank"_s).value().isEmpty());
}

void XaTest::registersWithTheCoordinatorOfTheCall()
{
    QCOMPARE(spelledXa(play(context(u"action"_s))), u"succeeded/run"_s);

    QCOMPARE(m_fake->asked, QStringList{u"registerBranch"_s});
    const QJsonObject registration{{u"gid"_s, u"g"_s}, {u"trans_type"_s, u"xa"_s}, {u"branch_id"_s, u"01"_s}, {u"url"_s, u"http://a/xa"_s}};
    QCOMPARE(QJsonDocument::fromJson(m_fake->requests[0].body).object(), registration);
    QCOMPARE(count(u"effects"_s), 0); // not before phase 2
    QCOMPARE(spelledXa(play(context(u"rollback"_s))), u"succeeded/run"_s);
}

void XaTest::registersNothingForAWorkflow()
{
    QCOMPARE(spelledXa(play(context(u"action"_s, u"g"_s, u"workflow"_s))), u"succeeded/run"_s);
    QCOMPARE(spelledXa(play(context(u"commit"_s, u"g"_s, u"workflow"_s))), u"succeeded/run"_s);
    QVERIFY(m_fake->asked.isEmpty());
    QCOMPARE(count(u"effects"_s), 1);
}

void XaTest::rollsBackWhenItCannotBeRegistered_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("answer");
    QTest::newRow("the transaction is over") << 409 << u"rejected"_s;
    QTest::newRow("the coordinator has a fault") << 500 << u"unknown"_s;
}

void XaTest::rollsBackWhenItCannotBeRegistered()
{
    QFETCH(const int, status);
    m_fake->statusOf[u"registerBranch"_s] = status;
    m_fake->bodyOf[u"registerBranch"_s] = R"({"message":"no"})";
    QTEST(spelledXa(play(context(u"action"_s))), "answer");
    QCOMPARE(m_worked, 1);
    QCOMPARE(count(u"effects"_s), 0);
    QCOMPARE(count(u"barrier"_s), 0);
    QVERIFY(XaBranch::preparedOn(u"bank"_s).value().isEmpty());
}

void XaTest::refusesBeforeBusiness_data()
{
    QTest::addColumn<QString>("gid");
    QTest::addColumn<QString>("connection");
    QTest::addColumn<QString>("answer");
    QTest::newRow("gid of 62 letters") << QString(62, u'g') << u"bank"_s << u"rejected"_s; // and "-01" are 65
    QTest::newRow("21 letters of three bytes") << QString(21, QChar(0x4e2d)) << u"bank"_s << u"rejected"_s;
    QTest::newRow("no such connection") << u"g"_s << u"absent"_s << u"unknown"_s;
}

void XaTest::refusesBeforeBusiness()
{
    QFETCH(const QString, gid);
    QFETCH(const QString, connection);
    QTEST(spelledXa(play(context(u"action"_s, gid), {}, connection)), "answer");
    QCOMPARE(m_worked, 0);
    QVERIFY(m_fake->asked.isEmpty());
    QCOMPARE(count(u"barrier"_s), 0);
}

void XaTest::takesAnyLetterInAGid()
{
    const QString gid = QString(50, u'g') + u"'\"\\`% x"_s; // with "-01": 60 bytes
    QCOMPARE(spelledXa(play(context(u"action"_s, gid))), u"succeeded/run"_s);
    QCOMPARE(XaBranch::preparedOn(u"bank"_s).value(), QStringList{gid + u"-01"_s});
    QCOMPARE(spelledXa(play(context(u"commit"_s, gid))), u"succeeded/run"_s);
    QCOMPARE(count(u"effects"_s), 1);
}

// The preparing session is still connected: the server answers XAER_NOTA, which DTM's libraries take for done.
void XaTest::doesNotTakeAnotherSessionsBranchForDone()
{
    QVERIFY(exec(u"XA START 'g-01'"_s));
    QVERIFY(exec(u"INSERT INTO barrier (trans_type, gid, branch_id, op, barrier_id, reason) VALUES ('xa','g','01','action','01','action')"_s));
    QVERIFY(exec(u"XA END 'g-01'"_s) && exec(u"XA PREPARE 'g-01'"_s));

    const BranchAnswer committed = play(context(u"commit"_s));
    QCOMPARE(committed.outcome, Outcome::Unknown);
    QVERIFY2(committed.message.startsWith("still prepared"_L1), qPrintable(committed.message));
    QCOMPARE(play(context(u"rollback"_s)).outcome, Outcome::Unknown); // the row is locked

    QVERIFY(exec(u"XA COMMIT 'g-01'"_s));
    QCOMPARE(spelledXa(play(context(u"commit"_s))), u"succeeded/dup"_s);
}

// On a server whose sessions read what is not committed, the row proves nothing unless the witness refuses to.
void XaTest::doesNotTakeAnUncommittedRowForDone()
{
    QVERIFY(exec(u"XA START 'g-01'"_s));
    QVERIFY(exec(u"INSERT INTO barrier (trans_type, gid, branch_id, op, barrier_id, reason) VALUES ('xa','g','01','action','01','action')"_s));
    QVERIFY(exec(u"XA END 'g-01'"_s) && exec(u"XA PREPARE 'g-01'"_s));

    QCOMPARE(m_mariaDb.run(u"test"_s, {u"SET GLOBAL TRANSACTION ISOLATION LEVEL READ UNCOMMITTED"_s}), QString());
    const BranchAnswer committed = play(context(u"commit"_s));
    QCOMPARE(m_mariaDb.run(u"test"_s, {u"SET GLOBAL TRANSACTION ISOLATION LEVEL REPEATABLE READ"_s}), QString());

    QVERIFY(exec(u"XA ROLLBACK 'g-01'"_s));
    QCOMPARE(committed.outcome, Outcome::Unknown);
}

// Not listed by XA RECOVER, not committed, but its rows are locked: played with an ordinary open transaction.
void XaTest::tellsAGhost()
{
    QVERIFY(m_db.transaction());
    QVERIFY(exec(u"INSERT INTO barrier (trans_type, gid, branch_id, op, barrier_id, reason) VALUES ('xa','g','01','action','01','action')"_s));

    const BranchAnswer committed = play(context(u"commit"_s));

    QVERIFY(m_db.rollback());
    QCOMPARE(committed.outcome, Outcome::Unknown);
    QVERIFY2(committed.message.startsWith("ghost"_L1), qPrintable(committed.message));
}

void XaTest::waitsForAPhaseOneAtWork()
{
    QVERIFY(exec(u"XA START 'g-01'"_s));
    QVERIFY(exec(u"INSERT INTO barrier (trans_type, gid, branch_id, op, barrier_id, reason) VALUES ('xa','g','01','action','01','action')"_s));

    QCOMPARE(spelledXa(play(context(u"rollback"_s))), u"unknown"_s); // it must not say done: the phase 1 could still prepare
    QCOMPARE(spelledXa(play(context(u"action"_s))), u"ongoing"_s);
    QCOMPARE(m_worked, 0);

    QVERIFY(exec(u"XA END 'g-01'"_s) && exec(u"XA ROLLBACK 'g-01'"_s));
    QCOMPARE(spelledXa(play(context(u"rollback"_s))), u"succeeded/empty"_s);
}

void XaTest::listsWhatIsPrepared()
{
    QCOMPARE(spelledXa(play(context(u"action"_s))), u"succeeded/run"_s);
    QCOMPARE(XaBranch::preparedOn(u"bank"_s).value(), QStringList{u"g-01"_s});
    QCOMPARE(spelledXa(play(context(u"rollback"_s))), u"succeeded/run"_s);
    QVERIFY(XaBranch::preparedOn(u"bank"_s).value().isEmpty());
}

TXDESK_TEST(XaTest);

} // namespace txdesk::test

#include "xa_test.moc"
