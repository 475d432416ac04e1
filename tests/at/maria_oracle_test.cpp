// Random statements on two databases, one with AT and one without: what is accepted must do the same in both, and its rollback
// must lead back to the first row and the last byte.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/maria_world.h"
#include "tests/support/test_main.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk::at;

namespace txdesk::test {
namespace {

const QStringList mariaOracleSchema{
    u"CREATE TABLE a(id INT AUTO_INCREMENT PRIMARY KEY, u VARCHAR(20) COLLATE utf8mb4_general_ci UNIQUE, w INT UNIQUE, v DECIMAL(20,4), f FLOAT, "
    "at TIMESTAMP(3) NOT NULL DEFAULT '2020-01-01' ON UPDATE CURRENT_TIMESTAMP(3))"_s,
    u"CREATE TABLE b(k VARCHAR(20) COLLATE utf8mb4_unicode_ci, n SMALLINT, v VARBINARY(60), PRIMARY KEY (k, n))"_s,
    u"CREATE TABLE c(name CHAR(10) PRIMARY KEY, a INT, g INT GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT fk FOREIGN KEY (a) REFERENCES a(id))"_s,
};
const QStringList mariaOracleRows{
    u"SET foreign_key_checks = 0"_s, u"TRUNCATE c"_s, u"TRUNCATE b"_s, u"TRUNCATE a"_s, u"SET foreign_key_checks = 1"_s,
    u"INSERT INTO a (id, u, w, v, f) SELECT seq, CONCAT('u', seq), seq * 2, seq / 3, seq / 7 FROM seq_1_to_8"_s,
    u"INSERT INTO b SELECT ELT(1 + seq % 3, 'k', 'É', 'ss'), seq, REPEAT(x'00', seq) FROM seq_1_to_9"_s,
    u"INSERT INTO c (name, a) SELECT CONCAT('c', seq), seq FROM seq_1_to_4"_s,
};

QString mariaStatement(QRandomGenerator &dice)
{
    const auto number = [&dice](int most) { return QString::number(dice.bounded(1, most)); };
    const auto unique = [&] { return dice.bounded(6) == 0 ? u"NULL"_s : dice.bounded(2) == 0 ? u"'u%1'"_s.arg(number(14)) : u"'U%1 '"_s.arg(number(14)); };
    const auto key = [&] { return u"ELT(%1, 'k', 'K ', 'é', 'E', 'ß', 'SS')"_s.arg(number(7)); };
    const auto row = [&] { return u"(%1, %2, %3)"_s.arg(dice.bounded(3) == 0 ? u"NULL"_s : number(16), unique(), dice.bounded(3) == 0 ? u"NULL"_s : number(24)); };
    switch (dice.bounded(14)) {
    case 0: return u"INSERT INTO a (id, u, w) VALUES %1"_s.arg(row());
    case 1: return u"INSERT INTO a (u, w, v) VALUES (%1, NULL, 1), (%2, NULL, 2)"_s.arg(unique(), unique());
    case 2: return u"INSERT IGNORE INTO a (id, u, w) VALUES %1"_s.arg(row());
    case 3: return u"INSERT IGNORE INTO a (id, u, w) VALUES %1, %2"_s.arg(row(), row());
    case 4: return u"REPLACE INTO a (id, u, w) VALUES %1"_s.arg(row());
    case 5: return u"REPLACE INTO b VALUES (%1, %2, 'r'), (%3, %4, x'ff')"_s.arg(key(), number(12), key(), number(12));
    case 6: return u"INSERT INTO a (id, u, w) VALUES %1 ON DUPLICATE KEY UPDATE v = COALESCE(v, 0) + 1, w = %2"_s.arg(row(), number(30));
    case 7: return u"INSERT INTO b VALUES (%1, %2, 'x'), (%3, %4, 'y') ON DUPLICATE KEY UPDATE v = CONCAT(v, VALUES(v))"_s.arg(key(), number(12), key(), number(12));
    case 8: return u"UPDATE a SET v = v * 1.5, f = f + 0.1 WHERE id > %1 ORDER BY u LIMIT %2"_s.arg(number(8), number(5));
    case 9: return u"UPDATE a SET u = %1, w = w WHERE id = %2"_s.arg(unique(), number(12));
    case 10: return u"DELETE FROM a WHERE id = %1 OR w = %2"_s.arg(number(16), number(24));
    case 11: return u"DELETE FROM b WHERE k = %1 AND n > %2"_s.arg(key(), number(9));
    case 12: return u"INSERT INTO c (name, a) VALUES ('C%1', %2) ON DUPLICATE KEY UPDATE a = %3"_s.arg(number(9), number(10), number(10));
    default: return u"UPDATE c SET a = (SELECT MIN(id) FROM a) WHERE name > 'c%1'"_s.arg(number(6));
    }
}

} // namespace

class MariaOracleTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (const QString why = MariaWorld::start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }
    void cleanupTestCase() { MariaWorld::stop(); }
    void doesWhatTheStatementsDoAndComesBack();

private:
    // Runs up to that many in both; the names of what AT refused are in `refused`.
    [[nodiscard]] QString play(MariaWorld &world, AtSession &session, QRandomGenerator &dice, int count, QStringList &played);

