// Rollback when somebody else has changed rows since: nothing is overwritten unless a person says so; and what is refused
// before it could make a rollback impossible.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QString dirtyAccounts = u"CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT UNIQUE, balance INTEGER)"_s;
const QString dirtyRows = u"INSERT INTO account VALUES (1, 'Zhang', 1000), (2, 'Li', 0), (3, 'Wang', 5)"_s;
const QString allAccounts = u"SELECT id, name, balance FROM account ORDER BY id"_s;

} // namespace

class DirtyTest final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_world.reset(); }
    void group1_2_outsideWrites_data();
    void group1_2_outsideWrites();
    void group1_allOrNothing();
    void group1_retryAfterAManualRepair();
    void group1_undoViewTellsBeforeAfterAndNow();
    void group1_undoViewOfManyRows();
    void phaseTwoAsksForItsHeader();
    void group13_uniqueValueTakenMeanwhile();
    void group13_referencesThatSomebodyAdded();
    void group13_19_refusedBeforeItRuns_data();
    void group13_19_refusedBeforeItRuns();
    void group14_nullInAKey();
    void group20_schemaChanges_data();
    void group20_schemaChanges();
    void row85_unusableUndoRecords_data();
    void row85_unusableUndoRecords();

private:
    QString now() { return m_world->rows(allAccounts); }

    std::unique_ptr<AtWorld> m_world;
};

void DirtyTest::init()
{
    m_world = std::make_unique<AtWorld>();
    m_world->addBank(u"bank"_s, {dirtyAccounts, dirtyRows});
}

void DirtyTest::group1_2_outsideWrites_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("outside");
    QTest::addColumn<bool>("isDirty");
    QTest::addColumn<QString>("left");     // after the rollback
    QTest::addColumn<QString>("forced");   // after a person said: force
    QTest::addColumn<QString>("accepted"); // after a person said: accept current
    const QString start = u"1|Zhang|1000;2|Li|0;3|Wang|5"_s;
    const QString update = u"UPDATE account SET balance = 900 WHERE id = 1"_s;
    const QString insert = u"INSERT INTO account VALUES (4, 'Zhao', 1)"_s;
    const QString remove = u"DELETE FROM account WHERE id = 3"_s;
    const struct { const char *name; QString work; QString outside; bool isDirty; QString left; QString forced; } rows[] = {
        {"updated by us, updated by others", update, u"UPDATE account SET balance = 50 WHERE id = 1"_s, true, u"1|Zhang|50;2|Li|0;3|Wang|5"_s, start},
        {"updated by us, deleted by others", update, u"DELETE FROM account WHERE id = 1"_s, true, u"2|Li|0;3|Wang|5"_s, start},
        {"updated by us, deleted and inserted again by others", update, u"REPLACE INTO account VALUES (1, 'Qian', 7)"_s, true, u"1|Qian|7;2|Li|0;3|Wang|5"_s,
         u"1|Qian|1000;2|Li|0;3|Wang|5"_s},
        {"group2: others have put it back", update, u"UPDATE account SET balance = 1000 WHERE id = 1"_s, false, start, {}},
        {"another column by others", update, u"UPDATE account SET name = 'Qian' WHERE id = 1"_s, false, u"1|Qian|1000;2|Li|0;3|Wang|5"_s, {}},
        {"inserted by us, updated by others", insert, u"UPDATE account SET balance = 2 WHERE id = 4"_s, true, start + u";4|Zhao|2"_s, start},
        {"group2: inserted by us, deleted by others", insert, u"DELETE FROM account WHERE id = 4"_s, false, start, {}},
        {"deleted by us, inserted by others", remove, u"INSERT INTO account VALUES (3, 'New', 9)"_s, true, u"1|Zhang|1000;2|Li|0;3|New|9"_s, start},
        {"group2: deleted by us, put back by others", remove, u"INSERT INTO account VALUES (3, 'Wang', 5)"_s, false, start, {}},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << row.work << row.outside << row.isDirty << row.left << row.forced << row.left;
}

