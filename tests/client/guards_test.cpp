// The two guards of a TCC participant, barrier and logs, on SQLite and MariaDB: one table of cases, the same answers and
// effects from both. Then what only the logs refuse.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/tcc_log.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

TransactionContext guardContext(const QString &op, const QString &branch = u"01"_s)
{
    return {.gid = Gid{u"g"_s}, .kind = u"tcc"_s, .branch = BranchId{branch}, .op = op, .coordinator = {}};
}

BranchAnswer guarded(const QString &guard, const TransactionContext &context, QSqlDatabase db, const Business &business)
{
    return guard == "barrier"_L1 ? BranchBarrier(context).call(db, business) : TccLog(context).call(db, business);
}

// "op" runs business that works, "op!" business that rejects, "op?" business that ends unknown; "02:op" is another branch's.
BranchAnswer playGuard(const QString &guard, QSqlDatabase db, QString word)
{
    BranchAnswer result = word.endsWith(u'!') ? BranchAnswer::rejected(u"no"_s)
                        : word.endsWith(u'?') ? BranchAnswer::unknown(u"the disk is full"_s)
                                              : BranchAnswer::succeeded();
    if (result.outcome != Outcome::Succeeded)
        word.chop(1);
    const bool isOther = word.startsWith("02:"_L1);
    return guarded(guard, guardContext(isOther ? word.mid(3) : word, isOther ? u"02"_s : u"01"_s), db, [&](QSqlDatabase &inside) {
        QSqlQuery effect(inside);
        return effect.exec(u"INSERT INTO effects (op) VALUES ('%1')"_s.arg(word)) ? result : BranchAnswer::unknown(effect.lastError().text());
    });
}

QString guardSaid(const BranchAnswer &answer)
{
    const QLatin1StringView outcome = nameIn(outcomeNames, answer.outcome);
    return answer.barrier == BarrierNote::None ? QString(outcome) : outcome + u'/' + nameIn(barrierNoteNames, answer.barrier);
}

QString oneColumn(QSqlDatabase db, const QString &select)
{
    QStringList values;
    QSqlQuery query(select, db);
    while (query.next())
        values.append(query.value(0).toString());
    return values.join(u' ');
}

} // namespace

class GuardsTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void agreeOnEachCase_data();
    void agreeOnEachCase();
    void letACancelWaitForItsTry_data() { guardsAndDialects(); }
    void letACancelWaitForItsTry();
    void logsRefuseWhatNoCoordinatorAsks_data();
    void logsRefuseWhatNoCoordinatorAsks();
    void logsAreReadable_data();
    void logsAreReadable();
    void numbersBranches_data();
    void numbersBranches();
    void refusesAnotherOp();

private:
    void guardsAndDialects();
    QSqlDatabase open(const QString &dialect, const QString &name);

    MariaDb m_mariaDb;
    QString m_noMariaDb;
    QTemporaryDir m_dir;
    QStringList m_connections;
    int m_files = 0;
};

void GuardsTest::initTestCase()
{
    m_noMariaDb = m_mariaDb.start();
    if (!m_noMariaDb.isEmpty())
        qWarning("skipping the rows on MariaDB: %s", qPrintable(m_noMariaDb));
}

void GuardsTest::cleanup()
{
    for (const QString &name : m_connections)
        QSqlDatabase::removeDatabase(name);
    m_connections.clear();
    ++m_files;
}

void GuardsTest::guardsAndDialects()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("guard");
    for (const QString &dialect : {u"sqlite"_s, u"mariadb"_s})
        for (const QString &guard : {u"barrier"_s, u"logs"_s})
            QTest::addRow("%s: %s", qPrintable(dialect), qPrintable(guard)) << dialect << guard;
}

// The first connection of a row makes the tables anew.
QSqlDatabase GuardsTest::open(const QString &dialect, const QString &name)
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
    for (const QString &table : {u"effects"_s, u"barrier"_s, u"local_try_log"_s, u"local_confirm_log"_s, u"local_cancel_log"_s})
        query.exec(u"DROP TABLE IF EXISTS "_s + table);
    const QString key = dialect == "sqlite"_L1 ? u"INTEGER PRIMARY KEY"_s : u"INTEGER PRIMARY KEY AUTO_INCREMENT"_s;
    query.exec(u"CREATE TABLE effects (id %1, op VARCHAR(40))"_s.arg(key));
    for (const Result<> &made : {BranchBarrier::createTable(db), TccLog::createTables(db), TccLog::createTables(db)})
        if (!made)
            qWarning("%s", qPrintable(made.error().message));
    return db;
}

