// GET /api/dtmsvr/notify/{txNo}: the query-back interface of best-effort notification. Whoever was not reached asks, and
// comes to the same result. Source: spec/at-tcc-message-notify G.1, G.4.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "shared/codec/dtm_answer.h"
#include "shared/codec/notify_answer.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

constexpr int attemptsTold = 1000;

struct StoredNotify
{
    std::optional<TransactionSnapshot> snapshot;
    QList<JournalEvent> events;
};

Result<StoredNotify> loadNotify(store::TransactionReader &reader, const Gid &gid)
{
    Result<std::optional<TransactionSnapshot>> snapshot = reader.load(gid);
    if (!snapshot)
        return tl::unexpected<Error>(snapshot.error());
    StoredNotify stored{.snapshot = std::move(*snapshot), .events = {}};
    if (!stored.snapshot)
        return stored;
    Result<store::StoredEvents> events = reader.events(gid, 0, attemptsTold);
    if (!events)
        return tl::unexpected<Error>(events.error());
    stored.events = std::move(events->events);
    return stored;
}

http::Response notifyAnswer(const security::Caller &caller, StoredNotify &&stored)
{
    const bool isThere = stored.snapshot && stored.snapshot->transaction.kind == TransactionKind::Notify
        && mayTouch(caller, stored.snapshot->transaction);
    if (!isThere)
        return jsonAnswer(404, codec::dtmMessage(u"no notification with this number"));
    if (stored.snapshot->transaction.status == TransactionStatus::Prepared)
        return jsonAnswer(425, codec::dtmOngoing(u"its sender has not decided yet"));
    if (seesMasked(caller))
        maskPayloads(*stored.snapshot);
    return jsonAnswer(200, codec::dtmNotification(*stored.snapshot, stored.events));
}

} // namespace

void queryNotification(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<Gid> gid = codec::checkedGid(exchange->value(0), parts.settings.limits);
    if (!gid)
        return exchange->answer(dtmError(gid.error(), exchange->caller()));
    parts.coordinator.flush(*gid, [&parts, exchange, gid = *gid](coordinator::Answer &&flushed) {
        if (flushed.kind == engine::Reply::Kind::Busy)
            return exchange->answer(dtmAnswer(dtmReply(std::move(flushed), gid, exchange->caller().requestId)));
        parts.coordinator.read<StoredNotify>([gid](store::TransactionReader &reader) { return loadNotify(reader, gid); },
                                             [exchange](Result<StoredNotify> &&stored) {
                                                 exchange->answer(stored ? notifyAnswer(exchange->caller(), std::move(*stored))
                                                                         : dtmError(stored.error(), exchange->caller()));
                                             });
    });
}

} // namespace txdesk::api
