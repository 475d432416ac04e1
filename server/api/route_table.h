// Every URL of the server, one row each: dispatch, docs/api.md, metrics labels and the route tests read this table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QList>

#include <memory>

namespace txdesk::api {

class Exchange;
struct ApiParts;
using ExchangePtr = std::shared_ptr<Exchange>;

enum class Family {
    Dtm,   // DTM's bytes; an unknown path or method is 404 in plain text
    V1,    // ours; 405 with Allow, errors as {"message","field"}
    Common, // outside both prefixes: ping and metrics
    Test   // ours, and there only with --test-hooks
};

struct Route
{
    const char *method;  // "*": any
    const char *path;    // "{gid}" stands for a piece that may hold slashes, "{action}" for one that may not
    Family family;
    const char *name;    // the label in metrics
    const char *summary; // one sentence, for docs/api.md
    void (*handle)(ApiParts &parts, const ExchangePtr &exchange);
};

[[nodiscard]] const QList<Route> &routeTable();

} // namespace txdesk::api