void GuardsTest::agreeOnEachCase_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("guard");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("effects");

    const struct { const char *name; QString calls; QString answers; QString effects; } rows[] = {
        {"confirmed", u"try confirm"_s, u"succeeded/run succeeded/run"_s, u"try confirm"_s},
        {"cancelled", u"try cancel"_s, u"succeeded/run succeeded/run"_s, u"try cancel"_s},
        {"try again", u"try try"_s, u"succeeded/run succeeded/dup"_s, u"try"_s},
        {"confirm again", u"try confirm confirm"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"try confirm"_s},
        {"cancel again", u"try cancel cancel"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"try cancel"_s},
        {"try after its confirm", u"try confirm try"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"try confirm"_s},
        {"try after its cancel", u"try cancel try"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"try cancel"_s},
        {"cancel without try", u"cancel"_s, u"succeeded/empty"_s, {}},
        {"cancel without try, again", u"cancel cancel"_s, u"succeeded/empty succeeded/dup"_s, {}},
        {"suspended try", u"cancel try"_s, u"succeeded/empty succeeded/late"_s, {}},
        {"suspended try, again", u"cancel try try"_s, u"succeeded/empty succeeded/late succeeded/late"_s, {}},
        {"cancel after the suspended try", u"cancel try cancel"_s, u"succeeded/empty succeeded/late succeeded/dup"_s, {}},
        {"try refused, then cancelled", u"try! cancel"_s, u"rejected/run succeeded/empty"_s, {}},
        {"try refused, cancelled, tried again", u"try! cancel try"_s, u"rejected/run succeeded/empty succeeded/late"_s, {}},
        {"try unknown, then again", u"try? try confirm"_s, u"unknown/run succeeded/run succeeded/run"_s, u"try confirm"_s},
        {"confirm unknown, then again", u"try confirm? confirm"_s, u"succeeded/run unknown/run succeeded/run"_s, u"try confirm"_s},
        {"cancel unknown, then again", u"try cancel? cancel"_s, u"succeeded/run unknown/run succeeded/run"_s, u"try cancel"_s},
        {"two branches", u"try 02:try confirm 02:confirm"_s, u"succeeded/run succeeded/run succeeded/run succeeded/run"_s, u"try 02:try confirm 02:confirm"_s},
        {"one branch tried, both cancelled", u"try 02:cancel cancel"_s, u"succeeded/run succeeded/empty succeeded/run"_s, u"try cancel"_s},
    };
    for (const auto &row : rows)
        for (const QString &dialect : {u"sqlite"_s, u"mariadb"_s})
            for (const QString &guard : {u"barrier"_s, u"logs"_s})
                QTest::addRow("%s, %s: %s", qPrintable(dialect), qPrintable(guard), row.name) << dialect << guard << row.calls << row.answers << row.effects;
}

void GuardsTest::agreeOnEachCase()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, guard);
    QFETCH(const QString, calls);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"guards-a"_s);

    QStringList answers;
    for (const QString &call : calls.split(u' '))
        answers.append(guardSaid(playGuard(guard, db, call)));

    QTEST(answers.join(u' '), "answers");
    QTEST(oneColumn(db, u"SELECT op FROM effects ORDER BY id"_s), "effects");
}

// The race that counting rows loses: the cancel comes while the try's local transaction is open.
void GuardsTest::letACancelWaitForItsTry()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, guard);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase trying = open(dialect, u"guards-a"_s);
    const QSqlDatabase cancelling = open(dialect, u"guards-b"_s);

    BranchAnswer meanwhile;
    const BranchAnswer tried = guarded(guard, guardContext(u"try"_s), trying, [&](QSqlDatabase &) {
        meanwhile = playGuard(guard, cancelling, u"cancel"_s);
        return BranchAnswer::succeeded();
    });

    QCOMPARE(guardSaid(tried), u"succeeded/run"_s);
    QCOMPARE(meanwhile.outcome, Outcome::Unknown); // the coordinator asks again, and then there is a try to take back
    QCOMPARE(guardSaid(playGuard(guard, cancelling, u"cancel"_s)), u"succeeded/run"_s);
}

