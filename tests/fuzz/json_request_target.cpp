// Bodies of DTM's requests: what is accepted can be written down and is accepted again as the same.
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/targets.h"

#include "shared/codec/at_request.h"
#include "shared/codec/dtm_request.h"
#include "shared/codec/journal_codec.h"
#include "shared/codec/topic_codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace txdesk::fuzz {
namespace {

using namespace Qt::StringLiterals;

codec::RequestLimits bodyLimits()
{
    codec::RequestLimits limits;
    limits.stepsMax = 8;
    limits.payloadBytesMax = 64;
    limits.customDataBytesMax = 256;
    limits.urlBytesMax = 64;
    limits.branchHeadersMax = 4;
    limits.branchHeaderBytesMax = 32;
    limits.reasonCharactersMax = 32;
    limits.json = {.depthMax = 8, .valuesMax = 200, .numberLengthMax = 32, .keyLengthMax = 64};
    return limits;
}

QJsonObject textsOf(const QMap<QString, QString> &map)
{
    QJsonObject json;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray written(const codec::TransactionRequest &request)
{
    QJsonArray steps, payloads;
    for (const codec::RequestStep &step : request.steps) {
        steps.append(QJsonObject{{"action"_L1, step.action}, {"compensate"_L1, step.compensate}});
        payloads.append(QString::fromUtf8(step.payload));
    }
    const TransactionOptions &options = request.options;
    QJsonValue ladder; // null: none
    if (!options.retryLadder.isEmpty()) {
        QJsonArray waits;
        for (const Seconds wait : options.retryLadder)
            waits.append(qint64{wait.count()});
        ladder = waits;
    }
    return bytesOf({{"gid"_L1, request.gid.value},
                    {"trans_type"_L1, QString(nameIn(transactionKindNames, request.kind))},
                    {"steps"_L1, steps},
                    {"payloads"_L1, payloads},
                    {"custom_data"_L1, request.customData},
                    {"query_prepared"_L1, request.queryPrepared},
                    {"protocol"_L1, request.protocol},
                    {"req_extra"_L1, textsOf(request.extra)},
                    {"wait_result"_L1, options.waitResult},
                    {"concurrent"_L1, options.concurrent},
                    {"timeout_to_fail"_L1, qint64{options.timeoutToFail.count()}},
                    {"request_timeout"_L1, qint64{options.requestTimeout.count()}},
                    {"retry_interval"_L1, qint64{options.retryInterval.count()}},
                    {"retry_limit"_L1, options.retryLimit},
                    {"retry_ladder"_L1, ladder},
                    {"window"_L1, qint64{options.window.count()}},
                    {"success_body"_L1, options.successBody},
                    {"check_interval"_L1, qint64{options.checkInterval.count()}},
                    {"check_max"_L1, options.checkMax},
                    {"branch_headers"_L1, textsOf(options.branchHeaders)}});
}

QByteArray written(const codec::RegisterBody &body)
{
    return bytesOf({{"gid"_L1, body.gid.value}, {"trans_type"_L1, body.kindText}, {"branch_id"_L1, body.branch.value},
                    {"data"_L1, QString::fromUtf8(body.data)}, {"confirm"_L1, body.confirm}, {"cancel"_L1, body.cancel},
                    {"url"_L1, body.url}, {"op"_L1, body.op}, {"status"_L1, body.status}});
}

QByteArray written(const codec::AbortBody &body)
{
    return bytesOf({{"gid"_L1, body.gid.value}, {"trans_type"_L1, body.kindText}, {"rollback_reason"_L1, body.reason}, {"wait_result"_L1, body.waitResult}});
}

QByteArray written(const Gid &gid)
{
    return bytesOf({{"gid"_L1, gid.value}});
}

void checkLimits(const codec::TransactionRequest &request, const codec::RequestLimits &limits)
{
    FUZZ_PROMISE(request.steps.size() <= limits.stepsMax);
    FUZZ_PROMISE(request.customData.toUtf8().size() <= limits.customDataBytesMax);
    FUZZ_PROMISE(request.options.branchHeaders.size() <= limits.branchHeadersMax);
    for (const codec::RequestStep &step : request.steps) {
        FUZZ_PROMISE(step.payload.size() <= limits.payloadBytesMax);
        FUZZ_PROMISE(step.action.toUtf8().size() <= limits.urlBytesMax && step.compensate.toUtf8().size() <= limits.urlBytesMax);
    }
    for (const QString &value : request.options.branchHeaders)
        FUZZ_PROMISE(!value.contains(u'\r') && !value.contains(u'\n') && !value.contains(QChar(0)));
    for (auto it = request.custom.orders.cbegin(); it != request.custom.orders.cend(); ++it)
        for (const int before : it.value())
            FUZZ_PROMISE(it.key() >= 0 && it.key() < request.steps.size() && before >= 0 && before < request.steps.size());
}

template<class Body>
void checkLimits(const Body &, const codec::RequestLimits &)
{
}

QString gidOf(const Gid &gid)
{
    return gid.value;
}

template<class Body>
QString gidOf(const Body &body)
{
    return body.gid.value;
}

void checkGid(const QString &gid, const codec::RequestLimits &limits)
{
    FUZZ_PROMISE(!gid.isEmpty() && gid.toUtf8().size() <= limits.gidBytesMax && gid.isValidUtf16());
    for (const QChar c : gid)
        FUZZ_PROMISE(c.category() != QChar::Other_Control);
}

template<class Body>
void readTwice(QByteArrayView input, Result<Body> (*read)(const QByteArray &, const codec::RequestLimits &))
{
    static const codec::RequestLimits limits = bodyLimits();
    const Result<Body> first = read(input.toByteArray(), limits);
    if (!first) {
        FUZZ_PROMISE(!first.error().message.isEmpty());
        return;
    }
    checkGid(gidOf(*first), limits);
    checkLimits(*first, limits);
    const QByteArray text = written(*first);
    codec::RequestLimits wide = limits; // ours is written with more members and escapes than theirs
    wide.json = {};
    const Result<Body> second = read(text, wide);
    FUZZ_PROMISE(second.has_value());
    FUZZ_PROMISE(written(*second) == text);
}

// Rows are what they are locked by: in order, each once, and the same from the same text.
void checkRows(const QList<LockedRow> &rows, const codec::RequestLimits &limits)
{
    FUZZ_PROMISE(!rows.isEmpty() && rows.size() <= limits.lockRowsMax);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        FUZZ_PROMISE(rows[i].key.size() == 32 && !rows[i].table.isEmpty() && !rows[i].resource.isEmpty());
        FUZZ_PROMISE(i == 0 || rows[i - 1].key < rows[i].key);
    }
}

void readAt(QByteArrayView input)
{
    codec::RequestLimits limits = bodyLimits();
    limits.lockRowsMax = 8;
    limits.lockValueBytesMax = 64;
    const Result<QJsonObject> json = codec::parseObject(input.toByteArray(), codec::KeyRule::LikeGo, limits.json);
    if (!json)
        return;
    if (const auto body = codec::atRegisterFrom(*json, limits)) {
        checkGid(body->gid.value, limits);
        checkRows(body->locks, limits);
        FUZZ_PROMISE(codec::atRegisterFrom(*json, limits)->locks == body->locks);
    }
    if (const auto body = codec::atLockQueryFrom(*json, limits))
        checkRows(body->locks, limits);
    if (const auto body = codec::atReportFrom(*json, limits))
        FUZZ_PROMISE(!body->branch.isEmpty() && body->reason.size() <= limits.reasonCharactersMax);
}

void readStrictly(QByteArrayView input)
{
    const Result<QJsonObject> first = codec::parseObject(input.toByteArray(), codec::KeyRule::StrictOnce, bodyLimits().json);
    if (!first)
        return;
    const Result<QJsonObject> second = codec::parseObject(bytesOf(*first), codec::KeyRule::StrictOnce);
    FUZZ_PROMISE(second.has_value());
}

void readSubscribers(QByteArrayView input)
{
    if (const auto first = codec::subscribersFromText(QString::fromUtf8(input))) {
        const auto second = codec::subscribersFromText(codec::subscribersText(*first));
        FUZZ_PROMISE(second.has_value() && codec::subscribersText(*second) == codec::subscribersText(*first));
    }
}

void readJournal(QByteArrayView input)
{
    if (const auto first = codec::journalFromText(input.toByteArray())) {
        const auto second = codec::journalFromText(codec::journalText(*first));
        FUZZ_PROMISE(second.has_value() && codec::journalText(*second) == codec::journalText(*first));
    }
}

} // namespace

void jsonRequest(QByteArrayView input)
{
    switch (takeByte(input)) {
    case 'r': return readTwice<codec::RegisterBody>(input, codec::registerBodyFrom);
    case 'a': return readTwice<codec::AbortBody>(input, codec::abortBodyFrom);
    case 'g': return readTwice<Gid>(input, codec::gidBodyFrom);
    case 'l': return readAt(input);
    case 's': return readStrictly(input);
    case 't': return readSubscribers(input);
    case 'j': return readJournal(input);
    default: return readTwice<codec::TransactionRequest>(input, codec::transactionRequestFrom);
    }
}

} // namespace txdesk::fuzz
