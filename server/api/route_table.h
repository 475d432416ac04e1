// Every URL of the server, one row each: dispatch, docs/api.md, metrics labels and the route tests read this table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/access.h"

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

// What a caller needs at the least. It has no default: a route that names no role does not compile.
struct Needs
{
    constexpr explicit Needs(Role least) : role(least) {}
    Role role;
};

struct Route
{
    const char *method;  // "*": any
    const char *path;    // "{gid}" stands for what may hold slashes; one a path
    Family family;
    Needs needs;
    const char *name;    // the label in metrics
    const char *summary; // one sentence, for docs/api.md
    void (*handle)(ApiParts &parts, const ExchangePtr &exchange);
};

[[nodiscard]] const QList<Route> &routeTable();

// For other transports: the role of the route of that name. It stands in the table.
[[nodiscard]] Role roleFor(QByteArrayView routeName);

} // namespace txdesk::api