void GuardsTest::logsRefuseWhatNoCoordinatorAsks_data()
{
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("effects");
    QTest::newRow("confirm without try") << u"confirm"_s << u"unknown"_s << QString();
    QTest::newRow("confirm, then the try") << u"confirm try confirm"_s << u"unknown succeeded/run succeeded/run"_s << u"try confirm"_s;
    QTest::newRow("confirm after an empty cancel") << u"cancel confirm"_s << u"succeeded/empty unknown"_s << QString();
    QTest::newRow("confirm after the cancel") << u"try cancel confirm"_s << u"succeeded/run succeeded/run unknown"_s << u"try cancel"_s;
    QTest::newRow("cancel after the confirm") << u"try confirm cancel"_s << u"succeeded/run succeeded/run unknown"_s << u"try confirm"_s;
}

void GuardsTest::logsRefuseWhatNoCoordinatorAsks()
{
    QFETCH(const QString, calls);
    const QSqlDatabase db = open(u"sqlite"_s, u"guards-a"_s);

    QStringList answers;
    for (const QString &call : calls.split(u' '))
        answers.append(guardSaid(playGuard(u"logs"_s, db, call)));

    QTEST(answers.join(u' '), "answers");
    QTEST(oneColumn(db, u"SELECT op FROM effects ORDER BY id"_s), "effects");
}

void GuardsTest::logsAreReadable_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("mariadb") << u"mariadb"_s;
}

void GuardsTest::logsAreReadable()
{
    QFETCH(const QString, dialect);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"guards-a"_s);

    for (const QString &call : {u"try"_s, u"confirm"_s, u"02:cancel"_s})
        static_cast<void>(playGuard(u"logs"_s, db, call));

    QCOMPARE(oneColumn(db, u"SELECT tx_no FROM local_try_log WHERE create_time IS NOT NULL"_s), u"g/01"_s);
    QCOMPARE(oneColumn(db, u"SELECT tx_no FROM local_try_log WHERE create_time IS NULL"_s), u"g/02"_s);
    QCOMPARE(oneColumn(db, u"SELECT tx_no FROM local_confirm_log"_s), u"g/01"_s);
    QCOMPARE(oneColumn(db, u"SELECT tx_no FROM local_cancel_log"_s), u"g/02"_s);
}

void GuardsTest::numbersBranches_data()
{
    QTest::addColumn<QString>("gid");
    QTest::addColumn<QString>("branch");
    QTest::addColumn<QString>("start"); // of its number
    QTest::addColumn<int>("letters");
    QTest::newRow("usual") << u"g"_s << u"01"_s << u"g/01"_s << 4;
    QTest::newRow("just fits") << QString(60, u'g') << u"01"_s << QString(60, u'g') + u"/01"_s << 63;
    QTest::newRow("hashed") << QString(61, u'g') << u"01"_s << QString() << 64;
    QTest::newRow("very long") << QString(128, u'g') << QString(128, u'1') << QString() << 64;
    QTest::newRow("a slash in the gid") << u"a/b"_s << u"01"_s << u"a/b/01"_s << 6;
    QTest::newRow("a slash in the branch") << u"a"_s << u"b/01"_s << QString() << 64; // not a/b/01, which is another's
}

void GuardsTest::numbersBranches()
{
    QFETCH(const QString, gid);
    QFETCH(const QString, branch);
    QFETCH(const QString, start);
    const QString number = TccLog({.gid = Gid{gid}, .kind = u"tcc"_s, .branch = BranchId{branch}, .op = u"try"_s, .coordinator = {}}).txNo();
    QTEST(int(number.size()), "letters");
    QVERIFY2(number.startsWith(start), qPrintable(number));
}

void GuardsTest::refusesAnotherOp()
{
    const QSqlDatabase db = open(u"sqlite"_s, u"guards-a"_s);
    QCOMPARE(playGuard(u"logs"_s, db, u"compensate"_s).outcome, Outcome::Rejected);
    QCOMPARE(oneColumn(db, u"SELECT op FROM effects"_s), QString());
}

TXDESK_TEST(GuardsTest);

} // namespace txdesk::test

#include "guards_test.moc"
