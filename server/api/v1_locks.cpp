// /api/v1/locks and /api/v1/lock-waits: which transaction holds which row, and who waits for whom.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "shared/codec/lock_codec.h"

namespace txdesk::api {

namespace {

bool maySee(const security::Caller &caller, const Gid &gid)
{
    return caller.mayTouch(gid) && caller.mayTouch(TransactionKind::At);
}

} // namespace

void listLocks(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::LockQuery> query = codec::lockQueryFrom(exchange->request().query);
    if (!query)
        return exchange->answer(errorAnswer(query.error(), exchange->caller()));
    parts.coordinator.read<LockPage>([wanted = *query](store::TransactionReader &reader) { return reader.locks(wanted.filter, wanted.after, wanted.limit); },
                                     [exchange](Result<LockPage> &&page) {
                                         if (!page)
                                             return exchange->answer(errorAnswer(page.error(), exchange->caller()));
                                         page->locks.removeIf([&exchange](const LockHolder &lock) { return !maySee(exchange->caller(), lock.gid); });
                                         exchange->answer(jsonAnswer(codec::toJson(*page)));
                                     });
}

void listLockWaits(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known)
        return exchange->answer(errorAnswer(known.error(), exchange->caller()));
    parts.coordinator.read<QList<LockWait>>([now = parts.clock.now()](store::TransactionReader &reader) { return reader.lockWaits(now); },
                                            [exchange](Result<QList<LockWait>> &&waits) {
                                                if (!waits)
                                                    return exchange->answer(errorAnswer(waits.error(), exchange->caller()));
                                                waits->removeIf([&exchange](const LockWait &wait) {
                                                    return !maySee(exchange->caller(), wait.waiter) || !maySee(exchange->caller(), wait.holder);
                                                });
                                                exchange->answer(jsonAnswer(codec::toJson(*waits)));
                                            });
}

} // namespace txdesk::api
