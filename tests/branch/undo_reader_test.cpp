// Undo records asked of real participants: how much is read, what is told of it, and where nothing is asked.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/undo_reader.h"
#include "tests/branch/participants.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <optional>

using namespace txdesk;
using namespace Qt::StringLiterals;
using test::HttpParticipant;

namespace {

engine::Call undoCall(const QString &url, const QString &protocol)
{
    return {.gid = {u"g1"_s}, .kind = TransactionKind::At, .branch = {u"01"_s}, .op = OpKind::Rollback, .url = url,
            .payload = R"({"resource_id":"db1"})"_ba, .opText = u"undo"_s, .protocol = protocol, .timeout = Milliseconds{5000}};
}

} // namespace

class UndoReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void readsUndoRecords_data();
    void readsUndoRecords();
    void readsUndoRecordsOnlyWhereItMay();
};

void UndoReaderTest::readsUndoRecords_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("why");
    using Kind = branch::UndoAnswer::Kind;
    QTest::newRow("told") << 200 << R"({"items":[]})"_ba << int(Kind::Told) << QString();
    QTest::newRow("none") << 404 << "no undo row"_ba << int(Kind::None) << QString();
    QTest::newRow("an error") << 500 << "secret data"_ba << int(Kind::NoAnswer) << u"answered with HTTP status 500"_s;
    QTest::newRow("1 MiB") << 200 << QByteArray(1024 * 1024, ' ') << int(Kind::Told) << QString();
    QTest::newRow("more than 1 MiB") << 200 << QByteArray(1024 * 1024 + 1, ' ') << int(Kind::NoAnswer) << QString();
}

void UndoReaderTest::readsUndoRecords()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    HttpParticipant participant([status, body](const http::Request &) { return http::Response{.status = status, .body = body}; });
    QVERIFY(participant.start());
    branch::UndoReader reader({.policy = std::make_shared<const security::UrlPolicy>(), .node = u"desk"_s});
    const engine::Call call = undoCall(participant.url(u"/at"_s), u"http"_s);
    std::optional<branch::UndoAnswer> answer;
    reader.read(call, [&answer](branch::UndoAnswer &&told) { answer = std::move(told); });
    QTRY_VERIFY(answer.has_value());
    QTEST(int(answer->kind), "kind");
    QFETCH(QString, why);
    QVERIFY2(why.isEmpty() || answer->why == why, qPrintable(answer->why));
    QVERIFY(!answer->why.contains("secret"_L1));
    QCOMPARE(participant.heard.first().parameter("op"), "undo"_ba);
    QCOMPARE(participant.heard.first().parameter("trans_type"), "at"_ba);
    QCOMPARE(participant.heard.first().body, call.payload);
}

void UndoReaderTest::readsUndoRecordsOnlyWhereItMay()
{
    branch::UndoReader reader({.policy = std::make_shared<const security::UrlPolicy>(), .node = u"desk"_s});
    for (const QString &url : {u"http://169.254.169.254/at"_s, u"file:///etc/passwd"_s, u"grpc://127.0.0.1:1/a.B/C"_s}) {
        std::optional<branch::UndoAnswer> answer;
        reader.read(undoCall(url, u"http"_s), [&answer](branch::UndoAnswer &&told) { answer = std::move(told); });
        QTRY_VERIFY(answer.has_value());
        QCOMPARE(int(answer->kind), int(branch::UndoAnswer::Kind::NoAnswer));
        QVERIFY(!answer->why.isEmpty());
    }
}

TXDESK_TEST(UndoReaderTest);
#include "undo_reader_test.moc"
