// Keys of locked rows: what is different has another key, whatever separators, blanks and cases are in it.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/lock_key.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

KeyValue text(const QString &value)
{
    return {KeyValue::Type::Text, value.toUtf8()};
}

KeyValue integer(const QByteArray &digits)
{
    return {KeyValue::Type::Integer, digits};
}

KeyValue bytes(const QByteArray &value)
{
    return {KeyValue::Type::Bytes, value};
}

struct Place
{
    QString resource;
    QString table;
    QList<KeyValue> values;
};

} // namespace

class LockKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsRowsApart();
    void isStable();
    void spellsIntegersOneWay_data();
    void spellsIntegersOneWay();
    void showsRowsToPeople_data();
    void showsRowsToPeople();
    void cutsOnlyWhatIsShown();
};

// Source: H.8 case 14 and bad-input row 84 of the specification: each of these once collided in some product.
void LockKeyTest::tellsRowsApart()
{
    const QString longKey(300, u'k');
    const QList<Place> places{
        {u"r"_s, u"t"_s, {text(u"1_2"_s), text(u"3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1"_s), text(u"2_3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1"_s), text(u"2"_s), text(u"3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1,2"_s), text(u"3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1"_s), text(u"2,3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1;t2:3"_s)}},
        {u"r"_s, u"t"_s, {text(u"1^2"_s)}},
        {u"r"_s, u"t"_s, {text(u"a"_s)}},
        {u"r"_s, u"t"_s, {text(u"A"_s)}},
        {u"r"_s, u"t"_s, {text(u"a "_s)}},
        {u"r"_s, u"t"_s, {text(u" a"_s)}},
        {u"r"_s, u"t"_s, {text(u""_s)}},
        {u"r"_s, u"t"_s, {text(u""_s), text(u""_s)}},
        {u"r"_s, u"t"_s, {text(u"1"_s)}},
        {u"r"_s, u"t"_s, {integer("1")}},
        {u"r"_s, u"t"_s, {bytes("1")}},
        {u"r"_s, u"t"_s, {text(QString::fromUtf8("a\0b", 3))}},
        {u"r"_s, u"t"_s, {text(u"ab"_s)}},
        {u"r"_s, u"t"_s, {text(u"ä"_s)}},
        {u"r"_s, u"t"_s, {text(u"a\u0308"_s)}},
        {u"r"_s, u"t"_s, {text(u"😀"_s)}},
        {u"r"_s, u"t"_s, {text(longKey)}},
        {u"r"_s, u"t"_s, {text(longKey + u'k')}},
        {u"r"_s, u"T"_s, {text(u"a"_s)}},
        {u"r"_s, u"t2"_s, {text(u"a"_s)}},
        {u"R"_s, u"t"_s, {text(u"a"_s)}},
        {u"rt"_s, u""_s, {text(u"a"_s)}},
        {u""_s, u"rt"_s, {text(u"a"_s)}},
        {u"r"_s, u"ta"_s, {}},
    };
    QSet<QByteArray> keys;
    for (const Place &place : places)
        keys.insert(lockKey(place.resource, place.table, place.values));
    QCOMPARE(keys.size(), places.size());
    for (const QByteArray &key : std::as_const(keys))
        QCOMPARE(key.size(), 32);
}

// Stored by one version, looked for by the next: the digest of an encoding that must never change.
void LockKeyTest::isStable()
{
    QCOMPARE(lockKey(u"mysql:db1:3306/bank1"_s, u"account_info"_s, {integer("17"), text(u"b"_s)}).toHex(), QByteArray("3208a79314b4c19c498af78480464b4866f15506fa7c683e04ce666d21555825"));
}

void LockKeyTest::spellsIntegersOneWay_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("plain") << QByteArray("17") << QByteArray("17");
    QTest::newRow("zero") << QByteArray("0") << QByteArray("0");
    QTest::newRow("zerofill") << QByteArray("00017") << QByteArray("17");
    QTest::newRow("negative") << QByteArray("-17") << QByteArray("-17");
    QTest::newRow("negative zero") << QByteArray("-0") << QByteArray("0");
    QTest::newRow("huge") << QByteArray("123456789012345678901234567890") << QByteArray("123456789012345678901234567890");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("sign only") << QByteArray("-") << QByteArray("");
    QTest::newRow("plus") << QByteArray("+1") << QByteArray("");
    QTest::newRow("blank") << QByteArray(" 1") << QByteArray("");
    QTest::newRow("fraction") << QByteArray("1.0") << QByteArray("");
    QTest::newRow("letters") << QByteArray("0x10") << QByteArray("");
}

void LockKeyTest::spellsIntegersOneWay()
{
    QFETCH(QByteArray, given);
    QTEST(canonicalInteger(given), "wanted");
}

void LockKeyTest::showsRowsToPeople_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("wanted");
    QTest::newRow("integer") << lockedRow(u"r"_s, u"t"_s, {integer("17")}).row << u"17"_s;
    QTest::newRow("composite") << lockedRow(u"r"_s, u"t"_s, {integer("7"), text(u"b"_s)}).row << u"7, b"_s;
    QTest::newRow("bytes") << lockedRow(u"r"_s, u"t"_s, {bytes(QByteArray("\0\xff", 2))}).row << u"0x00ff"_s;
}

void LockKeyTest::showsRowsToPeople()
{
    QFETCH(QString, shown);
    QTEST(shown, "wanted");
}

void LockKeyTest::cutsOnlyWhatIsShown()
{
    const LockedRow one = lockedRow(u"r"_s, u"t"_s, {text(QString(4000, u'x') + u'1')});
    const LockedRow other = lockedRow(u"r"_s, u"t"_s, {text(QString(4000, u'x') + u'2')});
    QCOMPARE(one.row.size(), 513);
    QCOMPARE(one.row, other.row);
    QVERIFY(one.key != other.key);
}

TXDESK_TEST(LockKeyTest);
#include "lock_key_test.moc"