void DirtyTest::group1_2_outsideWrites()
{
    QFETCH(QString, work);
    QFETCH(QString, outside);
    QFETCH(bool, isDirty);
    for (const QString &decision : {u"rollback-force"_s, u"rollback-accept"_s}) {
        init();
        QVERIFY(m_world->work(u"g"_s, {work}));
        QCOMPARE(m_world->run(outside), QString());
        const QStringList told = m_world->rollBack(u"g"_s);
        QCOMPARE(told.size(), 1);
        QTEST(now(), "left");
        if (!isDirty) {
            QCOMPARE(told, QStringList{u"01 200"_s});
            QCOMPARE(m_world->undoRows(), QString());
            continue;
        }
        QVERIFY2(told.first().startsWith("01 409 "_L1) && told.first().contains("account ("_L1), qPrintable(told.first()));
        QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
        QCOMPARE(m_world->coordinator.lockCount(), 1);
        QCOMPARE(m_world->coordinator.finish(u"g"_s, decision), QStringList{u"01 200"_s});
        QTEST(now(), decision == "rollback-force"_L1 ? "forced" : "accepted");
        QCOMPARE(m_world->undoRows(), QString());
    }
}

void DirtyTest::group1_allOrNothing()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = balance + 1"_s, u"DELETE FROM account WHERE id = 2"_s}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 77 WHERE id = 3"_s), QString());
    const QString dirty = now();
    QVERIFY(m_world->rollBack(u"g"_s).first().startsWith("01 409"_L1));
    QCOMPARE(now(), dirty);
}

void DirtyTest::group1_retryAfterAManualRepair()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 50 WHERE id = 1"_s), QString());
    QVERIFY(m_world->rollBack(u"g"_s).first().startsWith("01 409"_L1));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 900 WHERE id = 1"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(now(), u"1|Zhang|1000;2|Li|0;3|Wang|5"_s);
}

void DirtyTest::group1_undoViewTellsBeforeAfterAndNow()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s, u"INSERT INTO account VALUES (4, 'Zhao', 1)"_s}));
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 50 WHERE id = 1"_s), QString());
    QCOMPARE(m_world->run(u"DELETE FROM account WHERE id = 4"_s), QString());
    client::BranchCall call{.url = m_world->phaseTwoUrl(), .context = {Gid{u"g"_s}, u"at"_s, BranchId{u"01"_s}, u"undo"_s, {}}};
    const Result<QByteArray> told = m_world->connection.call(call).result();
    QVERIFY2(told, told ? "" : qPrintable(told.error().message));
    const QJsonArray items = QJsonDocument::fromJson(*told)["items"_L1].toArray();
    QCOMPARE(items.size(), 2);
    const auto textOf = [&items](int item, QLatin1StringView list) {
        return QString::fromUtf8(QJsonDocument(items[item][list].toArray()).toJson(QJsonDocument::Compact));
    };
    QCOMPARE(textOf(0, "columns"_L1), u"[\"id\",\"name\",\"balance\"]"_s);
    QCOMPARE(textOf(0, "before"_L1), u"[[{\"i\":\"1\"},{\"t\":\"Zhang\"},{\"i\":\"1000\"}]]"_s);
    QCOMPARE(textOf(0, "after"_L1), u"[[{\"i\":\"1\"},{\"t\":\"Zhang\"},{\"i\":\"900\"}]]"_s);
    QCOMPARE(textOf(0, "now"_L1), u"[[{\"i\":\"1\"},{\"t\":\"Zhang\"},{\"i\":\"50\"}]]"_s);
    QCOMPARE(textOf(1, "before"_L1), u"[null]"_s);
    QCOMPARE(textOf(1, "now"_L1), u"[null]"_s);
    call.context.branch = BranchId{u"07"_s};
    QCOMPARE(m_world->connection.call(call).result().error().code, ErrorCode::OutcomeUnknown); // 404
}

