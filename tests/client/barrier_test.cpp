// The barrier on SQLite and on MariaDB: one row a fact of docs/branch-protocol.md, "Barrier".
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_barrier.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

// "op" runs business that works, "op!" business that rejects, "op?" business that ends unknown, "query" a back-check.
BranchAnswer playBarrierCall(QSqlDatabase db, QString word)
{
    if (word == "query"_L1)
        return BranchBarrier({Gid{u"g"_s}, u"msg"_s, BranchId{u"00"_s}, u"msg"_s, {}}).queryPrepared(db);
    BranchAnswer result = BranchAnswer::succeeded();
    if (word.endsWith(u'!'))
        result = BranchAnswer::rejected(u"no"_s);
    if (word.endsWith(u'?'))
        result = BranchAnswer::unknown(u"the disk is full"_s);
    if (result.outcome != Outcome::Succeeded)
        word.chop(1);
    const QString branch = word == "msg"_L1 ? u"00"_s : u"01"_s;
    return BranchBarrier({Gid{u"g"_s}, u"saga"_s, BranchId{branch}, word, {}}).call(db, [&](QSqlDatabase &inside) {
        QSqlQuery effect(inside);
        return effect.exec(u"INSERT INTO effects (op) VALUES ('%1')"_s.arg(word)) ? result : BranchAnswer::unknown(effect.lastError().text());
    });
}

// "succeeded/run", "rejected", "unknown/dup".
QString spelled(const BranchAnswer &answer)
{
    const QLatin1StringView outcome = nameIn(outcomeNames, answer.outcome);
    return answer.barrier == BarrierNote::None ? QString(outcome) : outcome + u'/' + nameIn(barrierNoteNames, answer.barrier);
}

QString effectsIn(QSqlDatabase db)
{
    QStringList effects;
    QSqlQuery query(u"SELECT op FROM effects ORDER BY id"_s, db);
    while (query.next())
        effects.append(query.value(0).toString());
    return effects.join(u' ');
}

} // namespace

class BarrierTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void letsEachOpTakeEffectOnceAndInOrder_data();
    void letsEachOpTakeEffectOnceAndInOrder();
    void doesNotAnswerWhileTheLocalTransactionIsOpen_data() { dialects(); }
    void doesNotAnswerWhileTheLocalTransactionIsOpen();
    void leavesNoRowWhenBusinessFails_data() { dialects(); }
    void leavesNoRowWhenBusinessFails();
    void guardsEachCallOfOneRequest_data() { dialects(); }
    void guardsEachCallOfOneRequest();
    void usesTheTableOfItsOptions();
    void refusesATableNameThatIsSql();
    void tellsOfAMissingTable();

private:
    void dialects();
    QSqlDatabase open(const QString &dialect, const QString &name);

    MariaDb m_mariaDb;
    QString m_noMariaDb;
    QTemporaryDir m_dir;
    QStringList m_connections;
    int m_files = 0;
};

void BarrierTest::initTestCase()
{
    m_noMariaDb = m_mariaDb.start();
    if (!m_noMariaDb.isEmpty())
        qWarning("skipping the rows on MariaDB: %s", qPrintable(m_noMariaDb));
}

void BarrierTest::cleanup()
{
    for (const QString &name : m_connections)
        QSqlDatabase::removeDatabase(name);
    m_connections.clear();
    ++m_files;
}

void BarrierTest::dialects()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("mariadb") << u"mariadb"_s;
}

