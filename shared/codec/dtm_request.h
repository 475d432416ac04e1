// The bodies DTM's client libraries send to the routes that change a transaction, read and checked.
// Forgiving where the libraries are sloppy (nulls, duplicate and unknown keys, empty lists for maps), strict in types.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/codec/json_reader.h"
#include "shared/model/transaction_options.h"
#include "shared/model/vocabulary.h"

#include <QList>

namespace txdesk::codec {

enum class GidCharset {
    Strict, // no control or bidi characters and none of ' " \ ; ` < > %
    Dtm,    // what DTM takes: CR, LF and ; are cut out; control and bidi characters are still refused
};
inline constexpr std::array<Name<GidCharset>, 2> gidCharsetNames{{
    {GidCharset::Strict, QLatin1StringView("strict")},
    {GidCharset::Dtm, QLatin1StringView("dtm")},
}};

// Source of the numbers: docs/limits.md.
struct RequestLimits
{
    GidCharset gidCharset = GidCharset::Strict;
    int gidBytesMax = 128;
    int xaIdBytesMax = 64; // of gid and branch id together: what MySQL takes
    int stepsMax = 1000;
    int payloadBytesMax = 1024 * 1024;
    int customDataBytesMax = 64 * 1024;
    int businessKeyCharactersMax = 128;
    int urlBytesMax = 1024;
    int branchHeadersMax = 32;
    int branchHeaderBytesMax = 4 * 1024;
    int reasonCharactersMax = 1024; // longer ones are cut, not refused
    int lockRowsMax = 10'000;         // of one AT branch
    int lockValueBytesMax = 4 * 1024; // one value of a primary key
    int lockNameBytesMax = 512;       // of a resource, of a table
    // What retry_ladder "default" means. Source: RocketMQ's delays (F.4 of its sheet), the waits of best-effort notification.
    QList<Seconds> messageLadder = ladderOf({10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200});
    QList<Seconds> notifyLadder = ladderOf({60, 300, 600, 1800, 3600, 7200, 18'000, 36'000});
    JsonLimits json{};

    [[nodiscard]] static QList<Seconds> ladderOf(std::initializer_list<qint64> waits)
    {
        QList<Seconds> ladder;
        for (const qint64 wait : waits)
            ladder.append(Seconds{wait});
        return ladder;
    }
};

struct RequestStep
{
    QString action;     // URL or topic://name; empty: nothing to call, counts as succeeded
    QString compensate;
    QByteArray payload;

    friend bool operator==(const RequestStep &, const RequestStep &) = default;
};

struct TransactionRequest
{
    Gid gid;
    TransactionKind kind = TransactionKind::Saga;
    TransactionOptions options;
    QString customData;
    CustomData custom;
    QList<RequestStep> steps;
    QString queryPrepared;
    QString protocol; // "http", "json-rpc" or "grpc"
    QString businessKey; // what its initiator calls it; ours
    QMap<QString, QString> extra; // req_extra: how a workflow ended (status, rollback_reason, result)
};

// registerBranch: a flat object of strings. Which members count depends on the kind.
struct RegisterBody
{
    Gid gid;
    QString kindText;     // verbatim: DTM quotes an unknown one
    BranchId branch;
    QByteArray data;      // tcc: body of confirm and cancel; workflow: result of the recorded step
    QString confirm;      // tcc
    QString cancel;       // tcc
    QString url;          // xa
    QString op;           // workflow
    QString status;       // workflow
};

// abort: the type stays text, because DTM's answers quote rules about types that are not served here.
struct AbortBody
{
    Gid gid;
    QString kindText;
    QString reason;
    bool waitResult = false;
};

// All errors are InvalidRequest; messages begin with what is wrong: "bad gid", "trans_type", "field <name>",
// "steps: too many", "steps[0].action", "payloads", "payload too large", "url too long", "orders", "branch_headers",
// "protocol", "status", "business_key", "xa id too long", "bad branch_id", "expected a map of strings".
[[nodiscard]] Result<TransactionRequest> transactionRequestFrom(const QByteArray &body, const RequestLimits &limits);
[[nodiscard]] Result<AbortBody> abortBodyFrom(const QByteArray &body, const RequestLimits &limits);
[[nodiscard]] Result<RegisterBody> registerBodyFrom(const QByteArray &body, const RequestLimits &limits);
[[nodiscard]] Result<Gid> gidBodyFrom(const QByteArray &body, const RequestLimits &limits);

// The same from an object that is part of a larger text (the params of JSON-RPC): its keys as likeGo() leaves them.
[[nodiscard]] Result<TransactionRequest> transactionRequestFrom(const QJsonObject &json, const RequestLimits &limits);
[[nodiscard]] Result<AbortBody> abortBodyFrom(const QJsonObject &json, const RequestLimits &limits);
[[nodiscard]] Result<RegisterBody> registerBodyFrom(const QJsonObject &json, const RequestLimits &limits);

[[nodiscard]] Result<Gid> checkedGid(QString text, const RequestLimits &limits);

} // namespace txdesk::codec