void DirtyTest::group1_undoViewOfManyRows()
{
    QCOMPARE(m_world->run(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v)"_s), QString());
    QCOMPARE(m_world->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO t SELECT i, printf('%.200c', 'x') FROM n"_s), QString());
    QVERIFY(m_world->work(u"g"_s, {u"DELETE FROM t"_s}));
    PhaseTwo phaseTwo(u"bank"_s);
    const Result<UndoView> view = phaseTwo.view(Gid{u"g"_s}, BranchId{u"01"_s});
    QVERIFY(view);
    const QByteArray text = view->toJson();
    QVERIFY2(text.size() < 1024 * 1024, qPrintable(QString::number(text.size())));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const qsizetype shown = json["items"_L1][0]["before"_L1].toArray().size();
    QVERIFY(shown > 100);
    QCOMPARE(json["left_out"_L1].toInteger(), 3000 - shown);
}

void DirtyTest::phaseTwoAsksForItsHeader()
{
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 1 WHERE id = 1"_s}));
    PhaseTwo phaseTwo(u"bank"_s, {.requiredHeader = {"X-Bank-Key", "right"}});
    http::Request request{.method = "POST", .path = "/at"};
    request.query = {{"gid", "g"}, {"branch_id", "01"}, {"op", "undo"}, {"trans_type", "at"}};
    QCOMPARE(phaseTwo.answer(request).status, 403);
    for (const QByteArray &wrong : {QByteArray("righ"), QByteArray("rightt"), QByteArray("wrong"), QByteArray()}) {
        request.headers = {{"x-bank-key", wrong}};
        QCOMPARE(phaseTwo.answer(request).status, 403);
    }
    request.headers = {{"x-bank-key", "right"}};
    QCOMPARE(phaseTwo.answer(request).status, 200);
}

void DirtyTest::group13_uniqueValueTakenMeanwhile()
{
    QVERIFY(m_world->work(u"g"_s, {u"DELETE FROM account WHERE id = 3"_s}));
    QCOMPARE(m_world->run(u"INSERT INTO account VALUES (8, 'Wang', 1)"_s), QString());
    const QString dirty = now();
    const QStringList told = m_world->rollBack(u"g"_s);
    QVERIFY2(told.first().startsWith("01 409"_L1) && told.first().contains("UNIQUE"_L1), qPrintable(told.first()));
    QVERIFY(m_world->coordinator.finish(u"g"_s, u"rollback-force"_s).first().startsWith("01 409"_L1));
    QCOMPARE(now(), dirty);
    QCOMPARE(m_world->run(u"DELETE FROM account WHERE id = 8"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
    QCOMPARE(now(), u"1|Zhang|1000;2|Li|0;3|Wang|5"_s);
}

void DirtyTest::group13_referencesThatSomebodyAdded()
{
    QCOMPARE(m_world->run(u"CREATE TABLE card(id INTEGER PRIMARY KEY, account REFERENCES account ON DELETE CASCADE)"_s), QString());
    QVERIFY(m_world->work(u"g"_s, {u"INSERT INTO account VALUES (4, 'Zhao', 1)"_s}));
    QCOMPARE(m_world->run(u"INSERT INTO card VALUES (1, 4)"_s), QString());
    const QStringList told = m_world->rollBack(u"g"_s);
    QVERIFY2(told.first().startsWith("01 409"_L1) && told.first().contains("card"_L1), qPrintable(told.first()));
    QCOMPARE(m_world->rows(u"SELECT id, account FROM card"_s), u"1|4"_s);
    QCOMPARE(m_world->run(u"DELETE FROM card"_s), QString());
    QCOMPARE(m_world->coordinator.finish(u"g"_s), QStringList{u"01 200"_s});
}

void DirtyTest::group13_19_refusedBeforeItRuns_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("names"); // what the refusal must tell
    const struct { const char *name; const char *statement; const char *names; } rows[] = {
        {"group13: an update of the key", "UPDATE account SET id = 9 WHERE id = 1", "primary key"},
        {"group13: an update of the key in an upsert", "INSERT INTO account VALUES (1, 'x', 1) ON CONFLICT(id) DO UPDATE SET id = 9", "primary key"},
        {"group13: an update of the key by rowid", "UPDATE account SET rowid = 9 WHERE id = 1", "primary key"},
        {"group19: a table without a key", "INSERT INTO nokey VALUES (1)", "no declared primary key"},
        {"group19: a generated column", "UPDATE gen SET a = 1", "generated column"},
        {"a virtual table", "INSERT INTO fts VALUES ('x')", "virtual"},
        {"a view over such a table", "INSERT INTO vw VALUES (1)", "no declared primary key"},
        {"group19: a trigger that writes to such a table", "INSERT INTO trig VALUES (1)", "no declared primary key"},
        {"BEGIN", "BEGIN", "begins and ends it itself"},
        {"COMMIT", "COMMIT", "begins and ends it itself"},
        {"ROLLBACK", "ROLLBACK", "begins and ends it itself"},
        {"CREATE TABLE", "CREATE TABLE x(id)", "schema"},
        {"DROP TABLE", "DROP TABLE account", "schema"},
        {"ALTER TABLE", "ALTER TABLE account ADD COLUMN z", "schema"},
        {"CREATE INDEX", "CREATE INDEX ix ON account(balance)", "schema"},
        {"ATTACH", "ATTACH ':memory:' AS other", "ATTACH"},
        {"PRAGMA", "PRAGMA synchronous = OFF", "PRAGMA"},
        {"the undo table", "DELETE FROM undo_log", "undo_log"},
        {"two statements", "UPDATE account SET balance = 1; UPDATE account SET balance = 2", "multiple statements"},
    };
    for (const auto &row : rows)
        QTest::newRow(row.name) << QString::fromLatin1(row.statement) << QString::fromLatin1(row.names);
}

void DirtyTest::group13_19_refusedBeforeItRuns()
{
    QFETCH(QString, statement);
    QFETCH(QString, names);
    for (const QString &sql : {u"CREATE TABLE nokey(a)"_s, u"CREATE TABLE gen(id INTEGER PRIMARY KEY, a, b AS (a + 1))"_s, u"INSERT INTO gen(id) VALUES (1)"_s,
                               u"CREATE VIRTUAL TABLE fts USING fts5(x)"_s, u"CREATE VIEW vw AS SELECT a FROM nokey"_s,
                               u"CREATE TRIGGER ins INSTEAD OF INSERT ON vw BEGIN INSERT INTO nokey VALUES (new.a); END"_s,
                               u"CREATE TABLE trig(id INTEGER PRIMARY KEY)"_s,
                               u"CREATE TRIGGER tr AFTER INSERT ON trig BEGIN INSERT INTO nokey VALUES (new.id); END"_s})
        QCOMPARE(m_world->run(sql), QString());
    const QString before = now();
    const Result<> refused = m_world->work(u"g"_s, {u"UPDATE account SET balance = 3 WHERE id = 2"_s, statement});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(names), qPrintable(refused.error().message));
    QCOMPARE(now(), before);
    QCOMPARE(m_world->coordinator.branchesOf(u"g"_s).size(), 0);
    QCOMPARE(m_world->undoRows(), QString());
    QCOMPARE(m_world->run(u"UPDATE account SET balance = 4 WHERE id = 2"_s), QString()); // the connection is as it was
}

void DirtyTest::group14_nullInAKey()
{
    QCOMPARE(m_world->run(u"CREATE TABLE k(a TEXT PRIMARY KEY, v)"_s), QString());
    const Result<> refused = m_world->work(u"g"_s, {u"INSERT INTO k VALUES (NULL, 1)"_s});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains("NULL in its primary key"_L1), qPrintable(refused.error().message));
    QCOMPARE(m_world->rows(u"SELECT count(*) FROM k"_s), u"0"_s);
}

void DirtyTest::group20_schemaChanges_data()
{
    QTest::addColumn<QStringList>("change");
    QTest::addColumn<QString>("told"); // empty: undone
    QTest::newRow("a column was added") << QStringList{u"ALTER TABLE account ADD COLUMN z DEFAULT 4"_s} << QString();
    QTest::newRow("a column was dropped") << QStringList{u"ALTER TABLE account DROP COLUMN balance"_s} << u"balance"_s;
    QTest::newRow("a column was renamed") << QStringList{u"ALTER TABLE account RENAME COLUMN balance TO money"_s} << u"balance"_s;
    QTest::newRow("the table was renamed") << QStringList{u"ALTER TABLE account RENAME TO konto"_s} << u"account is gone"_s;
    QTest::newRow("a type was changed") << QStringList{u"ALTER TABLE account RENAME TO old"_s, u"CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT, balance REAL)"_s,
                                                       u"INSERT INTO account SELECT id, name, balance FROM old"_s}
                                        << u"another type"_s;
    QTest::newRow("the key was changed") << QStringList{u"ALTER TABLE account RENAME TO old"_s, u"CREATE TABLE account(id INTEGER, name TEXT PRIMARY KEY, balance INTEGER)"_s,
                                                        u"INSERT INTO account SELECT id, name, balance FROM old"_s}
                                         << u"another primary key"_s;
}

void DirtyTest::group20_schemaChanges()
{
    QFETCH(QStringList, change);
    QFETCH(QString, told);
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s, u"DELETE FROM account WHERE id = 3"_s}));
    for (const QString &statement : change)
        QCOMPARE(m_world->run(statement), QString());
    const QString answer = m_world->rollBack(u"g"_s).value(0);
    if (told.isEmpty()) {
        QCOMPARE(answer, u"01 200"_s);
        QCOMPARE(m_world->rows(u"SELECT * FROM account ORDER BY id"_s), u"1|Zhang|1000|4;2|Li|0|4;3|Wang|5|4"_s);
    } else {
        QVERIFY2(answer.startsWith("01 409"_L1) && answer.contains(told), qPrintable(answer));
    }
}