// A connection to the test's database, which is made anew for each test function and row.
QSqlDatabase BarrierTest::open(const QString &dialect, const QString &name)
{
    const bool first = m_connections.isEmpty();
    m_connections.append(name);
    QSqlDatabase db;
    if (dialect == "sqlite"_L1) {
        db = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=20"_s);
        db.setDatabaseName(m_dir.filePath(u"%1.sqlite"_s.arg(m_files)));
        db.open();
    } else {
        db = m_mariaDb.connect(name);
    }
    if (!first)
        return db;
    QSqlQuery query(db);
    query.exec(u"DROP TABLE IF EXISTS effects"_s);
    query.exec(u"DROP TABLE IF EXISTS barrier"_s);
    const QString key = dialect == "sqlite"_L1 ? u"INTEGER PRIMARY KEY"_s : u"INTEGER PRIMARY KEY AUTO_INCREMENT"_s;
    query.exec(u"CREATE TABLE effects (id %1, op VARCHAR(40))"_s.arg(key));
    if (const Result<> made = BranchBarrier::createTable(db); !made)
        qWarning("%s", qPrintable(made.error().message));
    return db;
}

void BarrierTest::letsEachOpTakeEffectOnceAndInOrder_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("effects");

    const struct { const char *name; QString calls; QString answers; QString effects; } rows[] = {
        {"first call", u"action"_s, u"succeeded/run"_s, u"action"_s},
        {"duplicate", u"action action"_s, u"succeeded/run succeeded/dup"_s, u"action"_s},
        {"compensation", u"action compensate"_s, u"succeeded/run succeeded/run"_s, u"action compensate"_s},
        {"duplicate compensation", u"action compensate compensate"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"action compensate"_s},
        {"empty compensation", u"compensate"_s, u"succeeded/empty"_s, {}},
        {"empty compensation twice", u"compensate compensate"_s, u"succeeded/empty succeeded/dup"_s, {}},
        {"late action", u"compensate action"_s, u"succeeded/empty succeeded/late"_s, {}},
        {"late action twice", u"compensate action action"_s, u"succeeded/empty succeeded/late succeeded/late"_s, {}},
        {"action again after its compensation", u"action compensate action"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"action compensate"_s},
        {"rejected, then compensated", u"action! compensate"_s, u"rejected/run succeeded/empty"_s, {}},
        {"unknown, then called again", u"action? action"_s, u"unknown/run succeeded/run"_s, u"action"_s},
        {"compensation unknown, then again", u"action compensate? compensate"_s, u"succeeded/run unknown/run succeeded/run"_s, u"action compensate"_s},
        {"try and cancel", u"try cancel cancel"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"try cancel"_s},
        {"cancel without try", u"cancel try"_s, u"succeeded/empty succeeded/late"_s, {}},
        {"rollback without action", u"rollback action"_s, u"succeeded/empty succeeded/late"_s, {}},
        {"confirm has no origin", u"confirm confirm"_s, u"succeeded/run succeeded/dup"_s, u"confirm"_s},
        {"message: committed", u"msg query"_s, u"succeeded/run succeeded"_s, u"msg"_s},
        {"message: asked twice", u"msg query query"_s, u"succeeded/run succeeded succeeded"_s, u"msg"_s},
        {"message: local transaction again", u"msg msg"_s, u"succeeded/run unknown/dup"_s, u"msg"_s},
        {"message: never committed", u"query query"_s, u"rejected rejected"_s, {}},
        {"message: late commit", u"query msg query"_s, u"rejected unknown/dup rejected"_s, {}},
        {"message: rejected locally", u"msg! query"_s, u"rejected/run rejected"_s, {}},
    };
    for (const auto &row : rows)
        for (const QString &dialect : {u"sqlite"_s, u"mariadb"_s})
            QTest::addRow("%s: %s", qPrintable(dialect), row.name) << dialect << row.calls << row.answers << row.effects;
}

void BarrierTest::letsEachOpTakeEffectOnceAndInOrder()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, calls);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"a"_s);

    QStringList answers;
    for (const QString &call : calls.split(u' '))
        answers.append(spelled(playBarrierCall(db, call)));

    QTEST(answers.join(u' '), "answers");
    QTEST(effectsIn(db), "effects");
}

