// /api/v1 about the server itself, and ping and metrics, which DTM's tools ask for.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "shared/codec/history_codec.h"
#include "shared/codec/transaction_codec.h"

#include <QJsonArray>

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

template<class T>
QJsonObject listUnder(const QString &name, const QList<T> &items)
{
    QJsonArray list;
    for (const T &item : items)
        list.append(codec::toJson(item));
    return {{name, list}};
}

Seconds ageOf(const std::optional<Instant> &since, Instant now)
{
    return since ? std::max(Seconds{0}, std::chrono::duration_cast<Seconds>(now - *since)) : Seconds{0};
}

CoordinatorStats together(CoordinatorStats stats, const store::StoreTotals &totals, Instant now)
{
    stats.unfinished = totals.unfinished;
    stats.stuck = totals.stuck;
    stats.parked = totals.parked;
    stats.locks = totals.locks;
    stats.lockWaits = totals.lockWaits;
    stats.oldestUnfinishedAge = ageOf(totals.oldestUnfinishedAt, now);
    stats.oldestStuckAge = ageOf(totals.oldestStuckAt, now);
    stats.oldestDue = ageOf(totals.oldestDueAt, now);
    return stats;
}

struct StoreNumbers
{
    store::StoreTotals totals;
    QList<NodeInfo> nodes;
};

Result<StoreNumbers> numbersOf(store::TransactionReader &reader, Instant now)
{
    const Result<store::StoreTotals> totals = reader.totals(now);
    const Result<QList<NodeInfo>> nodes = reader.nodes(now);
    if (!totals || !nodes)
        return tl::unexpected<Error>(totals ? nodes.error() : totals.error());
    return StoreNumbers{*totals, *nodes};
}

Result<Follow> followFrom(const http::Request &request)
{
    if (const Result<> known = onlyKnown(request, {"after", "run", "events"}); !known)
        return tl::unexpected<Error>(known.error());
    Follow wish;
    wish.run = QString::fromUtf8(request.parameter("run").value_or(QByteArray()));
    wish.events = QString::fromUtf8(request.parameter("events").value_or(QByteArray()));
    // A browser that reconnects by itself tells by header.
    QByteArray after = request.parameter("after").value_or(http::headerValue(request.headers, "last-event-id"));
    if (after.isEmpty())
        return wish;
    bool ok = false;
    wish.after = after.toULongLong(&ok);
    if (!ok)
        return fail(ErrorCode::InvalidRequest, u"parameter after must be a whole number"_s, u"after"_s);
    return wish;
}

} // namespace

void ping(ApiParts &, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(200, "{\"msg\":\"pong\"}"));
}

// What only the store knows is read at each visit; without a store the page still tells the rest.
void metrics(ApiParts &parts, const ExchangePtr &exchange)
{
    const Instant now = parts.clock.now();
    parts.coordinator.read<StoreNumbers>(
        [now](store::TransactionReader &reader) { return numbersOf(reader, now); },
        [&parts, exchange, now](Result<StoreNumbers> &&numbers) {
            Gauges gauges{.stats = parts.coordinator.stats(), .openStreams = parts.hub->openStreams(),
                          .storeIsReadable = numbers.has_value(), .connections = parts.connections};
            if (parts.settings.outboundCounts)
                gauges.outbound = parts.settings.outboundCounts();
            if (numbers) {
                gauges.stats = together(gauges.stats, numbers->totals, now);
                const auto alive = std::count_if(numbers->nodes.begin(), numbers->nodes.end(), [](const NodeInfo &node) { return node.alive; });
                gauges.nodesAlive = static_cast<int>(alive);
                gauges.nodesDead = static_cast<int>(numbers->nodes.size() - alive);
            }
            exchange->answer({.body = parts.metrics->text(gauges), .contentType = "text/plain; version=0.0.4; charset=utf-8"});
        });
}

void stats(ApiParts &parts, const ExchangePtr &exchange)
{
    const Instant now = parts.clock.now();
    parts.coordinator.read<store::StoreTotals>(
        [now](store::TransactionReader &reader) { return reader.totals(now); },
        [&parts, exchange, now](Result<store::StoreTotals> &&totals) {
            exchange->answer(totals ? jsonAnswer(codec::toJson(together(parts.coordinator.stats(), *totals, now)))
                                    : errorAnswer(totals.error(), exchange->caller()));
        });
}

void participants(ApiParts &parts, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(listUnder(u"participants"_s, parts.coordinator.participants())));
}

void history(ApiParts &parts, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(codec::toJson(parts.coordinator.history())));
}

void nodes(ApiParts &parts, const ExchangePtr &exchange)
{
    parts.coordinator.read<QList<NodeInfo>>(
        [now = parts.clock.now()](store::TransactionReader &reader) { return reader.nodes(now); },
        [&parts, exchange](Result<QList<NodeInfo>> &&found) {
            if (!found) {
                exchange->answer(errorAnswer(found.error(), exchange->caller()));
                return;
            }
            for (NodeInfo &node : *found)
                node.self = node.node == parts.coordinator.settings().node.node;
            exchange->answer(jsonAnswer(listUnder(u"nodes"_s, *found)));
        });
}

void version(ApiParts &parts, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(QJsonObject{{u"version"_s, QStringLiteral(TXDESK_VERSION)},
                                            {u"node"_s, parts.coordinator.settings().node.node},
                                            {u"serverTime"_s, toMs(parts.clock.now())}}));
}

void stream(ApiParts &parts, const ExchangePtr &exchange)
{
    Result<Follow> wish = followFrom(exchange->request());
    if (!wish) {
        exchange->answer(errorAnswer(wish.error(), exchange->caller()));
        return;
    }
    if (parts.hub->openStreams() >= parts.settings.streamsMax) {
        exchange->answer(sentence(503, u"too many streams; try again later"_s));
        return;
    }
    wish->mayTouch = [caller = exchange->caller()](const GlobalTransaction &row) { return mayTouch(caller, row); };
    const QString id = exchange->caller().tokenId;
    StreamHub::MayStay mayStay; // a token that is revoked or expires opens nothing any more, also what it has opened before
    if (!id.isEmpty())
        mayStay = [&parts, id] { return parts.door.tokens().isInForce(id, parts.clock.now()); };
    parts.hub->follow(exchange->beginStream({.contentType = "text/event-stream"}), *wish, std::move(mayStay));
}

} // namespace txdesk::api
