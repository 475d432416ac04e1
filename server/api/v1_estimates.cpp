// /api/v1/error-groups and /api/v1/transactions/count: many transactions at once, on the reader thread, for a bounded time.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "shared/codec/error_group_codec.h"
#include "shared/codec/transaction_codec.h"

namespace txdesk::api {

namespace {

template<class T>
using Estimate = Result<T> (*)(store::TransactionReader &reader, const codec::ListQuery &wanted, const TokenScope &scope, Instant now);

template<class T>
void estimate(ApiParts &parts, const ExchangePtr &exchange, Estimate<T> ask)
{
    const Result<codec::ListQuery> wanted = codec::listQueryFrom(exchange->request().query);
    if (!wanted)
        return exchange->answer(errorAnswer(wanted.error(), exchange->caller()));
    parts.coordinator.read<T>(
        [ask, wanted = *wanted, scope = exchange->caller().scope, now = parts.clock.now()](store::TransactionReader &reader) {
            return ask(reader, wanted, scope, now);
        },
        [exchange](Result<T> &&found) {
            exchange->answer(found ? jsonAnswer(codec::toJson(*found)) : errorAnswer(found.error(), exchange->caller()));
        });
}

} // namespace

void errorGroups(ApiParts &parts, const ExchangePtr &exchange)
{
    estimate<ErrorGroups>(parts, exchange, [](store::TransactionReader &reader, const codec::ListQuery &wanted, const TokenScope &scope, Instant now) {
        Result<ErrorGroups> groups = reader.errorGroups(wanted.filter, scope, now);
        if (groups)
            keepLargest(*groups, std::min(wanted.page.limit, errorGroupsMax));
        return groups;
    });
}

void countTransactions(ApiParts &parts, const ExchangePtr &exchange)
{
    estimate<CountEstimate>(parts, exchange, [](store::TransactionReader &reader, const codec::ListQuery &wanted, const TokenScope &scope, Instant now) {
        return reader.count(wanted.filter, scope, now);
    });
}

} // namespace txdesk::api
