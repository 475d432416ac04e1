// Rollback on MariaDB when somebody else has changed rows, references or the table since: nothing is overwritten unless a person
// says so.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString mariaDirtyAccounts = u"CREATE TABLE account(id INT PRIMARY KEY, name VARCHAR(20) UNIQUE, balance INT)"_s;
const QString mariaDirtyRows = u"INSERT INTO account VALUES (1, 'Zhang', 1000), (2, 'Li', 0), (3, 'Wang', 5)"_s;
const QString mariaStart = u"1|Zhang|1000;2|Li|0;3|Wang|5"_s;

} // namespace

class MariaDirtyTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void init()
    {
        m_world = std::make_unique<MariaWorld>();
        m_world->addMariaBank(u"bank"_s, {mariaDirtyAccounts, mariaDirtyRows});
    }
    void cleanup() { m_world.reset(); }
    void group1_2_outsideWrites_data();
    void group1_2_outsideWrites();
    void group1_allOrNothing();
    void group6_rowsThatSomebodyHolds();
    void group13_uniqueValueTakenMeanwhile();
    void group13_aKeyInAnotherSpelling();
    void group13_referencesThatSomebodyAdded();
    void group13_aParentThatIsGone();
    void group18_referencesThatWereBrokenBefore();
    void group20_schemaChanges_data();
    void group20_schemaChanges();

private:
    QString now() { return m_world->rows(u"SELECT id, name, balance FROM account ORDER BY id"_s); }
    QString roll(const QString &op = u"rollback"_s) { return m_world->rollBack(u"g"_s, op).join(u';'); }

    std::unique_ptr<MariaWorld> m_world;
};

void MariaDirtyTest::group1_2_outsideWrites_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("outside");
    QTest::addColumn<bool>("isDirty");
    QTest::addColumn<QString>("left");   // after the rollback
    QTest::addColumn<QString>("forced"); // after a person said: force
    const QString update = u"UPDATE account SET balance = 900 WHERE id = 1"_s;
    const QString insert = u"INSERT INTO account VALUES (4, 'Zhao', 1)"_s;
    const QString remove = u"DELETE FROM account WHERE id = 3"_s;
    const struct { const char *name; QString work; QString outside; bool isDirty; QString left; QString forced; } rows[] = {
        {"updated by us, updated by others", update, u"UPDATE account SET balance = 50 WHERE id = 1"_s, true, u"1|Zhang|50;2|Li|0;3|Wang|5"_s, mariaStart},
        {"updated by us, deleted by others", update, u"DELETE FROM account WHERE id = 1"_s, true, u"2|Li|0;3|Wang|5"_s, mariaStart},
        {"updated by us, replaced by others", update, u"REPLACE INTO account VALUES (1, 'Qian', 7)"_s, true, u"1|Qian|7;2|Li|0;3|Wang|5"_s, u"1|Qian|1000;2|Li|0;3|Wang|5"_s},
        {"group2: others have put it back", update, u"UPDATE account SET balance = 1000 WHERE id = 1"_s, false, mariaStart, {}},
        {"another column by others", update, u"UPDATE account SET name = 'Qian' WHERE id = 1"_s, false, u"1|Qian|1000;2|Li|0;3|Wang|5"_s, {}},
        {"inserted by us, updated by others", insert, u"UPDATE account SET balance = 2 WHERE id = 4"_s, true, mariaStart + u";4|Zhao|2"_s, mariaStart},
        {"group2: inserted by us, deleted by others", insert, u"DELETE FROM account WHERE id = 4"_s, false, mariaStart, {}},
        {"deleted by us, inserted by others", remove, u"INSERT INTO account VALUES (3, 'New', 9)"_s, true, u"1|Zhang|1000;2|Li|0;3|New|9"_s, mariaStart},
        {"group2: deleted by us, put back by others", remove, u"INSERT INTO account VALUES (3, 'Wang', 5)"_s, false, mariaStart, {}},
        {"a letter in another case", u"UPDATE account SET name = 'zhang' WHERE id = 1"_s, u"UPDATE account SET name = 'ZHANG' WHERE id = 1"_s, true, u"1|ZHANG|1000;2|Li|0;3|Wang|5"_s, mariaStart},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << row.work << row.outside << row.isDirty << row.left << row.forced;
}

