// DTM's routes that read, and the two that need no transaction: newGid and resetCronTime.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/masking.h"
#include "server/api/parameters.h"
#include "server/api/scope.h"
#include "shared/codec/dtm_answer.h"

#include <algorithm>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using store::TransactionReader;
using MaybeSnapshot = std::optional<TransactionSnapshot>;

constexpr qint64 rowsMax = 1000;
constexpr qint64 rowsWhenNotSaid = 100; // Source: DTM
constexpr qint64 farthestSecond = 253'402'300'799; // the end of the year 9999

int clampedLimit(qint64 wanted)
{
    return static_cast<int>(std::clamp<qint64>(wanted, 1, rowsMax));
}

// What is in memory is written first: an answer never shows less than what has happened.
void loadFlushed(ApiParts &parts, const ExchangePtr &exchange, const Gid &gid,
                 std::function<http::Response(const MaybeSnapshot &)> show)
{
    parts.coordinator.flush(gid, [&parts, exchange, gid, show = std::move(show)](coordinator::Answer &&flushed) {
        if (flushed.kind == engine::Reply::Kind::Busy) {
            exchange->answer(dtmAnswer(dtmReply(std::move(flushed), gid, exchange->caller().requestId)));
            return;
        }
        parts.coordinator.read<MaybeSnapshot>([gid](TransactionReader &reader) { return reader.load(gid); },
                                              [exchange, show](Result<MaybeSnapshot> &&found) {
                                                  exchange->answer(found ? show(*found) : dtmError(found.error(), exchange->caller()));
                                              });
    });
}

// What is outside of the caller's scope looks like what is not there, after the same work.
MaybeSnapshot shownTo(const security::Caller &caller, const MaybeSnapshot &found)
{
    if (!found || !mayTouch(caller, found->transaction))
        return std::nullopt;
    MaybeSnapshot shown = found;
    if (seesMasked(caller))
        maskPayloads(*shown);
    return shown;
}

QList<GlobalTransaction> shownTo(const security::Caller &caller, QList<GlobalTransaction> rows)
{
    rows.removeIf([&caller](const GlobalTransaction &row) { return !mayTouch(caller, row); });
    if (seesMasked(caller))
        for (GlobalTransaction &row : rows)
            maskPayloads(row);
    return rows;
}

http::Response queryAnswer(const MaybeSnapshot &found)
{
    return jsonAnswer(200, codec::dtmQuery(found ? &*found : nullptr));
}

struct AllQuery
{
    QString gid;
    QString position;
    int limit = 100;
    TransactionFilter filter;
    bool nothingFits = false; // a status or type that no transaction has
};

Result<> readWords(const http::Request &request, AllQuery &wanted)
{
    const Result<QString> status = firstValue(request, "status");
    const Result<QString> kind = firstValue(request, "transType");
    if (!status || !kind)
        return tl::unexpected<Error>(status ? kind.error() : status.error());
    if (!status->isEmpty()) {
        const auto known = valueIn(transactionStatusNames, *status);
        wanted.nothingFits |= !known;
        wanted.filter.statuses.append(known.value_or(TransactionStatus::Prepared));
    }
    if (!kind->isEmpty()) {
        wanted.filter.kind = valueIn(transactionKindNames, *kind);
        wanted.nothingFits |= !wanted.filter.kind;
    }
    return {};
}

// Milliseconds, cut to whole seconds; both ends count. Source: DTM on an SQL store.
Result<> readTimes(const http::Request &request, AllQuery &wanted)
{
    const Result<qint64> start = numberValue(request, "createTimeStart", 0);
    const Result<qint64> end = numberValue(request, "createTimeEnd", 0);
    if (!start || !end)
        return tl::unexpected<Error>(start ? end.error() : start.error());
    const auto second = [](qint64 ms, qint64 more) {
        return fromMs((std::clamp<qint64>(ms / 1000, -farthestSecond, farthestSecond) + more) * 1000);
    };
    if (*start != 0)
        wanted.filter.createdFrom = second(*start, 0);
    if (*end != 0)
        wanted.filter.createdTo = second(*end, 1);
    return {};
}

bool isPosition(const QString &position)
{
    bool ok = position.isEmpty();
    if (!ok)
        std::ignore = position.toULongLong(&ok);
    return ok;
}

Result<AllQuery> allQueryFrom(const http::Request &request)
{
    AllQuery wanted;
    const Result<QString> gid = firstValue(request, "gid");
    const Result<QString> position = firstValue(request, "position");
    const Result<qint64> limit = numberValue(request, "limit", rowsWhenNotSaid);
    if (!gid || !position)
        return tl::unexpected<Error>(gid ? position.error() : gid.error());
    if (!limit)
        return tl::unexpected<Error>(limit.error());
    wanted.gid = *gid;
    wanted.position = *position;
    wanted.limit = clampedLimit(*limit);
    if (wanted.gid.isEmpty() && !isPosition(*position))
        return fail(ErrorCode::InvalidRequest, u"position: expected what next_position said"_s, u"position"_s);
    for (const Result<> &read : {readWords(request, wanted), readTimes(request, wanted)})
        if (!read)
            return tl::unexpected<Error>(read.error());
    return wanted;
}

