// The bodies of AT's routes: what is read, and what is refused by the name of its field.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/at_answer.h"
#include "shared/codec/at_request.h"
#include "shared/codec/lock_key.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::codec;

namespace {

Result<AtRegisterBody> readRegister(const QByteArray &text, const RequestLimits &limits = {})
{
    const Result<QJsonObject> json = parseObject(text, KeyRule::LikeGo, limits.json);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return atRegisterFrom(*json, limits);
}

QByteArray registerText(const QByteArray &locks, const QByteArray &more = {})
{
    return R"({"gid":"g","trans_type":"at","request_id":"q1","resource_id":"mysql:db/bank","url":"http://bank/at","locks":)" + locks + more + '}';
}

QByteArray oneKey(const QByteArray &values)
{
    return registerText(R"([{"table":"t","pks":[)" + values + "]}]");
}

} // namespace

class AtRequestTest : public QObject
{
    Q_OBJECT

private slots:
    void readsABranch();
    void readsKeyValues_data();
    void readsKeyValues();
    void refusesBranches_data();
    void refusesBranches();
    void holdsTheLimits();
    void readsReports_data();
    void readsReports();
    void readsQueries();
    void answers();
};

void AtRequestTest::readsABranch()
{
    const auto body = readRegister(registerText(R"([{"table":"b","pks":[[2],[1]]},{"table":"a","pks":[[1],[1]]}])", R"(,"wait_ms":300)"));
    QVERIFY2(body.has_value(), body ? "" : qPrintable(body.error().message));
    QCOMPARE(body->gid, Gid{u"g"_s});
    QCOMPARE(body->requestId, u"q1"_s);
    QCOMPARE(body->resource, u"mysql:db/bank"_s);
    QCOMPARE(body->url, u"http://bank/at"_s);
    QCOMPARE(body->wait, Milliseconds{300});
    QCOMPARE(body->locks.size(), 3); // a row named twice is one row
    QVERIFY(std::ranges::is_sorted(body->locks, {}, &LockedRow::key));
    QVERIFY(isAtRegister(*parseObject(R"({"trans_type":"at"})", KeyRule::LikeGo)));
    QVERIFY(!isAtRegister(*parseObject(R"({"trans_type":"tcc"})", KeyRule::LikeGo)));
}

void AtRequestTest::readsKeyValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QList<KeyValue>>("values");
    using enum KeyValue::Type;
    const auto row = [](const char *name, const char *json, const QList<KeyValue> &values) { QTest::newRow(name) << QByteArray(json) << values; };
    row("text", R"(["a"])", {{Text, "a"}});
    row("empty text", R"([""])", {{Text, ""}});
    row("text with blanks", R"([" a "])", {{Text, " a "}});
    row("integer", "[17]", {{Integer, "17"}});
    row("largest integer", "[9223372036854775807]", {{Integer, "9223372036854775807"}});
    row("smallest integer", "[-9223372036854775808]", {{Integer, "-9223372036854775808"}});
    row("tagged integer", R"([{"i":"18446744073709551615"}])", {{Integer, "18446744073709551615"}});
    row("zerofill", R"([{"i":"007"}])", {{Integer, "7"}});
    row("bytes", R"([{"b":"AP8="}])", {{Bytes, QByteArray("\0\xff", 2)}});
    row("no bytes", R"([{"b":""}])", {{Bytes, ""}});
    row("composite", R"(["1",1,{"b":"MQ=="}])", {{Text, "1"}, {Integer, "1"}, {Bytes, "1"}});
}

void AtRequestTest::readsKeyValues()
{
    QFETCH(QByteArray, json);
    QFETCH(QList<KeyValue>, values);
    const auto body = readRegister(oneKey(json));
    QVERIFY2(body.has_value(), body ? "" : qPrintable(body.error().message));
    QCOMPARE(body->locks.size(), 1);
    QCOMPARE(body->locks.first().key, lockKey(u"mysql:db/bank"_s, u"t"_s, values));
}