void BarrierTest::doesNotAnswerWhileTheLocalTransactionIsOpen()
{
    QFETCH(const QString, dialect);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase initiator = open(dialect, u"a"_s);
    const QSqlDatabase asked = open(dialect, u"b"_s);
    BranchBarrier barrier({Gid{u"g"_s}, u"msg"_s, BranchId{u"00"_s}, u"msg"_s, {}});

    BranchAnswer meanwhile;
    const BranchAnswer committed = barrier.call(initiator, [&](QSqlDatabase &) {
        meanwhile = playBarrierCall(asked, u"query"_s);
        return BranchAnswer::succeeded();
    });

    QCOMPARE(committed.outcome, Outcome::Succeeded);
    QCOMPARE(meanwhile.outcome, Outcome::Unknown); // not a refusal: the coordinator asks again
    QCOMPARE(playBarrierCall(asked, u"query"_s).outcome, Outcome::Succeeded);
}

void BarrierTest::leavesNoRowWhenBusinessFails()
{
    QFETCH(const QString, dialect);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"a"_s);

    static_cast<void>(playBarrierCall(db, u"action!"_s));

    QSqlQuery rows(u"SELECT count(*) FROM barrier"_s, db);
    QVERIFY(rows.next());
    QCOMPARE(rows.value(0).toInt(), 0);
}

void BarrierTest::guardsEachCallOfOneRequest()
{
    QFETCH(const QString, dialect);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"a"_s);
    BranchBarrier barrier({Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}});
    const auto nothing = [](QSqlDatabase &) { return BranchAnswer::succeeded(); };

    QCOMPARE(barrier.call(db, nothing).barrier, BarrierNote::Run);
    QCOMPARE(barrier.call(db, nothing).barrier, BarrierNote::Run); // barrier_id 02
    QSqlQuery rows(u"SELECT barrier_id FROM barrier ORDER BY id"_s, db);
    QVERIFY(rows.next() && rows.value(0).toString() == u"01"_s);
    QVERIFY(rows.next() && rows.value(0).toString() == u"02"_s);
}

void BarrierTest::usesTheTableOfItsOptions()
{
    const QSqlDatabase db = open(u"sqlite"_s, u"a"_s);
    const BarrierOptions options{.table = u"main.passed-ops"_s};
    const Result<> made = BranchBarrier::createTable(db, options);
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    BranchBarrier barrier({Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}}, options);

    QCOMPARE(barrier.call(db, [](QSqlDatabase &) { return BranchAnswer::succeeded(); }).barrier, BarrierNote::Run);

    QSqlQuery rows(u"SELECT count(*) FROM main.\"passed-ops\""_s, db);
    QVERIFY(rows.next());
    QCOMPARE(rows.value(0).toInt(), 1);
}

void BarrierTest::refusesATableNameThatIsSql()
{
    const QSqlDatabase db = open(u"sqlite"_s, u"a"_s);

    const Result<> made = BranchBarrier::createTable(db, {.table = u"barrier\" (x); DROP TABLE effects; --"_s});

    QVERIFY(!made);
    QCOMPARE(made.error().field, u"table"_s);
}

void BarrierTest::tellsOfAMissingTable()
{
    QSqlDatabase db = open(u"sqlite"_s, u"a"_s);
    BranchBarrier barrier({Gid{u"g"_s}, u"saga"_s, BranchId{u"01"_s}, u"action"_s, {}}, {.table = u"absent"_s});

    const BranchAnswer answer = barrier.call(db, [](QSqlDatabase &) { return BranchAnswer::succeeded(); });

    QCOMPARE(answer.outcome, Outcome::Unknown); // 500: the coordinator tries again once the table is there
    QVERIFY2(answer.message.contains("absent"_L1), qPrintable(answer.message));
    QVERIFY(db.transaction()); // nothing was left open
}

TXDESK_TEST(BarrierTest);

} // namespace txdesk::test

#include "barrier_test.moc"
