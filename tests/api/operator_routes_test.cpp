// What operators find and do since consoles ask for it: one branch by hand, business keys, groups of errors, counts, topics, copies.
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/error_group_codec.h"
#include "shared/codec/topic_codec.h"
#include "shared/codec/transaction_codec.h"
#include "tests/api/api_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

class OperatorRoutesTest final : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void skipsWhatFails();
    void marksWhatFailed();
    void findsByBusinessKey();
    void groupsErrors();
    void tellsTheLargestGroupsOnly();
    void counts();
    void changesTopics();
    void submitsAgain();
    void submitsAgainOnce();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] TransactionDetail detailOf(const QString &gid);
    [[nodiscard]] QByteArray seen(const QString &gid, const QString &branch);
    void submitFailing(const QString &gid, const QByteArray &more = {}); // 01 succeeds, 02 answers 500
    [[nodiscard]] QStringList listed(const QString &query);

    std::unique_ptr<ApiBench> m_bench;
};

void OperatorRoutesTest::init()
{
    m_bench = std::make_unique<ApiBench>();
    QVERIFY(m_bench->start());
    m_bench->answer = [](const engine::Call &call) {
        const bool fails = call.branch.value == u"02"_s && call.op == OpKind::Action && !call.payload.contains("right");
        return engine::CallAnswered{.outcome = fails ? Outcome::Unknown : Outcome::Succeeded, .statusCode = fails ? 500 : 200,
                                    .text = fails ? u"order 17 timed out after 3000 ms"_s : QString()};
    };
}

TransactionDetail OperatorRoutesTest::detailOf(const QString &gid)
{
    return codec::detailFromJson(m_bench->get(u"/api/v1/transactions/"_s + gid).json()).value_or(TransactionDetail{});
}

QByteArray OperatorRoutesTest::seen(const QString &gid, const QString &branch)
{
    const GlobalTransaction t = detailOf(gid).snapshot.transaction;
    ActionRequest request{.gid = {gid}, .reason = u"booked by hand, see ticket 9"_s, .actor = u"ann"_s, .expectedStatus = t.status,
                          .expectedEpoch = t.epoch, .branch = {branch}};
    return QJsonDocument(codec::toJson(request)).toJson();
}

void OperatorRoutesTest::submitFailing(const QString &gid, const QByteArray &more)
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(gid, more)).status, 200);
    QTRY_COMPARE(detailOf(gid).snapshot.transaction.failures, 1);
}

QStringList OperatorRoutesTest::listed(const QString &query)
{
    QStringList gids;
    for (const QJsonValue &row : m_bench->get(u"/api/v1/transactions?"_s + query).json()["rows"_L1].toArray())
        gids.append(row["gid"_L1].toString());
    return gids;
}

void OperatorRoutesTest::skipsWhatFails()
{
    submitFailing(u"g"_s);
    const TransactionDetail before = detailOf(u"g"_s);
    const auto state = std::ranges::find(before.actions, Action::Skip, &ActionState::action);
    QVERIFY(state != before.actions.end() && state->allowed);
    QCOMPARE(state->branches, QList<BranchId>{{u"02"_s}});
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/skip"_s, seen(u"g"_s, u"01"_s)).status, 409);
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/skip"_s, seen(u"g"_s, u"02"_s)).status, 200);
    QTRY_COMPARE(detailOf(u"g"_s).snapshot.transaction.status, TransactionStatus::Succeeded);
    QCOMPARE(m_bench->audit.records().last().action, u"skip"_s);
    QCOMPARE(m_bench->audit.records().last().target, u"02"_s);
    QCOMPARE(m_bench->audit.records().last().reason, u"booked by hand, see ticket 9"_s);
}

void OperatorRoutesTest::marksWhatFailed()
{
    submitFailing(u"g"_s);
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/mark-failed"_s, seen(u"g"_s, u"02"_s)).status, 200);
    QTRY_COMPARE(detailOf(u"g"_s).snapshot.transaction.status, TransactionStatus::Failed);
    QVERIFY(m_bench->caller.spoken().contains(u"02 compensate"_s));
    QVERIFY(m_bench->caller.spoken().contains(u"01 compensate"_s));
}