void MariaDirtyTest::group1_2_outsideWrites()
{
    QFETCH(QString, work);
    QFETCH(QString, outside);
    QFETCH(bool, isDirty);
    for (const QString &decision : {u"rollback-force"_s, u"rollback-accept"_s}) {
        init();
        QVERIFY(m_world->work(u"g"_s, {work}));
        QCOMPARE(m_world->run(outside), QString());
        const QString told = roll();
        QTEST(now(), "left");
        if (!isDirty) {
            QCOMPARE(told, u"01 200"_s);
            QCOMPARE(m_world->undoRows(), QString());
            continue;
        }
        QVERIFY2(told.startsWith("01 409 "_L1) && told.contains("account ("_L1), qPrintable(told));
        QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
        QCOMPARE(m_world->coordinator.finish(u"g"_s, decision), QStringList{u"01 200"_s});
        QTEST(now(), decision == "rollback-force"_L1 ? "forced" : "left");
        QCOMPARE(m_world->undoRows(), QString());
    }
}

void MariaDirtyTest::group1_allOrNothing()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = balance + 1"_s, u"DELETE FROM account WHERE id = 2"_s}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 77 WHERE id = 3"_s), QString());
    const QString dirty = now();
    QVERIFY(roll().startsWith("01 409"_L1));
    QCOMPARE(now(), dirty);
}

void MariaDirtyTest::group6_rowsThatSomebodyHolds()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s}));
    QSqlDatabase other = m_world->otherConnection(u"other"_s);
    QVERIFY(QSqlQuery(other).exec(u"START TRANSACTION"_s) && QSqlQuery(other).exec(u"SELECT * FROM account WHERE id = 1 FOR UPDATE"_s));
    PhaseTwo phaseTwo(u"bank"_s, {.lockWait = Milliseconds{0}});
    QCOMPARE(phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).outcome, Outcome::Ongoing);
    QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    QCOMPARE(phaseTwo.rollback(Gid{u"g"_s}, BranchId{u"01"_s}).outcome, Outcome::Succeeded);
    QCOMPARE(now(), mariaStart);
}