void answerOne(ApiParts &parts, const ExchangePtr &exchange, const AllQuery &wanted)
{
    loadFlushed(parts, exchange, Gid{wanted.gid}, [caller = exchange->caller(), position = wanted.position](const MaybeSnapshot &found) {
        const MaybeSnapshot shown = shownTo(caller, found);
        return jsonAnswer(200, shown ? codec::dtmAll({shown->transaction}, position) : codec::dtmNoneFound(position));
    });
}

} // namespace

void dtmVersion(ApiParts &, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(200, "{\"version\":\"v" TXDESK_VERSION "\"}"));
}

void newGid(ApiParts &parts, const ExchangePtr &exchange)
{
    exchange->answer(jsonAnswer(200, codec::dtmNewGid(parts.service->newGid())));
}

void query(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> gid = firstValue(exchange->request(), "gid");
    if (!gid)
        exchange->answer(dtmError(gid.error(), exchange->caller()));
    else if (gid->isEmpty())
        exchange->answer(jsonAnswer(500, codec::dtmMessage(u"no gid specified")));
    else
        loadFlushed(parts, exchange, Gid{*gid}, [caller = exchange->caller()](const MaybeSnapshot &found) { return queryAnswer(shownTo(caller, found)); });
}

void all(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<AllQuery> wanted = allQueryFrom(exchange->request());
    if (!wanted) {
        exchange->answer(dtmError(wanted.error(), exchange->caller()));
        return;
    }
    if (!wanted->gid.isEmpty()) {
        answerOne(parts, exchange, *wanted);
        return;
    }
    if (wanted->nothingFits) {
        exchange->answer(jsonAnswer(200, codec::dtmAll({}, {})));
        return;
    }
    using Page = TransactionReader::OldPage;
    parts.coordinator.read<Page>(
        [wanted = *wanted](TransactionReader &reader) { return reader.all(wanted.filter, wanted.position, wanted.limit); },
        [exchange](Result<Page> &&page) {
            if (page)
                page->rows = shownTo(exchange->caller(), std::move(page->rows));
            exchange->answer(page ? jsonAnswer(200, codec::dtmAll(page->rows, page->next)) : dtmError(page.error(), exchange->caller()));
        });
}

void resetCronTime(ApiParts &parts, const ExchangePtr &exchange)
{
    const QString action = actionWord(exchange->route().name);
    if (const Result<> unlimited = checkUnlimited(parts, exchange->caller(), action); !unlimited) {
        exchange->answer(dtmError(unlimited.error(), exchange->caller()));
        return;
    }
    const qint64 usual = 3 * parts.coordinator.settings().engine.timeoutToFail.count(); // Source: DTM
    const Result<qint64> timeout = numberValue(exchange->request(), "timeout", usual);
    const Result<qint64> limit = numberValue(exchange->request(), "limit", rowsWhenNotSaid);
    if (!timeout || !limit) {
        exchange->answer(dtmError(timeout ? limit.error() : timeout.error(), exchange->caller()));
        return;
    }
    const Instant now = parts.clock.now();
    const Seconds ahead{std::clamp<qint64>(*timeout, 0, farthestSecond)};
    AuditRecord record = parts.gate.record(exchange->caller(), action);
    record.reason = u"(none given)"_s;
    record.after = u"due later than %1 s, at most %2"_s.arg(ahead.count()).arg(clampedLimit(*limit));
    parts.coordinator.ask(store::HastenDue{now + ahead, now, clampedLimit(*limit), record}, [&parts, exchange](store::StoreAnswer &&answer) {
        if (const auto *error = std::get_if<Error>(&answer)) {
            exchange->answer(dtmError(*error, exchange->caller()));
            return;
        }
        const auto &hastened = std::get<store::Hastened>(answer);
        parts.coordinator.claimDueSoon();
        exchange->answer(jsonAnswer(200, codec::dtmHastened(static_cast<int>(hastened.gids.size()), hastened.hasRemaining)));
    });
}

void scanKv(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> category = firstValue(exchange->request(), "cat");
    const Result<QString> position = firstValue(exchange->request(), "position");
    const Result<qint64> limit = numberValue(exchange->request(), "limit", rowsWhenNotSaid);
    if (!category || !position || !limit) {
        exchange->answer(dtmError(!category ? category.error() : !position ? position.error() : limit.error(), exchange->caller()));
        return;
    }
    using Page = TransactionReader::KvPage;
    parts.coordinator.read<Page>(
        [category = *category, position = *position, rows = clampedLimit(*limit)](TransactionReader &reader) {
            return reader.scanKv(category, position, rows);
        },
        [exchange](Result<Page> &&page) {
            exchange->answer(page ? jsonAnswer(200, codec::dtmKvPage(page->rows, page->next)) : dtmError(page.error(), exchange->caller()));
        });
}

void queryKv(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> category = firstValue(exchange->request(), "cat");
    const Result<QString> key = firstValue(exchange->request(), "key");
    if (!category || !key) {
        exchange->answer(dtmError(category ? key.error() : category.error(), exchange->caller()));
        return;
    }
    parts.coordinator.read<QList<KvRow>>(
        [category = *category, key = *key](TransactionReader &reader) { return reader.kv(category, key); },
        [exchange](Result<QList<KvRow>> &&rows) {
            exchange->answer(rows ? jsonAnswer(200, codec::dtmKvList(*rows)) : dtmError(rows.error(), exchange->caller()));
        });
}

} // namespace txdesk::api
