// Which gRPC code each reply of DTM's service becomes.
// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/reply_code.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace txdesk;
using namespace txdesk::grpcapi;
using Kind = api::DtmReply::Kind;

class ReplyCodeTest : public QObject
{
    Q_OBJECT

private slots:
    void choosesTheCode_data();
    void choosesTheCode();
    void keepsTheSnapshot();
};

void ReplyCodeTest::choosesTheCode_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, Method method, Kind kind, const QString &text, Code code, const QString &message) {
        QTest::newRow(name) << method << kind << text << static_cast<int>(code) << message;
    };
    row("success", Method::Submit, Kind::Success, {}, Code::Ok, {});
    row("failure", Method::Submit, Kind::Failure, u"x FAILURE"_s, Code::Aborted, u"x FAILURE"_s);
    row("ongoing", Method::Submit, Kind::Ongoing, u"anything"_s, Code::FailedPrecondition, u"ONGOING"_s);
    row("error", Method::Submit, Kind::Error, u"boom"_s, Code::Unknown, u"boom"_s);
    row("unknown gid", Method::Abort, Kind::Error, u"no TransGlobal with gid: g found"_s, Code::Internal, u"no TransGlobal with gid: g found"_s);
    row("workflow not prepared", Method::Submit, Kind::Error, u"storage: NotFound"_s, Code::Internal, u"storage: NotFound"_s);
    row("topic of a step", Method::Submit, Kind::Error, u"topic not found"_s, Code::Internal, u"topic not found"_s);
    row("topic to remove", Method::DeleteTopic, Kind::Error, u"storage: NotFound"_s, Code::Unknown, u"storage: NotFound"_s);
    row("branch of an unknown type", Method::RegisterBranch, Kind::Error, u"unknow trans type: x"_s, Code::Unknown, u"unknow trans type: x"_s);
    row("bad input", Method::Submit, Kind::BadRequest, u"bad gid"_s, Code::InvalidArgument, u"bad gid"_s);
    row("busy", Method::Submit, Kind::Busy, u"full"_s, Code::Unavailable, u"full"_s);
}

void ReplyCodeTest::choosesTheCode()
{
    QFETCH(Method, method);
    QFETCH(Kind, kind);
    QFETCH(QString, text);
    const Answer answer = answerFrom(method, {.kind = kind, .message = text});
    QTEST(static_cast<int>(answer.code), "code");
    QTEST(answer.message, "message");
}

void ReplyCodeTest::keepsTheSnapshot()
{
    TransactionSnapshot snapshot;
    snapshot.transaction.gid = {u"g"_s};
    const Answer answer = answerFrom(Method::PrepareWorkflow, {.snapshot = snapshot});
    QVERIFY(answer.snapshot.has_value());
    QCOMPARE(answer.snapshot->transaction.gid.value, u"g"_s);
}

TXDESK_TEST(ReplyCodeTest);
#include "reply_code_test.moc"