void DirtyTest::row85_unusableUndoRecords_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("another version") << QByteArray(R"({"v":9,"gid":"g","branch_id":"01","resource":"r","items":[]})");
    QTest::newRow("of another transaction") << QByteArray(R"({"v":1,"gid":"h","branch_id":"01","resource":"r","items":[]})");
    QTest::newRow("packed") << QByteArray("PK\x03\x04");
    QTest::newRow("too large") << QByteArray(UndoRecord::bytesMax + 1, ' ');
    QTest::newRow("of a table that it must not touch")
        << QByteArray(R"({"v":1,"gid":"g","branch_id":"01","resource":"r","items":[{"kind":"insert","table":"sqlite_schema","pk":["rowid"],)"
                      R"("cols":[{"n":"rowid","t":""}],"before":[],"after":[[{"i":"1"}]]}]})");
}

void DirtyTest::row85_unusableUndoRecords()
{
    QFETCH(QByteArray, record);
    QVERIFY(m_world->work(u"g"_s, {u"UPDATE account SET balance = 900 WHERE id = 1"_s}));
    const QString before = now();
    QSqlQuery query(m_world->bank());
    QVERIFY(query.prepare(u"UPDATE undo_log SET rollback_info = ?"_s));
    query.addBindValue(record);
    QVERIFY(query.exec());
    QVERIFY(m_world->rollBack(u"g"_s).value(0).startsWith("01 409"_L1));
    QVERIFY(m_world->coordinator.finish(u"g"_s, u"rollback-force"_s).value(0).startsWith("01 409"_L1));
    QCOMPARE(now(), before);
    QCOMPARE(m_world->undoRows(), u"g|01|0"_s);
    QCOMPARE(m_world->coordinator.finish(u"g"_s, u"rollback-accept"_s), QStringList{u"01 200"_s});
    QCOMPARE(now(), before);
    QCOMPARE(m_world->undoRows(), QString());
}

TXDESK_TEST(DirtyTest);

} // namespace txdesk::test
#include "dirty_test.moc"