    int m_accepted = 0;
    int m_refused = 0;
    int m_failed = 0;
};

QString MariaOracleTest::play(MariaWorld &world, AtSession &session, QRandomGenerator &dice, int count, QStringList &played)
{
    for (int i = 0; i < count; ++i) {
        const QString statement = mariaStatement(dice);
        const Result<QSqlQuery> done = session.exec(statement);
        if (!done && done.error().code == ErrorCode::InvalidRequest) {
            ++m_refused; // the other one does not run it either
            continue;
        }
        const QString plain = world.run(statement, u"plain"_s);
        played.append(statement);
        if (done.has_value() != plain.isEmpty())
            return u"%1: with AT %2, without %3"_s.arg(statement, done ? u"done"_s : done.error().message, plain.isEmpty() ? u"done"_s : plain);
        ++(done ? m_accepted : m_failed);
    }
    return {};
}

void MariaOracleTest::doesWhatTheStatementsDoAndComesBack()
{
    MariaWorld world;
    world.addMariaBank(u"bank"_s, mariaOracleSchema);
    world.addMariaBank(u"plain"_s, mariaOracleSchema);
    const int seeds = qEnvironmentVariableIntValue("TXDESK_ORACLE_SEEDS") > 0 ? qEnvironmentVariableIntValue("TXDESK_ORACLE_SEEDS") : 60;
    for (int seed = 1; seed <= seeds; ++seed) {
        for (const QString &bank : {u"bank"_s, u"plain"_s}) {
            QCOMPARE(world.run(u"SET SESSION timestamp = %1.5"_s.arg(1'790'000'000 + seed), bank), QString()); // one clock for both
            for (const QString &statement : mariaOracleRows)
                QCOMPARE(world.run(statement, bank), QString());
        }
        const QString before = world.dump();
        QRandomGenerator dice(static_cast<quint32>(seed));
        const QString gid = u"g%1"_s.arg(seed);
        static_cast<void>(world.connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result());
        const AtTransaction transaction = AtTransaction::join(world.connection, {.gid = Gid{gid}});
        QStringList played;
        QString fault;
        {
            AtSession session(transaction, world.bank(), world.options());
            QVERIFY(session.begin());
            fault = play(world, session, dice, dice.bounded(1, 12), played);
            const Result<> committed = session.commit();
            if (fault.isEmpty() && !committed)
                fault = committed.error().message;
        }
        if (fault.isEmpty() && world.dump() != world.dump(u"plain"_s))
            fault = u"other rows than without AT:\n%1\n%2"_s.arg(world.dump(), world.dump(u"plain"_s));
        if (fault.isEmpty() && !world.coordinator.branchesOf(gid).isEmpty())
            if (const QStringList told = world.rollBack(gid); told != QStringList{u"01 200"_s})
                fault = told.join(u' ');
        if (fault.isEmpty() && world.dump() != before)
            fault = u"not back:\n%1\n%2"_s.arg(before, world.dump());
        QVERIFY2(fault.isEmpty(), qPrintable(u"seed %1: %2\n%3"_s.arg(seed).arg(fault, played.join(u";\n"_s))));
    }
    qInfo("%d statements accepted, %d that failed in both, %d refused", m_accepted, m_failed, m_refused);
    QVERIFY(m_accepted > m_refused);
}

TXDESK_TEST(MariaOracleTest);

} // namespace txdesk::test
#include "maria_oracle_test.moc"
