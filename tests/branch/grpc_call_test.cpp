// URLs, metadata, messages and statuses of calls by gRPC, one row a rule; and which transport a call takes.
// SPDX-License-Identifier: Apache-2.0
#include "server/branch/branch_router.h"
#include "server/branch/grpc_call.h"
#include "shared/model/participant_name.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace txdesk;
using namespace Qt::StringLiterals;

class GrpcCallTest : public QObject
{
    Q_OBJECT

private slots:
    void choosesTheTransport_data();
    void choosesTheTransport();
    void looksOutOfDocker_data();
    void looksOutOfDocker();
    void splitsTheUrl_data();
    void splitsTheUrl();
    void dialsAddresses();
    void namesTheMetadata();
    void leavesOutWhatBelongsToGrpc();
    void refusesWhatGrpcCannotCarry_data();
    void refusesWhatGrpcCannotCarry();
    void wrapsTheDataOfAWorkflow_data();
    void wrapsTheDataOfAWorkflow();
    void readsTheStatus_data();
    void readsTheStatus();
};

namespace {

engine::Call plainGrpcCall()
{
    return {.call = 1, .gid = {u"g1"_s}, .kind = TransactionKind::Tcc, .branch = {u"01-02"_s}, .op = OpKind::Confirm,
            .url = u"h:1/bank.Bank/In"_s, .payload = "\x08\x1e"_ba, .protocol = u"grpc"_s};
}

QString lineOf(const QList<branch::GrpcHeader> &headers)
{
    QStringList all;
    for (const branch::GrpcHeader &header : headers)
        all.append(QString::fromUtf8(header.name) + u'=' + QString::fromUtf8(header.value));
    return all.join(u' ');
}

} // namespace

void GrpcCallTest::choosesTheTransport_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("protocol");
    QTest::addColumn<branch::Transport>("transport");
    const auto row = [](const char *url, const char *protocol, branch::Transport transport) {
        QTest::addRow("%s %s", protocol, url) << QString::fromLatin1(url) << QString::fromLatin1(protocol) << transport;
    };
    row("http://h/a", "http", branch::Transport::Http);
    row("http://h/a", "", branch::Transport::Http);
    row("h:1/a.B/C", "http", branch::Transport::Http);
    row("http://h/a", "grpc", branch::Transport::Http);
    row("https://h/a", "grpc", branch::Transport::Http);
    row("http://h/a?method=x", "grpc", branch::Transport::Http);
    row("http://h/a?method=x", "http", branch::Transport::Http);
    row("http://h/a?method=x", "json-rpc", branch::Transport::JsonRpc);
    row("http://h/method", "json-rpc", branch::Transport::JsonRpc);
    row("http://h/a", "json-rpc", branch::Transport::Http);
    row("h:1/a.B/C", "grpc", branch::Transport::Grpc);
    row("h:1/a.B/C", "json-rpc", branch::Transport::Grpc);
    row("etcd://h/a.B/C", "grpc", branch::Transport::Grpc);
    row("grpcs://h/a.B/C", "http", branch::Transport::Grpc);
    row("grpc://h/a.B/C", "", branch::Transport::Grpc);
}

void GrpcCallTest::choosesTheTransport()
{
    QFETCH(QString, url);
    QFETCH(QString, protocol);
    QFETCH(branch::Transport, transport);
    QVERIFY(branch::transportFor(url, protocol) == transport);
}

void GrpcCallTest::looksOutOfDocker_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("seen");
    QTest::newRow("localhost") << u"http://localhost:81/a"_s << u"http://host.docker.internal:81/a"_s;
    QTest::newRow("address") << u"127.0.0.1:81/a.B/C"_s << u"host.docker.internal:81/a.B/C"_s;
    QTest::newRow("the first of each") << u"http://localhost/?a=localhost&b=127.0.0.1"_s
                                       << u"http://host.docker.internal/?a=localhost&b=host.docker.internal"_s;
    QTest::newRow("another machine") << u"http://bank:81/a"_s << u"http://bank:81/a"_s;
}

void GrpcCallTest::looksOutOfDocker()
{
    QFETCH(QString, url);
    QTEST(branch::fromInsideDocker(url), "seen");
}