void OperatorRoutesTest::findsByBusinessKey()
{
    submitFailing(u"a"_s, R"("business_key":"ORD-2209 北京")");
    submitFailing(u"b"_s, R"("business_key":"ORD-2210")");
    submitFailing(u"c"_s);
    QCOMPARE(detailOf(u"a"_s).snapshot.transaction.businessKey, u"ORD-2209 北京"_s);
    QCOMPARE(listed(u"business_key=ORD-2210"_s), QStringList{u"b"_s});
    QCOMPARE(listed(u"business_key=ORD-2209%20%E5%8C%97%E4%BA%AC"_s), QStringList{u"a"_s});
    QVERIFY(listed(u"business_key=ord-2210"_s).isEmpty());
    const QByteArray rpc = R"({"jsonrpc":"2.0","id":"1","method":"prepare","params":{"gid":"r","trans_type":"tcc","business_key":"RPC-1"}})";
    QCOMPARE(m_bench->post(u"/api/json-rpc"_s, rpc).status, 200);
    QCOMPARE(listed(u"business_key=RPC-1"_s), QStringList{u"r"_s});
}

void OperatorRoutesTest::groupsErrors()
{
    submitFailing(u"a"_s);
    submitFailing(u"b"_s);
    m_bench->answer = [](const engine::Call &) {
        return engine::CallAnswered{.outcome = Outcome::Unknown, .statusCode = 502, .text = u"bad gateway"_s};
    };
    submitFailing(u"c"_s);
    const auto groups = codec::errorGroupsFromJson(m_bench->get(u"/api/v1/error-groups"_s).json());
    QVERIFY(groups);
    QCOMPARE(groups->groups.size(), 2);
    QCOMPARE(groups->groups[0].fingerprint, u"order # timed out after # ms"_s);
    QCOMPARE(groups->groups[0].count, 2);
    QCOMPARE(groups->groups[0].sample, u"order 17 timed out after 3000 ms"_s);
    QVERIFY(!groups->groups[0].participant.isEmpty());
    QCOMPARE(groups->looked, 3);
    QVERIFY(groups->complete);
    QCOMPARE(listed(u"sort=created&fingerprint="_s + QString::fromLatin1(QUrl::toPercentEncoding(groups->groups[0].fingerprint))),
             (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(codec::errorGroupsFromJson(m_bench->get(u"/api/v1/error-groups?gid=c"_s).json())->groups.size(), 1);
    QVERIFY(codec::errorGroupsFromJson(m_bench->get(u"/api/v1/error-groups?status=failed"_s).json())->groups.isEmpty());
}

void OperatorRoutesTest::tellsTheLargestGroupsOnly()
{
    int serial = 0;
    for (const auto &[error, victims] : {std::pair(u"no stock"_s, 1), std::pair(u"no money"_s, 3), std::pair(u"no answer"_s, 2), std::pair(u"no time"_s, 1)}) {
        m_bench->answer = [text = error](const engine::Call &) {
            return engine::CallAnswered{.outcome = Outcome::Unknown, .statusCode = 500, .text = text};
        };
        for (int i = 0; i < victims; ++i)
            submitFailing(u"g-%1-%2"_s.arg(serial).arg(i));
        ++serial;
    }
    const auto groups = [this](const QString &query) {
        return codec::errorGroupsFromJson(m_bench->get(u"/api/v1/error-groups"_s + query).json()).value_or(ErrorGroups{});
    };
    QCOMPARE(groups({}).groups.size(), 4);
    QCOMPARE(groups({}).others, 0);
    const ErrorGroups two = groups(u"?limit=2"_s);
    QCOMPARE(two.groups.size(), 2);
    QCOMPARE(two.groups[0].count, 3);
    QCOMPARE(two.groups[1].count, 2);
    QCOMPARE(two.otherGroups, 2);
    QCOMPARE(two.others, 2);
    QCOMPARE(two.looked, 7);
    QCOMPARE(groups(u"?limit=100000"_s).groups.size(), 4);
    QCOMPARE(m_bench->get(u"/api/v1/error-groups?limit=many"_s).status, 400);
}

void OperatorRoutesTest::counts()
{
    for (const QString &gid : {u"a-1"_s, u"a-2"_s, u"b-1"_s})
        submitFailing(gid);
    const auto count = [this](const QString &query) { return codec::countFromJson(m_bench->get(u"/api/v1/transactions/count"_s + query).json()); };
    QCOMPARE(count({})->count, 3);
    QVERIFY(count({})->complete);
    QCOMPARE(count(u"?gid=a-"_s)->count, 2);
    QCOMPARE(count(u"?failures=1&status=submitted"_s)->count, 3);
    QCOMPARE(count(u"?status=succeed"_s)->count, 0);
}

void OperatorRoutesTest::changesTopics()
{
    const QString path = u"/api/v1/topics/t/subscribers"_s;
    const QString url = u"http://a/1"_s; // not in a macro: moc takes what follows its slashes for a comment
    const auto body = [&url](const QString &reason) {
        return QJsonDocument(QJsonObject{{u"url"_s, url}, {u"reason"_s, reason}}).toJson(QJsonDocument::Compact);
    };
    QCOMPARE(m_bench->post(path, body(u"new shop"_s)).status, 200);
    QCOMPARE(m_bench->audit.records().last().action, u"topic.subscribe"_s);
    QCOMPARE(m_bench->audit.records().last().reason, u"new shop"_s);
    QCOMPARE(m_bench->post(path, body({})).status, 409);
    const auto topics = codec::topicsFromJson(m_bench->get(u"/api/v1/topics"_s).json());
    QVERIFY(topics);
    QCOMPARE(*topics, (QList<Topic>{{u"t"_s, {{url, {}}}, 1}}));
    QCOMPARE(m_bench->ask("DELETE", path, body(u"closed"_s)).status, 200);
    QVERIFY(codec::topicsFromJson(m_bench->get(u"/api/v1/topics"_s).json())->first().subscribers.isEmpty());
}

void OperatorRoutesTest::submitsAgain()
{
    submitFailing(u"g"_s, R"("business_key":"ORD-1")");
    const QByteArray wish = R"({"copy":"h","payloads":{"02":"{\"right\":1}"},"reason":"corrected amount"})";
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/resubmit"_s, wish).message(), u"It has not ended: only what has ended is submitted again."_s);
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/mark-failed"_s, seen(u"g"_s, u"02"_s)).status, 200);
    QTRY_COMPARE(detailOf(u"g"_s).snapshot.transaction.status, TransactionStatus::Failed);
    const Heard made = m_bench->post(u"/api/v1/transactions/g/resubmit"_s, wish);
    QCOMPARE(made.status, 200);
    QCOMPARE(made.json()["gid"_L1].toString(), u"h"_s);
    QTRY_COMPARE(detailOf(u"h"_s).snapshot.transaction.status, TransactionStatus::Succeeded);
    const auto says = [this](const QString &gid, const QString &words) {
        const QList<JournalEvent> events = detailOf(gid).events;
        return std::ranges::count_if(events, [&](const JournalEvent &e) { return e.kind == EventKind::Note && e.text == words; });
    };
    QCOMPARE(says(u"h"_s, u"resubmitted from g"_s), 1);
    QCOMPARE(says(u"g"_s, u"resubmitted as h"_s), 1);
    QCOMPARE(detailOf(u"h"_s).snapshot.transaction.businessKey, u"ORD-1"_s);
    const AuditRecord record = m_bench->audit.records().last();
    QCOMPARE(record.action + u' ' + record.gid + u' ' + record.target, u"resubmit h g"_s);
    QCOMPARE(record.before, QString());
    QCOMPARE(record.reason, u"corrected amount"_s);
}

