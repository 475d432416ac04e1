// The route table as Markdown.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/reference.h"

#include "server/api/route_table.h"

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

QString tableOf(Family family)
{
    QString out = u"| method | path | what it does | metrics label |\n|---|---|---|---|\n"_s;
    for (const Route &route : routeTable()) {
        if (route.family != family)
            continue;
        const QString method = route.method == QByteArrayView("*") ? u"any"_s : QString::fromLatin1(route.method);
        out += u"| %1 | `%2` | %3 | `%4` |\n"_s.arg(method, QLatin1StringView(route.path), QLatin1StringView(route.summary),
                                                    QLatin1StringView(route.name));
    }
    return out;
}

} // namespace

QString routeReference()
{
    return u"# The HTTP API\n\n"
           "Made from `server/api/route_table.cpp` by `api_tests` (`TXDESK_REWRITE=1` writes it anew). The JSON of these\n"
           "routes is described in `docs/api-objects.md`, the limits in `docs/limits.md`.\n\n"
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