// Seata #6561: the duplicate key was taken for its own, and it turned round for ever.
void MariaDirtyTest::group13_uniqueValueTakenMeanwhile()
{
    QVERIFY(m_world->work(u"g"_s, {u"DELETE FROM account WHERE id = 3"_s}));
    QCOMPARE(m_world->run(u"INSERT INTO account VALUES (8, 'Wang', 1)"_s), QString());
    const QString dirty = now();
    const QString told = roll();
    QVERIFY2(told.startsWith("01 409"_L1) && told.contains("Duplicate entry"_L1), qPrintable(told));
    QVERIFY(m_world->coordinator.finish(u"g"_s, u"rollback-force"_s).first().startsWith("01 409"_L1));
    QCOMPARE(now(), dirty);
    QCOMPARE(m_world->run(u"DELETE FROM account WHERE id = 8"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(now(), mariaStart);
}

void MariaDirtyTest::group13_aKeyInAnotherSpelling()
{
    QCOMPARE(m_world->run(u"CREATE TABLE k(id VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)"_s), QString());
    QCOMPARE(m_world->run(u"INSERT INTO k VALUES ('Abc', 1)"_s), QString());
    QVERIFY(m_world->work(u"g"_s, {u"DELETE FROM k"_s}));
    QCOMPARE(m_world->run(u"INSERT INTO k VALUES ('ABC', 2)"_s), QString());
    const QString told = roll();
    QVERIFY2(told.startsWith("01 409"_L1) && told.contains("k (Abc)"_L1), qPrintable(told));
    QCOMPARE(m_world->coordinator.finish(u"g"_s, u"rollback-force"_s), QStringList{u"01 200"_s});
    QCOMPARE(m_world->rows(u"SELECT * FROM k"_s), u"Abc|1"_s);
}

void MariaDirtyTest::group13_referencesThatSomebodyAdded()
{
    QCOMPARE(m_world->run(u"CREATE TABLE card(id INT PRIMARY KEY, account INT, FOREIGN KEY (account) REFERENCES account(id) ON DELETE CASCADE)"_s), QString());
    QVERIFY(m_world->work(u"g"_s, {u"INSERT INTO account VALUES (4, 'Zhao', 1)"_s}));
    QCOMPARE(m_world->run(u"INSERT INTO card VALUES (1, 4)"_s), QString());
    const QString told = roll();
    QVERIFY2(told.startsWith("01 409"_L1) && told.contains("refer"_L1), qPrintable(told));
    QCOMPARE(m_world->rows(u"SELECT id, account FROM card"_s), u"1|4"_s);
    QCOMPARE(m_world->run(u"DELETE FROM card"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(now(), mariaStart);
}

void MariaDirtyTest::group13_aParentThatIsGone()
{
    QCOMPARE(m_world->run(u"CREATE TABLE card(id INT PRIMARY KEY, account INT, FOREIGN KEY (account) REFERENCES account(id))"_s), QString());
    QCOMPARE(m_world->run(u"INSERT INTO card VALUES (1, 3)"_s), QString());
    QVERIFY(m_world->work(u"g"_s, {u"DELETE FROM card"_s}));
    QCOMPARE(m_world->run(u"DELETE FROM account WHERE id = 3"_s), QString());
    QVERIFY(roll().startsWith("01 409"_L1));
    QCOMPARE(m_world->rows(u"SELECT COUNT(*) FROM card"_s), u"0"_s);
}

void MariaDirtyTest::group18_referencesThatWereBrokenBefore()
{
    QCOMPARE(m_world->run(u"CREATE TABLE card(id INT PRIMARY KEY, account INT, v INT, FOREIGN KEY (account) REFERENCES account(id))"_s), QString());
    for (const QString &sql : {u"SET foreign_key_checks = 0"_s, u"INSERT INTO card VALUES (1, 77, 0)"_s, u"SET foreign_key_checks = 1"_s})
        QCOMPARE(m_world->run(sql), QString());
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE card SET v = 1"_s}));
    QCOMPARE(roll(), u"01 200"_s);
    QCOMPARE(m_world->rows(u"SELECT * FROM card"_s), u"1|77|0"_s);
}

void MariaDirtyTest::group20_schemaChanges_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("told");
    QTest::newRow("a column more") << u"ALTER TABLE account ADD COLUMN extra INT NOT NULL DEFAULT 3"_s << u"01 200"_s;
    QTest::newRow("an index more") << u"ALTER TABLE account ADD KEY (balance)"_s << u"01 200"_s;
    QTest::newRow("a column less") << u"ALTER TABLE account DROP COLUMN balance"_s << u"account.balance"_s;
    QTest::newRow("another type") << u"ALTER TABLE account MODIFY balance VARCHAR(20)"_s << u"account.balance"_s;
    QTest::newRow("another character set") << u"ALTER TABLE account MODIFY name VARCHAR(20) CHARACTER SET latin1"_s << u"account.name"_s;
    QTest::newRow("another name") << u"ALTER TABLE account CHANGE balance amount INT"_s << u"account.balance"_s;
    QTest::newRow("another key") << u"ALTER TABLE account DROP PRIMARY KEY, ADD PRIMARY KEY (id, name)"_s << u"another primary key"_s;
    QTest::newRow("a trigger") << u"CREATE TRIGGER tr BEFORE UPDATE ON account FOR EACH ROW SET NEW.balance = 0"_s << u"trigger tr"_s;
    QTest::newRow("no table") << u"DROP TABLE account"_s << u"account is gone"_s;
}

void MariaDirtyTest::group20_schemaChanges()
{
    QFETCH(QString, change);
    QFETCH(QString, told);
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s, u"DELETE FROM account WHERE id = 3"_s}));
    QCOMPARE(m_world->run(change), QString());
    const QString answer = roll();
    if (told == "01 200"_L1) {
        QCOMPARE(answer, told);
        QCOMPARE(now(), mariaStart);
        return;
    }
    QVERIFY2(answer.startsWith("01 409"_L1) && answer.contains(told), qPrintable(answer));
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
}

TXDESK_TEST(MariaDirtyTest);

} // namespace txdesk::test
#include "maria_dirty_test.moc"