void OperatorRoutesTest::submitsAgainOnce()
{
    QCOMPARE(m_bench->post(u"/api/dtmsvr/submit"_s, sagaBody(u"g"_s)).status, 200);
    QTRY_COMPARE(detailOf(u"g"_s).snapshot.transaction.failures, 1);
    QCOMPARE(m_bench->post(u"/api/v1/transactions/g/skip"_s, seen(u"g"_s, u"02"_s)).status, 200);
    QTRY_COMPARE(detailOf(u"g"_s).snapshot.transaction.status, TransactionStatus::Succeeded);
    const QString path = u"/api/v1/transactions/g/resubmit"_s;
    const QByteArray wish = R"({"copy":"h","payloads":{"02":"{\"right\":1}"},"reason":"again"})";
    QCOMPARE(m_bench->post(path, wish).status, 200);
    QTRY_COMPARE(detailOf(u"h"_s).snapshot.transaction.status, TransactionStatus::Succeeded);
    const qsizetype calls = m_bench->caller.spoken().size();
    QCOMPARE(m_bench->post(path, wish).status, 200);
    QCOMPARE(m_bench->caller.spoken().size(), calls);
    const QByteArray other = R"({"copy":"h","payloads":{"02":"{\"right\":2}"},"reason":"again"})";
    QCOMPARE(m_bench->post(path, other).status, 409);
    // Somebody else's, although it is prepared and could be submitted.
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, sagaBody(u"p"_s)).status, 200);
    QCOMPARE(m_bench->post(path, R"({"copy":"p","reason":"again"})").status, 409);
    QCOMPARE(detailOf(u"p"_s).snapshot.transaction.status, TransactionStatus::Prepared);
    m_bench->audit.fail();
    QCOMPARE(m_bench->post(path, R"({"copy":"q","reason":"again"})").status, 503);
    m_bench->audit.fail(false);
    QCOMPARE(m_bench->get(u"/api/v1/transactions/q"_s).status, 404);
}