void GrpcCallTest::splitsTheUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("rest"); // the path or the complaint
    QTest::newRow("whole") << u"bank:81/pkg.Bank/In"_s << u"bank:81"_s << u"/pkg.Bank/In"_s;
    QTest::newRow("IPv6") << u"[::1]:81/Bank/In"_s << u"[::1]:81"_s << u"/Bank/In"_s;
    QTest::newRow("no slash") << u"bank:81"_s << QString() << u"bad url: 'bank:81'. no '/' found"_s;
    QTest::newRow("our scheme") << u"grpc://bank:81/pkg.Bank/In"_s << u"bank:81"_s << u"/pkg.Bank/In"_s;
    QTest::newRow("our scheme of TLS") << u"grpcs://bank/pkg.Bank/In"_s << u"bank"_s << u"/pkg.Bank/In"_s;
    QTest::newRow("two schemes") << u"grpc://etcd://bank/In"_s << QString()
                                 << u"call dtmdriver.Use() before you use custom scheme for 'grpc://etcd://bank/In'"_s;
    QTest::newRow("a scheme") << u"discov://bank/In"_s << QString()
                              << u"call dtmdriver.Use() before you use custom scheme for 'discov://bank/In'"_s;
}

void GrpcCallTest::splitsTheUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, target);
    QFETCH(QString, rest);
    const auto method = branch::grpcMethodOf(url);
    QCOMPARE(method ? method->target : QString(), target);
    QCOMPARE(method ? QString::fromUtf8(method->path) : method.error().message, rest);
    if (method)
        QCOMPARE(participantOf(url), target); // statistics name it alike
}

void GrpcCallTest::dialsAddresses()
{
    const QHostAddress four(u"10.0.0.1"_s), another(u"10.0.0.2"_s), six(u"::1"_s);
    QCOMPARE(branch::grpcTargetOf({four}, 80), u"ipv4:10.0.0.1:80"_s);
    QCOMPARE(branch::grpcTargetOf({four, another}, 80), u"ipv4:10.0.0.1:80,10.0.0.2:80"_s);
    QCOMPARE(branch::grpcTargetOf({six}, 80), u"ipv6:[::1]:80"_s);
    QCOMPARE(branch::grpcTargetOf({six, four}, 80), u"ipv6:[::1]:80,[::ffff:10.0.0.1]:80"_s);
}

void GrpcCallTest::namesTheMetadata()
{
    engine::Call call = plainGrpcCall();
    call.headers = {{u"X-Trace"_s, u"7 8"_s}};
    QCOMPARE(lineOf(*branch::grpcMetadataOf(call, {.node = u"n"_s})),
             u"dtm-gid=g1 dtm-trans_type=tcc dtm-branch_id=01-02 dtm-op=confirm dtm-dtm= dtm-outbound=n x-trace=7 8"_s);
    call.opText = u"transfer"_s;
    QVERIFY(lineOf(*branch::grpcMetadataOf(call, {.node = u"n"_s})).contains(u"dtm-op=transfer "_s));
}

void GrpcCallTest::leavesOutWhatBelongsToGrpc()
{
    engine::Call call = plainGrpcCall();
    call.headers = {{u"Content-Type"_s, u"text/plain"_s}, {u"grpc-timeout"_s, u"1S"_s}, {u"User-Agent"_s, u"me"_s}, {u"Dtm-Outbound"_s, u"x"_s}, {u"a"_s, u"1"_s}};
    QVERIFY(lineOf(*branch::grpcMetadataOf(call, {.node = u"n"_s})).endsWith(u"dtm-dtm= dtm-outbound=n a=1"_s));
}

void GrpcCallTest::refusesWhatGrpcCannotCarry_data()
{
    QTest::addColumn<QString>("gid");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("complaint");
    QTest::newRow("gid") << u"Überweisung"_s << u"a"_s << u"b"_s << u"gRPC cannot carry the value of dtm-gid, which is not ASCII; nothing was called"_s;
    QTest::newRow("header value") << u"g"_s << u"X-Who"_s << u"Zoë"_s << u"gRPC cannot carry the value of x-who, which is not ASCII; nothing was called"_s;
    QTest::newRow("header with a tab") << u"g"_s << u"a"_s << u"b\tc"_s << u"gRPC cannot carry the value of a, which is not ASCII; nothing was called"_s;
    QTest::newRow("header name") << u"g"_s << u"x!y"_s << u"1"_s << u"gRPC cannot carry the header name x!y; nothing was called"_s;
}

