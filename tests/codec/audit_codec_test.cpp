// Audit records as JSON and as CSV that a spreadsheet takes for nothing but text.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/audit_codec.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;

namespace {

AuditRecord someRecord()
{
    AuditRecord record;
    record.chain = u"desk"_s;
    record.seq = 7;
    record.at = fromMs(1'700'000'000'123);
    record.by = {u"alice"_s, u"t1"_s, Role::Admin, u"10.1.2.3"_s, u"run-7"_s};
    record.action = u"force-stop"_s;
    record.gid = u"g"_s;
    record.target = u"t"_s;
    record.reason = u"settled \"by hand\", twice\r\n"_s;
    record.before = u"submitted epoch=4"_s;
    record.after = u"failed epoch=5"_s;
    record.result = AuditResult::Refused;
    record.mac = QByteArray::fromHex("00ff10");
    return record;
}

} // namespace

class AuditCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void goesThereAndBack();
    void leavesOutWhatIsEmpty();
    void writesCells_data();
    void writesCells();
    void writesLines();
    void readsQueries_data();
    void readsQueries();
    void queriesGoThereAndBack();
};

void AuditCodecTest::goesThereAndBack()
{
    const AuditPage page{{someRecord(), AuditRecord{}}, u"6"_s};
    const auto read = codec::auditPageFromJson(codec::toJson(page));
    QVERIFY(read);
    QCOMPARE(*read, page);
    QVERIFY(!codec::auditRecordFromJson({{u"role"_s, u"emperor"_s}}));
    QVERIFY(!codec::auditPageFromJson({{u"records"_s, 7}}));
}

void AuditCodecTest::leavesOutWhatIsEmpty()
{
    const QJsonObject json = codec::toJson(AuditRecord{});
    QCOMPARE(json.keys(), (QStringList{u"at"_s, u"result"_s, u"role"_s, u"seq"_s}));
}

void AuditCodecTest::writesCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << u"g-1"_s << QByteArray("\"g-1\"");
    QTest::newRow("empty") << QString() << QByteArray("\"\"");
    QTest::newRow("quotes") << u"a\"b"_s << QByteArray("\"a\"\"b\"");
    QTest::newRow("comma and line end") << u"a,b\r\nc"_s << QByteArray("\"a,b\r\nc\"");
    for (const char *text : {"=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\r=1"})
        QTest::newRow(text) << QString::fromLatin1(text) << "\"'" + QByteArray(text) + '"';
    QTest::newRow("later in the text") << u"1=1"_s << QByteArray("\"1=1\"");
    QTest::newRow("formula in quotes") << u"=\"a\""_s << QByteArray("\"'=\"\"a\"\"\"");
}

void AuditCodecTest::writesCells()
{
    QFETCH(QString, text);
    QTEST(codec::csvCell(text), "cell");
}

void AuditCodecTest::writesLines()
{
    QCOMPARE(codec::auditCsvHead(),
             QByteArray("\"chain\",\"seq\",\"at\",\"actor\",\"tokenId\",\"role\",\"address\",\"requestId\",\"action\",\"gid\",\"target\",\"reason\","
                        "\"before\",\"after\",\"result\",\"mac\"\r\n"));
    QCOMPARE(codec::auditCsvLine(someRecord()),
             QByteArray("\"desk\",\"7\",\"2023-11-14T22:13:20.123Z\",\"alice\",\"t1\",\"admin\",\"10.1.2.3\",\"run-7\",\"force-stop\",\"g\",\"t\","
                        "\"settled \"\"by hand\"\", twice\r\n\",\"submitted epoch=4\",\"failed epoch=5\",\"refused\",\"00ff10\"\r\n"));
}

void AuditCodecTest::readsQueries_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("message"); // empty: fits
    const auto row = [](const char *name, const QByteArray &value, const QString &message) {
        QTest::addRow("%s=%s", name, value.left(20).constData()) << QByteArray(name) << value << message;
    };
    row("gid", "g", {});
    row("gid", QByteArray(256, 'a'), {});
    row("gid", QByteArray(257, 'a'), u"parameter gid must be a gid"_s);
    row("actor", "\xff", u"parameter actor must be the name of a token"_s);
    row("limit", "0", {});
    row("limit", "1000000000", {});
    row("limit", "ten", u"parameter limit must be a whole number"_s);
    row("to", "9223372036854775807", {});
    row("to", "9223372036854775808", u"parameter to must be milliseconds since 1970"_s);
    row("format", "csv", {});
    row("format", "CSV", u"parameter format must be json, jsonl or csv"_s);
    row("sort", "seq", u"unknown parameter sort"_s);
}

void AuditCodecTest::readsQueries()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QString, message);
    const auto query = codec::auditQueryFrom({{name, value}});
    QCOMPARE(query ? QString() : query.error().message, message);
    if (query)
        QVERIFY(query->limit >= 1 && query->limit <= 1000);
}

void AuditCodecTest::queriesGoThereAndBack()
{
    codec::AuditQuery query;
    query.filter = {u"a&b"_s, u"alice"_s, u"login"_s, fromMs(1), fromMs(2)};
    query.after = u"17"_s;
    query.limit = 5;
    query.format = codec::AuditQuery::Format::Csv;
    QCOMPARE(codec::toQuery(query), QByteArray("gid=a%26b&actor=alice&action=login&from=1&to=2&after=17&limit=5&format=csv"));
    const auto read = codec::auditQueryFrom({{"gid", "a&b"}, {"actor", "alice"}, {"action", "login"}, {"from", "1"}, {"to", "2"}, {"after", "17"},
                                             {"limit", "5"}, {"format", "csv"}});
    QVERIFY(read);
    QCOMPARE(read->filter, query.filter);
    QCOMPARE(codec::toQuery(*read), codec::toQuery(query));
    QCOMPARE(codec::auditQueryFrom({{"gid", "a"}, {"gid", "b"}}).error().message, u"duplicate parameter gid"_s);
}

TXDESK_TEST(AuditCodecTest);
#include "audit_codec_test.moc"
