// /api/v1/error-groups and /api/v1/transactions/count: many transactions at once, on the reader thread, for a bounded time.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/error_group_codec.h"
#include "shared/codec/transaction_codec.h"

namespace txdesk::api {

namespace {

template<class T>
using Estimate = Result<T> (store::TransactionReader::*)(const TransactionFilter &, const TokenScope &, Instant);

template<class T>
void estimate(ApiParts &parts, const ExchangePtr &exchange, Estimate<T> ask)
{
    const Result<codec::ListQuery> wanted = codec::listQueryFrom(exchange->request().query);
    if (!wanted)
        return exchange->answer(errorAnswer(wanted.error(), exchange->caller()));
    parts.coordinator.read<T>(
        [ask, filter = wanted->filter, scope = exchange->caller().scope, now = parts.clock.now()](store::TransactionReader &reader) {
            return (reader.*ask)(filter, scope, now);
        },
        [exchange](Result<T> &&found) {
            exchange->answer(found ? jsonAnswer(codec::toJson(*found)) : errorAnswer(found.error(), exchange->caller()));
        });
}

} // namespace

void errorGroups(ApiParts &parts, const ExchangePtr &exchange)
{
    estimate<ErrorGroups>(parts, exchange, &store::TransactionReader::errorGroups);
}

void countTransactions(ApiParts &parts, const ExchangePtr &exchange)
{
    estimate<CountEstimate>(parts, exchange, &store::TransactionReader::count);
}

} // namespace txdesk::api
