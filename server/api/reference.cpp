// The route table as Markdown.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/reference.h"

#include "server/api/route_table.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

QString tableOf(Family family)
{
    QString out = u"| method | path | role | what it does | metrics label |\n|---|---|---|---|---|\n"_s;
    for (const Route &route : routeTable()) {
        if (route.family != family)
            continue;
        const QString method = route.method == QByteArrayView("*") ? u"any"_s : QString::fromLatin1(route.method);
        out += u"| %1 | `%2` | %3 | %4 | `%5` |\n"_s.arg(method, QLatin1StringView(route.path), nameIn(roleNames, route.needs.role),
                                                          QLatin1StringView(route.summary), QLatin1StringView(route.name));
    }
    return out;
}

} // namespace

QString routeReference()
{
    return u"# The HTTP API\n\n"
           "Made from `server/api/route_table.cpp` by `api_tests` (`TXDESK_REWRITE=1` writes it anew). The JSON of these\n"
           "routes is described in `docs/api-objects.md`, the limits in `docs/limits.md`, tokens and TLS in `docs/security.md`.\n\n"
           "## Who may ask\n\n"
           "Each route names the least role it needs: nobody < client < viewer < operator < admin. `Authorization: Bearer TOKEN`,\n"
           "or Basic with the token as password; on gRPC the same as metadata `authorization`. Who comes from loopback without a\n"
           "token is a client, unless that is switched off. gRPC's methods and the stream need what the route of the same name needs.\n\n"
           "| answer | when |\n|---|---|\n"
           "| 401 `token required` | no token, and the route needs more |\n"
           "| 401 `bad token` | unknown, expired or revoked: the text does not tell which |\n"
           "| 403 `role operator needed` | the token's role is too low; the text names the one that is needed |\n"
           "| 403 `gid outside token scope`, `trans_type outside token scope` | DTM's routes; a query answers as if there were nothing |\n"
           "| 403 `a job may touch any transaction: this token is limited to some of them` | jobs and their items |\n"
           "| 403 `cross-site request` | sent by a web page of another site, and every preflight |\n"
           "| 421 `loop` | a branch call of a coordinator that leads to a coordinator |\n"
           "| 429 `too many failures`, `too many requests` | with `Retry-After` |\n"
           "| 503 `audit unavailable` | the act could not be put on record and was not done |\n"
           "| 500 `internal error (request ID)` | the log tells more of this request |\n\n"
           "Answers of `/api/v1` carry `X-Request-Id`, which audit records and the log have, too, and are not cached.\n\n"
           "## DTM's routes\n\n"
           "Bodies, texts and status codes are DTM's, so that its client libraries work unchanged. An unknown path or a\n"
           "wrong method is 404 with the text `404 page not found`.\n\n"_s
        + tableOf(Family::Dtm) + u"\n## For tools\n\n"_s + tableOf(Family::Common)
        + u"\n## TxDesk's own routes\n\n"
          "An unknown path is 404, a wrong method 405 with `Allow`. Errors are `{\"message\":\"<sentence>\",\"field\":\"<name>\"}`;\n"
          "`field` only when one is to blame. A parameter that is unknown or given twice is 400.\n\n"_s
        + tableOf(Family::V1)
        + u"\n## Test hooks\n\n"
          "Only when the server was started with `--test-hooks`; then nothing is driven by itself, and these are how a foreign\n"
          "test suite lets time pass. Otherwise they are not found.\n\n"_s
        + tableOf(Family::Test);
}

} // namespace txdesk::api
