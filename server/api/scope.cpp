// SPDX-License-Identifier: Apache-2.0
#include "server/api/scope.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

using MaybeLoaded = std::optional<TransactionSnapshot>;

Result<> judged(ApiParts &parts, const security::Caller &caller, const QString &action, const Gid &gid, Result<> &&checked)
{
    if (!checked && checked.error().code == ErrorCode::NotAllowed) {
        parts.metrics->refused(RefusedFor::Scope);
        parts.gate.refused(caller, action, gid.value, {}, checked.error().message);
    }
    return std::move(checked);
}

} // namespace

void checkScope(ApiParts &parts, const security::Caller &caller, const QString &action, const Gid &gid, std::function<void(Result<> &&)> done)
{
    if (caller.scope.kinds.isEmpty() || !caller.mayTouch(gid)) {
        done(judged(parts, caller, action, gid, caller.check(gid)));
        return;
    }
    parts.coordinator.read<MaybeLoaded>([gid](store::TransactionReader &reader) { return reader.load(gid); },
                                        [&parts, caller, action, gid, done = std::move(done)](Result<MaybeLoaded> &&found) {
                                            if (!found)
                                                return done(tl::unexpected<Error>(found.error()));
                                            const auto kind = *found ? std::optional((*found)->transaction.kind) : std::nullopt;
                                            done(judged(parts, caller, action, gid, caller.check(gid, kind)));
                                        });
}

Result<> checkUnlimited(ApiParts &parts, const security::Caller &caller, const QString &action)
{
    if (caller.scope == TokenScope{})
        return {};
    return judged(parts, caller, action, {}, fail(ErrorCode::NotAllowed, u"gid outside token scope"_s, u"gid"_s));
}

} // namespace txdesk::api