void AtRequestTest::refusesBranches_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("begins");
    const auto row = [](const char *name, const QByteArray &text, const char *begins) { QTest::newRow(name) << text << QString::fromUtf8(begins); };
    row("no gid", R"({"request_id":"q","resource_id":"r","url":"u","locks":[]})", "bad gid");
    row("no request id", R"({"gid":"g","resource_id":"r","url":"u","locks":[]})", "field request_id: is missing");
    row("request id with a control", "{\"gid\":\"g\",\"request_id\":\"a\\u0007\",\"resource_id\":\"r\",\"url\":\"u\"}", "field request_id: expected 1 to 128");
    row("no resource", R"({"gid":"g","request_id":"q","url":"u","locks":[]})", "field resource_id: is missing");
    row("no url", R"({"gid":"g","request_id":"q","resource_id":"r","locks":[]})", "field url: is missing");
    row("no locks", registerText("[]"), "field locks: expected at least one row");
    row("null locks", registerText("null"), "field locks: expected at least one row");
    row("locks are a map", registerText("{}"), "field locks: expected a list");
    row("a lock is a text", registerText(R"(["t"])"), "field locks[0]: expected an object");
    row("no table", registerText(R"([{"pks":[[1]]}])"), "field locks[0].table: is missing");
    row("no keys", registerText(R"([{"table":"t"}])"), "field locks[0].pks: expected a list");
    row("no rows", registerText(R"([{"table":"t","pks":[]}])"), "field locks: expected at least one row");
    row("empty key", oneKey("[]"), "field locks[0].pks[0]: expected the 1 to 64 values");
    row("key is no list", oneKey("7"), "field locks[0].pks[0]: expected the 1 to 64 values");
    row("null value", oneKey(R"(["a",null])"), "field locks[0].pks[0][1]: expected a text");
    row("flag", oneKey("[true]"), "field locks[0].pks[0][0]: expected a text");
    row("list", oneKey("[[1]]"), "field locks[0].pks[0][0]: expected a text");
    row("fraction", oneKey("[1.5]"), "field locks[0].pks[0][0]: expected an integer of 64 bits");
    row("too large for JSON", oneKey("[18446744073709551615]"), "field locks[0].pks[0][0]: expected an integer of 64 bits");
    row("infinite", oneKey("[1e999]"), "field locks[0].pks[0][0]: expected an integer of 64 bits");
    row("unknown tag", oneKey(R"([{"x":"1"}])"), "field locks[0].pks[0][0]: expected a text");
    row("two tags", oneKey(R"([{"i":"1","b":""}])"), "field locks[0].pks[0][0]: expected a text");
    row("no digits", oneKey(R"([{"i":"1_2"}])"), "field locks[0].pks[0][0]: expected digits");
    row("no base64", oneKey(R"([{"b":"*"}])"), "field locks[0].pks[0][0]: expected base64");
    row("negative wait", registerText(R"([{"table":"t","pks":[[1]]}])", R"(,"wait_ms":-1)"), "field wait_ms");
    row("wait is a text", registerText(R"([{"table":"t","pks":[[1]]}])", R"(,"wait_ms":"1")"), "field wait_ms");
}

void AtRequestTest::refusesBranches()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, begins);
    const auto body = readRegister(text);
    QVERIFY(!body.has_value());
    QVERIFY2(body.error().message.startsWith(begins), qPrintable(body.error().message));
    QVERIFY(!body.error().message.contains("FAILURE"_L1));
    QVERIFY(!body.error().field.isEmpty());
}

void AtRequestTest::holdsTheLimits()
{
    RequestLimits limits;
    limits.lockRowsMax = 2;
    limits.lockValueBytesMax = 3;
    const QByteArray threeLetters = "[\"abc\"]";
    const QByteArray fourLetters = "[\"abcd\"]";
    const QByteArray fourDigits = "[{\"i\":\"1234\"}]";
    QVERIFY(readRegister(oneKey("[1],[2]"), limits));
    QCOMPARE(readRegister(oneKey("[1],[2],[3]"), limits).error().message, u"locks: too many rows (at most 2)"_s);
    QVERIFY(readRegister(oneKey(threeLetters), limits));
    QCOMPARE(readRegister(oneKey(fourLetters), limits).error().message, u"lock key too long (at most 3 bytes a value)"_s);
    QCOMPARE(readRegister(oneKey(fourDigits), limits).error().field, u"locks[0].pks[0][0]"_s);
    const QByteArray longKey = "[\"" + QByteArray(300, 'k') + "\"]";
    QVERIFY(readRegister(oneKey(longKey)));
    const QByteArray longTable = "[{\"table\":\"" + QByteArray(513, 'n') + "\",\"pks\":[[1]]}]";
    QVERIFY(!readRegister(registerText(longTable)));
}

