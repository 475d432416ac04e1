// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/call_commands.h"

#include "console/models/payload_text.h"
#include "console/text/redaction.h"
#include "shared/base/foreign_word.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

bool isWeb(const QString &url) { return url.startsWith("http://"_L1) || url.startsWith("https://"_L1); }

QString opText(const TransactionDetail &detail, const BranchOp &op)
{
    const bool wakes = op.kind == OpKind::Resume && !detail.snapshot.transaction.custom.workflowName.isEmpty();
    return wakes ? detail.snapshot.transaction.custom.workflowName : spelled(opKindNames, op.kind);
}

// The four that tell the participant which call it is.
QList<std::pair<QString, QString>> identityOf(const TransactionDetail &detail, const BranchOp &op)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    return {{u"branch_id"_s, op.branch.value},
            {u"gid"_s, t.gid.value},
            {u"op"_s, opText(detail, op)},
            {u"trans_type"_s, spelled(transactionKindNames, t.kind)}};
}

QString bodyOf(const BranchOp &op)
{
    const SniffedPayload payload = sniffPayload(op.payload);
    if (payload.form != PayloadForm::Json && payload.form != PayloadForm::Text)
        return {};
    return payload.form == PayloadForm::Json ? redactJson(QString::fromUtf8(op.payload)) : redactText(QString::fromUtf8(op.payload));
}

QString withIdentity(const TransactionDetail &detail, const BranchOp &op)
{
    QString url = redactUrl(op.url.section(u'#', 0, 0));
    QStringList parameters;
    for (const auto &[name, value] : identityOf(detail, op))
        parameters.append(name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value)));
    return url + (url.contains(u'?') ? u'&' : u'?') + parameters.join(u'&');
}

QString jsonRpcBody(const TransactionDetail &detail, const BranchOp &op)
{
    QJsonObject params = QJsonDocument::fromJson(op.payload).object();
    for (const auto &[name, value] : identityOf(detail, op))
        params.insert(name, value);
    const QJsonObject body{{"jsonrpc"_L1, "2.0"_L1},
                           {"id"_L1, u"%1-%2-%3-1"_s.arg(detail.snapshot.transaction.gid.value, op.branch.value, opText(detail, op))},
                           {"method"_L1, QUrlQuery(QUrl(op.url)).queryItemValue(u"method"_s, QUrl::FullyDecoded)},
                           {"params"_L1, params}};
    return redactJson(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

} // namespace

CallTransport transportOf(const QString &protocol, const QString &url)
{
    if (url.startsWith("grpc://"_L1) || url.startsWith("grpcs://"_L1))
        return CallTransport::Grpc;
    if (isWeb(url) || (protocol != "grpc"_L1 && protocol != "json-rpc"_L1))
        return protocol == "json-rpc"_L1 && url.contains("method"_L1) ? CallTransport::JsonRpc : CallTransport::Http;
    return CallTransport::Grpc;
}

const BranchOp *opToCall(const TransactionDetail &detail, const BranchId &branch, std::optional<OpKind> op)
{
    const BranchOp *best = nullptr;
    for (const BranchOp &one : detail.snapshot.ops) {
        if (one.branch != branch || one.url.isEmpty() || (op && one.kind != *op))
            continue;
        if (!best || one.kind == OpKind::Action)
            best = &one;
    }
    return best;
}

QList<std::pair<QString, QString>> headersOf(const TransactionDetail &detail, const BranchOp &op)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    QList<std::pair<QString, QString>> headers;
    const bool grpc = transportOf(t.protocol, op.url) == CallTransport::Grpc;
    if (grpc) {
        for (const auto &[name, value] : identityOf(detail, op))
            headers.append({u"dtm-"_s + name, value});
    } else {
        headers = {{u"Content-Type"_s, u"application/json"_s}, {u"Accept"_s, u"application/json"_s}};
    }
    for (auto it = t.options.branchHeaders.cbegin(); it != t.options.branchHeaders.cend(); ++it) {
        const QString name = grpc ? it.key().toLower() : it.key();
        headers.append({name, isSecretKey(name) ? redactedMark(it.value().size()) : redactText(it.value())});
    }
    return headers;
}

QString shellQuoted(const QString &text)
{
    QString quoted = text;
    return u'\'' + quoted.replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString curlFor(const TransactionDetail &detail, const BranchOp &op)
{
    const GlobalTransaction &t = detail.snapshot.transaction;
    const CallTransport transport = transportOf(t.protocol, op.url);
    if (transport == CallTransport::Grpc || op.url.isEmpty())
        return {};
    const bool rpc = transport == CallTransport::JsonRpc;
    const QString body = rpc ? jsonRpcBody(detail, op) : bodyOf(op);
    const bool asks = op.payload.isEmpty() && !rpc && t.kind != TransactionKind::Xa;
    QStringList lines{u"curl -sS -X %1 %2"_s.arg(asks ? u"GET"_s : u"POST"_s, shellQuoted(rpc ? redactUrl(op.url) : withIdentity(detail, op)))};
    for (const auto &[name, value] : headersOf(detail, op))
        lines.append(u"-H "_s + shellQuoted(name + u": "_s + value));
    if (!body.isEmpty())
        lines.append(u"--data-binary "_s + shellQuoted(body));
    else if (!op.payload.isEmpty())
        lines.append(u"--data-binary @body.bin   # %1 bytes that are no text"_s.arg(op.payload.size()));
    return lines.join(u" \\\n  "_s);
}

QString grpcurlFor(const TransactionDetail &detail, const BranchOp &op)
{
    if (transportOf(detail.snapshot.transaction.protocol, op.url) != CallTransport::Grpc || op.url.isEmpty())
        return {};
    const bool tls = op.url.startsWith("grpcs://"_L1);
    const QString target = redactUrl(op.url.section(u"://"_s, -1));
    QStringList lines{tls ? u"grpcurl"_s : u"grpcurl -plaintext"_s};
    for (const auto &[name, value] : headersOf(detail, op))
        lines.append(u"-H "_s + shellQuoted(name + u": "_s + value));
    const QString body = bodyOf(op);
    // grpcurl builds the message from JSON by the service's description; the coordinator sends bytes as they are.
    lines.append(u"-d "_s + shellQuoted(body.isEmpty() ? u"{}"_s : body));
    lines.append(shellQuoted(target.section(u'/', 0, 0)) + u' ' + shellQuoted(target.section(u'/', 1)));
    return lines.join(u" \\\n  "_s);
}

QString callCommand(const TransactionDetail &detail, const BranchOp &op)
{
    const QString curl = curlFor(detail, op);
    return curl.isEmpty() ? grpcurlFor(detail, op) : curl;
}

QString dtmSqlFor(const Gid &gid)
{
    QFile file(u":/sql/console/dtm_transaction.sql"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString literal = gid.value;
    literal.replace(u'\\', u"\\\\"_s).replace(u"'"_s, u"''"_s);
    QString text = QString::fromUtf8(file.readAll());
    text.remove(0, text.indexOf("SELECT"_L1)); // what its head says is for developers
    return text.replace(u":gid"_s, u'\'' + literal + u'\'');
}

QString queryCurlFor(const QString &server, const Gid &gid)
{
    return u"curl -sS "_s + shellQuoted(server + u"/api/dtmsvr/query?gid="_s + QString::fromLatin1(QUrl::toPercentEncoding(gid.value)));
}

} // namespace txdesk::console