void GrpcCallTest::refusesWhatGrpcCannotCarry()
{
    QFETCH(QString, gid);
    QFETCH(QString, name);
    QFETCH(QString, value);
    engine::Call call = plainGrpcCall();
    call.gid = {gid};
    call.headers = {{name, value}};
    const auto metadata = branch::grpcMetadataOf(call, {.node = u"n"_s});
    QVERIFY(!metadata);
    QTEST(metadata.error().message, "complaint");
}

void GrpcCallTest::wrapsTheDataOfAWorkflow_data()
{
    QTest::addColumn<OpKind>("op");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("message");
    const QByteArray longOne(300, 'x');
    QTest::newRow("an op's payload stays") << OpKind::Action << "abc"_ba << "abc"_ba;
    QTest::newRow("data") << OpKind::Resume << "abc"_ba << "\x0a\x03"_ba + "abc";
    QTest::newRow("no data") << OpKind::Resume << ""_ba << ""_ba;
    QTest::newRow("a length of two bytes") << OpKind::Resume << longOne << "\x0a\xac\x02"_ba + longOne;
}

void GrpcCallTest::wrapsTheDataOfAWorkflow()
{
    QFETCH(OpKind, op);
    QFETCH(QByteArray, payload);
    engine::Call call = plainGrpcCall();
    call.op = op;
    call.payload = payload;
    QTEST(branch::grpcMessageOf(call), "message");
}

void GrpcCallTest::readsTheStatus_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("statusCode");
    const auto row = [](const char *name, int code, const QByteArray &message, Outcome outcome, const QString &text, int statusCode) {
        QTest::newRow(name) << code << message << outcome << text << statusCode;
    };
    row("OK", 0, {}, Outcome::Succeeded, {}, 200);
    row("ABORTED", 10, "no money FAILURE", Outcome::Rejected, u"no money FAILURE"_s, 10);
    row("ABORTED without words", 10, {}, Outcome::Rejected, u"rpc error: code = Aborted desc = "_s, 10);
    row("ABORTED ONGOING", 10, "ONGOING", Outcome::Ongoing, u"ONGOING"_s, 10);
    row("ABORTED with ONGOING in it", 10, "still ONGOING", Outcome::Rejected, u"still ONGOING"_s, 10);
    row("FAILED_PRECONDITION", 9, "wait", Outcome::Ongoing, u"wait"_s, 9);
    row("409 of PHP", 409, "FAILURE", Outcome::Rejected, u"FAILURE"_s, 409);
    row("425 of PHP", 425, "ONGOING", Outcome::Ongoing, u"ONGOING"_s, 425);
    row("UNKNOWN", 2, "panic FAILURE", Outcome::Unknown, u"rpc error: code = Unknown desc = panic FAILURE"_s, 2);
    row("UNIMPLEMENTED", 12, "x", Outcome::Unknown, u"rpc error: code = Unimplemented desc = x"_s, 12);
    row("UNAVAILABLE", 14, "no way", Outcome::Unknown, u"rpc error: code = Unavailable desc = no way"_s, 0);
    row("DEADLINE_EXCEEDED", 4, "late", Outcome::Unknown, u"rpc error: code = DeadlineExceeded desc = late"_s, 0);
    row("a number of nobody's", 77, "x", Outcome::Unknown, u"rpc error: code = Code(77) desc = x"_s, 77);
}

void GrpcCallTest::readsTheStatus()
{
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    QTEST(branch::outcomeOfGrpc(code, message), "outcome");
    QTEST(branch::textOfGrpc(code, message), "text");
    QTEST(branch::statusCodeOfGrpc(code), "statusCode");
}

TXDESK_TEST(GrpcCallTest);
#include "grpc_call_test.moc"
