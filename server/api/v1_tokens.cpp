// /api/v1/whoami and /api/v1/tokens: who one is, and who else may come in.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/api_parts.h"
#include "server/api/handlers.h"
#include "server/api/parameters.h"
#include "shared/codec/json_reader.h"
#include "shared/codec/token_codec.h"
#include "shared/codec/utf8.h"

#include <QJsonArray>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

QJsonArray openRoutes(Role role, bool withTestHooks)
{
    QJsonArray names;
    for (const Route &route : routeTable())
        if (role >= route.needs.role && (withTestHooks || route.family != Family::Test))
            names.append(QLatin1StringView(route.name));
    return names;
}

Result<codec::TokenWish> wishFrom(const http::Request &request)
{
    if (const Result<> known = onlyKnown(request, {}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QJsonObject> json = codec::parseObject(request.body, codec::KeyRule::StrictOnce);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return codec::tokenWishFromJson(*json);
}

Result<QString> reasonFrom(const http::Request &request)
{
    if (const Result<> known = onlyKnown(request, {"reason"}); !known)
        return tl::unexpected<Error>(known.error());
    const Result<QString> reason = firstValue(request, "reason");
    if (!reason)
        return reason;
    return reason->trimmed().left(codec::tokenReasonCharactersMax);
}

} // namespace

void whoami(ApiParts &parts, const ExchangePtr &exchange)
{
    const security::Caller &caller = exchange->caller();
    AccessToken self; // as a token is shown: what a caller without one has is left out
    self.role = caller.role;
    self.scope = caller.scope;
    if (const security::StoredToken *known = parts.door.tokens().byId(caller.tokenId))
        self = known->token;
    QJsonObject json = codec::toJson(self);
    json.remove(u"id"_s);
    json.insert(u"name"_s, caller.actor);
    json.insert(u"tokenId"_s, caller.tokenId);
    json.insert(u"address"_s, caller.address);
    json.insert(u"open"_s, parts.door.settings().openIsKnown);
    json.insert(u"routes"_s, openRoutes(caller.role, parts.coordinator.settings().testHooks));
    if (caller.tokenId.isEmpty()) {
        json.remove(u"createdAt"_s);
        json.remove(u"createdBy"_s);
    }
    exchange->answer(jsonAnswer(json));
}

void listTokens(ApiParts &parts, const ExchangePtr &exchange)
{
    if (const Result<> known = onlyKnown(exchange->request(), {}); !known) {
        exchange->answer(errorAnswer(known.error()));
        return;
    }
    QJsonArray tokens;
    for (const AccessToken &token : parts.tokens->all())
        tokens.append(codec::toJson(token));
    exchange->answer(jsonAnswer(QJsonObject{{u"tokens"_s, tokens}}));
}

void createToken(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<codec::TokenWish> wish = wishFrom(exchange->request());
    if (!wish) {
        exchange->answer(errorAnswer(wish.error()));
        return;
    }
    parts.tokens->create(*wish, exchange->caller(), [exchange](Result<MadeToken> &&made) {
        if (!made) {
            exchange->answer(errorAnswer(made.error()));
            return;
        }
        http::Response answer = jsonAnswer(QJsonObject{{u"token"_s, codec::toJson(made->token)},
                                                       {u"secret"_s, QString::fromLatin1(made->secret)}});
        answer.status = 201;
        exchange->answer(std::move(answer));
    });
}

void revokeToken(ApiParts &parts, const ExchangePtr &exchange)
{
    const Result<QString> reason = reasonFrom(exchange->request());
    if (!reason) {
        exchange->answer(errorAnswer(reason.error()));
        return;
    }
    parts.tokens->revoke(exchange->value(0), *reason, exchange->caller(), [exchange](Result<AccessToken> &&revoked) {
        exchange->answer(revoked ? jsonAnswer(QJsonObject{{u"token"_s, codec::toJson(*revoked)}}) : errorAnswer(revoked.error()));
    });
}

} // namespace txdesk::api
