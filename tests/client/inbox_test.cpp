// de_duplication on SQLite and MariaDB: consumers apply once, check-backs are answered from it and can be told no for good.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/inbox.h"
#include "tests/support/mariadb.h"
#include "tests/support/test_main.h"

#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::client;

namespace txdesk::test {
namespace {

// "7" is an order that works, "7!" one that is refused, "7?" one that ends unknown; "ask 7" and "maybe 7" are check-backs.
BranchAnswer playInbox(QSqlDatabase db, QString word)
{
    if (word.startsWith("ask:"_L1))
        return Inbox(word.mid(4)).answerCheckBack(db);
    if (word.startsWith("maybe:"_L1))
        return Inbox(word.mid(6)).answerCheckBack(db, WhenAbsent::Unknown);
    BranchAnswer result = word.endsWith(u'!') ? BranchAnswer::rejected(u"no"_s)
                        : word.endsWith(u'?') ? BranchAnswer::unknown(u"the disk is full"_s)
                                              : BranchAnswer::succeeded();
    if (result.outcome != Outcome::Succeeded)
        word.chop(1);
    return Inbox(word).once(db, [&](QSqlDatabase &inside) {
        return QSqlQuery(inside).exec(u"INSERT INTO inbox_effects (op) VALUES ('%1')"_s.arg(word)) ? result : BranchAnswer::unknown(u"no effect"_s);
    });
}

QString inboxSaid(const BranchAnswer &answer)
{
    const QLatin1StringView outcome = nameIn(outcomeNames, answer.outcome);
    return answer.barrier == BarrierNote::None ? QString(outcome) : outcome + u'/' + nameIn(barrierNoteNames, answer.barrier);
}

QString inboxColumn(QSqlDatabase db, const QString &select)
{
    QStringList values;
    QSqlQuery query(select, db);
    while (query.next())
        values.append(query.value(0).toString());
    return values.join(u' ');
}

} // namespace

class InboxTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void appliesOnceAndAnswers_data();
    void appliesOnceAndAnswers();
    void doesNotAnswerWhileTheLocalTransactionIsOpen_data();
    void doesNotAnswerWhileTheLocalTransactionIsOpen();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void usesTheTableOfItsOptions();

private:
    QSqlDatabase open(const QString &dialect, const QString &name);

    MariaDb m_mariaDb;
    QString m_noMariaDb;
    QTemporaryDir m_dir;
    QStringList m_connections;
    int m_files = 0;
};

void InboxTest::initTestCase()
{
    m_noMariaDb = m_mariaDb.start();
    if (!m_noMariaDb.isEmpty())
        qWarning("skipping the rows on MariaDB: %s", qPrintable(m_noMariaDb));
}

void InboxTest::cleanup()
{
    for (const QString &name : m_connections)
        QSqlDatabase::removeDatabase(name);
    m_connections.clear();
    ++m_files;
}

QSqlDatabase InboxTest::open(const QString &dialect, const QString &name)
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
    query.exec(u"DROP TABLE IF EXISTS inbox_effects"_s);
    query.exec(u"DROP TABLE IF EXISTS de_duplication"_s);
    const QString key = dialect == "sqlite"_L1 ? u"INTEGER PRIMARY KEY"_s : u"INTEGER PRIMARY KEY AUTO_INCREMENT"_s;
    query.exec(u"CREATE TABLE inbox_effects (id %1, op VARCHAR(40))"_s.arg(key));
    if (const Result<> made = Inbox::createTable(db); !made)
        qWarning("%s", qPrintable(made.error().message));
    return db;
}