void OperatorRoutesTest::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *method, const QString &path, const QByteArray &body, int status, const QString &message) {
        QTest::newRow(name) << QByteArray(method) << path << body << status << message;
    };
    const QByteArray act = R"({"reason":"by hand, see ticket","expectedStatus":"prepared","expectedEpoch":1})";
    row("skip without a branch", "POST", u"/api/v1/transactions/tcc/skip"_s, act, 400, u"field branch: is missing"_s);
    row("mark without a branch", "POST", u"/api/v1/transactions/tcc/mark-failed"_s, act, 400, u"field branch: is missing"_s);
    row("skip without evidence", "POST", u"/api/v1/transactions/tcc/skip"_s,
        R"({"reason":"short","branch":"01","expectedStatus":"prepared","expectedEpoch":1})", 400, u"reason required (at least 10 characters)"_s);
    row("groups by an unknown word", "GET", u"/api/v1/error-groups?by=host"_s, {}, 400, u"unknown parameter by"_s);
    row("count of an unknown status", "GET", u"/api/v1/transactions/count?status=done"_s, {}, 400,
        u"parameter status must be prepared, submitted, aborting, succeed or failed, separated by commas"_s);
    row("a long fingerprint", "GET", u"/api/v1/transactions?fingerprint="_s + QString(513, u'f'), {}, 400,
        u"parameter fingerprint must be the fingerprint of a group of errors"_s);
    row("a long business key", "POST", u"/api/dtmsvr/prepare"_s, R"({"gid":"k","trans_type":"tcc","business_key":")" + QByteArray(129, 'k') + R"("})", 400,
        u"business_key: at most 128 characters, none of them a control character"_s);
    row("a business key of two lines", "POST", u"/api/dtmsvr/prepare"_s, R"({"gid":"k","trans_type":"tcc","business_key":"a\nb"})", 400,
        u"business_key: at most 128 characters, none of them a control character"_s);
    row("a subscriber without url", "POST", u"/api/v1/topics/t/subscribers"_s, "{}", 400, u"field url: is missing"_s);
    row("a long topic", "POST", u"/api/v1/topics/%1/subscribers"_s.arg(QString(129, u't')), R"({"url":"http://a"})", 400, u"topic too long"_s);
    row("no such subscriber", "DELETE", u"/api/v1/topics/none/subscribers"_s, R"({"url":"http://a"})", 409, u"no such a topic"_s);
    row("a copy of nothing", "POST", u"/api/v1/transactions/none/resubmit"_s, R"({"copy":"c","reason":"r"})", 404, u"no transaction with this gid"_s);
    row("a copy of a tcc", "POST", u"/api/v1/transactions/tcc/resubmit"_s, R"({"copy":"c","reason":"r"})", 409, u"only the initiator can start these"_s);
    row("a copy onto itself", "POST", u"/api/v1/transactions/tcc/resubmit"_s, R"({"copy":"tcc","reason":"r"})", 400, u"field copy: must be a new gid"_s);
    row("a copy without gid", "POST", u"/api/v1/transactions/tcc/resubmit"_s, R"({"reason":"r"})", 400, u"bad gid"_s);
    row("a copy without reason", "POST", u"/api/v1/transactions/tcc/resubmit"_s, R"({"copy":"c"})", 400, u"field reason: is missing"_s);
}

void OperatorRoutesTest::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    QCOMPARE(m_bench->post(u"/api/dtmsvr/prepare"_s, R"({"gid":"tcc","trans_type":"tcc"})").status, 200);
    const Heard heard = m_bench->ask(method, path, body);
    QCOMPARE(heard.message(), message);
    QCOMPARE(heard.status, status);
}

TXDESK_TEST(OperatorRoutesTest);

} // namespace txdesk::test

#include "operator_routes_test.moc"