void AtRequestTest::readsReports_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, const char *text, const QString &wanted) { QTest::newRow(name) << QByteArray(text) << wanted; };
    row("done", R"({"gid":"g","branch_id":"01","status":"phase1_done"})", u"01 done "_s);
    row("failed", R"({"gid":"g","branch_id":"02","status":"phase1_failed","reason":"constraint"})", u"02 failed constraint"_s);
    row("no status", R"({"gid":"g","branch_id":"01"})", u"field status: expected phase1_done or phase1_failed"_s);
    row("another status", R"({"gid":"g","branch_id":"01","status":"SUCCESS"})", u"field status: expected phase1_done or phase1_failed"_s);
    row("no branch", R"({"gid":"g","status":"phase1_done"})", u"bad branch_id"_s);
    row("odd branch", R"({"gid":"g","branch_id":"1 or 1","status":"phase1_done"})", u"bad branch_id"_s);
    row("no gid", R"({"branch_id":"01","status":"phase1_done"})", u"bad gid"_s);
}

void AtRequestTest::readsReports()
{
    QFETCH(QByteArray, text);
    const auto body = atReportFrom(*parseObject(text, KeyRule::LikeGo), {});
    const QString read = body ? u"%1 %2 %3"_s.arg(body->branch.value, body->failed ? u"failed"_s : u"done"_s, body->reason) : body.error().message;
    QFETCH(QString, wanted);
    QVERIFY2(read.startsWith(wanted), qPrintable(read));
}

void AtRequestTest::readsQueries()
{
    const auto read = [](const QByteArray &text) { return atLockQueryFrom(*parseObject(text, KeyRule::LikeGo), {}); };
    const auto own = read(R"({"gid":"g","resource_id":"r","locks":[{"table":"t","pks":[[1]]}]})");
    QVERIFY(own);
    QCOMPARE(own->gid, Gid{u"g"_s});
    QCOMPARE(own->locks.size(), 1);
    const auto anybody = read(R"({"resource_id":"r","locks":[{"table":"t","pks":[[1]]}]})");
    QVERIFY(anybody && anybody->gid.isEmpty());
    QCOMPARE(anybody->locks, own->locks);
    QVERIFY(!read(R"({"gid":"a\nb","resource_id":"r","locks":[{"table":"t","pks":[[1]]}]})"));
    QVERIFY(!read(R"({"resource_id":"r"})"));
}

void AtRequestTest::answers()
{
    QCOMPARE(atRegistered(BranchId{u"02"_s}), QByteArray(R"({"dtm_result":"SUCCESS","branch_id":"02","seq":2})"));
    const LockHolder holder{.row = {.key = "k", .resource = u"r"_s, .table = u"t"_s, .row = u"1"_s}, .gid = Gid{u"other"_s},
                            .branch = BranchId{u"01"_s}, .since = fromMs(0)};
    const QByteArray told = R"({"gid":"other","branch_id":"01","resource_id":"r","table":"t","row":"1","since":"1970-01-01T00:00:00Z","state":"held"})";
    QCOMPARE(atLockable({}), QByteArray(R"({"dtm_result":"SUCCESS","lockable":true,"holders":[]})"));
    QCOMPARE(atLockable({holder}), R"({"dtm_result":"SUCCESS","lockable":false,"holders":[)" + told + "]}");
    QCOMPARE(atRefused(AtRefusal::LockConflict, u"m", {holder}),
             R"({"dtm_result":"FAILURE","code":"LOCK_CONFLICT","message":"m","holders":[)" + told + R"(],"retry_after_ms":50})");
    QCOMPARE(atRefused(AtRefusal::Deadlock, u"m", {}), QByteArray(R"({"dtm_result":"FAILURE","code":"DEADLOCK","message":"m","holders":[]})"));
    QCOMPARE(atRefused(AtRefusal::LockConflict, u"m", QList<LockHolder>(500, holder)).count("branch_id"), int(holdersToldMax));
}

TXDESK_TEST(AtRequestTest);
#include "at_request_test.moc"