void InboxTest::appliesOnceAndAnswers_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("effects");
    QTest::addColumn<QString>("markers");

    const struct { const char *name; QString calls; QString answers; QString effects; QString markers; } rows[] = {
        {"once", u"a"_s, u"succeeded/run"_s, u"a"_s, {}},
        {"ten times", u"a a a a a a a a a a"_s, u"succeeded/run"_s + QString(u" succeeded/dup"_s).repeated(9), u"a"_s, {}},
        {"told apart by case", u"a A a"_s, u"succeeded/run succeeded/run succeeded/dup"_s, u"a A"_s, {}},
        {"unknown, then again", u"a? a a"_s, u"unknown/run succeeded/run succeeded/dup"_s, u"a"_s, {}},
        {"refused, then again", u"a! a"_s, u"rejected/run succeeded/run"_s, u"a"_s, {}},
        {"asked after the commit", u"a ask:a ask:a"_s, u"succeeded/run succeeded succeeded"_s, u"a"_s, {}},
        {"asked before: no, for good", u"ask:a ask:a"_s, u"rejected rejected"_s, {}, u"a"_s},
        {"late local transaction", u"ask:a a ask:a"_s, u"rejected rejected/late rejected"_s, {}, u"a"_s},
        {"asked after a refusal", u"a! ask:a"_s, u"rejected/run rejected"_s, {}, u"a"_s},
        {"as RocketMQ's tutorial: not known", u"maybe:a a maybe:a"_s, u"ongoing succeeded/run succeeded"_s, u"a"_s, {}},
        {"not known, then no", u"maybe:a ask:a maybe:a"_s, u"ongoing rejected rejected"_s, {}, u"a"_s},
    };
    for (const auto &row : rows)
        for (const QString &dialect : {u"sqlite"_s, u"mariadb"_s})
            QTest::addRow("%s: %s", qPrintable(dialect), row.name) << dialect << row.calls << row.answers << row.effects << row.markers;
}

void InboxTest::appliesOnceAndAnswers()
{
    QFETCH(const QString, dialect);
    QFETCH(const QString, calls);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase db = open(dialect, u"inbox-a"_s);

    QStringList answers;
    for (const QString &call : calls.split(u' '))
        answers.append(inboxSaid(playInbox(db, call)));

    QTEST(answers.join(u' '), "answers");
    QTEST(inboxColumn(db, u"SELECT op FROM inbox_effects ORDER BY id"_s), "effects");
    QTEST(inboxColumn(db, u"SELECT tx_no FROM de_duplication WHERE create_time IS NULL"_s), "markers");
}

void InboxTest::doesNotAnswerWhileTheLocalTransactionIsOpen_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("mariadb") << u"mariadb"_s;
}

void InboxTest::doesNotAnswerWhileTheLocalTransactionIsOpen()
{
    QFETCH(const QString, dialect);
    if (dialect == "mariadb"_L1 && !m_noMariaDb.isEmpty())
        QSKIP(qPrintable(m_noMariaDb));
    const QSqlDatabase producer = open(dialect, u"inbox-a"_s);
    const QSqlDatabase asked = open(dialect, u"inbox-b"_s);

    BranchAnswer meanwhile;
    const BranchAnswer committed = Inbox(u"a"_s).once(producer, [&](QSqlDatabase &) {
        meanwhile = playInbox(asked, u"ask:a"_s);
        return BranchAnswer::succeeded();
    });

    QCOMPARE(committed.outcome, Outcome::Succeeded);
    QCOMPARE(meanwhile.outcome, Outcome::Unknown); // not a refusal: the coordinator asks again
    QCOMPARE(playInbox(asked, u"ask:a"_s).outcome, Outcome::Succeeded);
}

void InboxTest::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QString>("txNo");
    QTest::addColumn<bool>("refused");
    QTest::newRow("empty") << QString() << true;
    QTest::newRow("65 letters") << QString(65, u'x') << true;
    QTest::newRow("64 letters") << QString(64, u'x') << false;
}

void InboxTest::refusesWhatIsNoNumber()
{
    QFETCH(const QString, txNo);
    const QSqlDatabase db = open(u"sqlite"_s, u"inbox-a"_s);
    QTEST(Inbox(txNo).once(db, [](QSqlDatabase &) { return BranchAnswer::succeeded(); }).outcome == Outcome::Rejected, "refused");
}

void InboxTest::usesTheTableOfItsOptions()
{
    const QSqlDatabase db = open(u"sqlite"_s, u"inbox-a"_s);
    const InboxOptions options{.table = u"sent"_s};
    QVERIFY(Inbox::createTable(db, options).has_value());

    QCOMPARE(Inbox(u"a"_s, options).once(db, [](QSqlDatabase &) { return BranchAnswer::succeeded(); }).barrier, BarrierNote::Run);
    QCOMPARE(inboxSaid(playInbox(db, u"a"_s)), u"succeeded/run"_s); // another table, another number
    QCOMPARE(inboxColumn(db, u"SELECT tx_no FROM sent"_s), u"a"_s);
}

TXDESK_TEST(InboxTest);

} // namespace txdesk::test

#include "inbox_test.moc"
