// Matching of paths: "{gid}" takes as much as it can, so that a gid may hold slashes.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/route_finder.h"

namespace txdesk::api {
namespace {

// The placeholders' values, or nothing when `path` does not fit. At least one character each.
std::optional<QStringList> match(QByteArrayView pattern, QByteArrayView path)
{
    const qsizetype open = pattern.indexOf('{');
    const qsizetype close = pattern.indexOf('}');
    if (!path.startsWith(pattern.first(open)))
        return std::nullopt;
    const QByteArrayView value = path.sliced(open);
    const QByteArrayView after = pattern.sliced(close + 1);
    if (after.isEmpty())
        return value.isEmpty() ? std::nullopt : std::optional(QStringList{QString::fromUtf8(value)});
    if (value.size() <= after.size() || !value.endsWith(after))
        return std::nullopt;
    return QStringList{QString::fromUtf8(value.chopped(after.size()))};
}

bool fitsMethod(const Route &route, const QByteArray &method)
{
    return route.method == QByteArrayView("*") || method == route.method;
}

} // namespace

RouteFinder::RouteFinder(bool withTestHooks)
{
    for (const Route &route : routeTable()) {
        if (route.family == Family::Test && !withTestHooks)
            continue;
        if (QByteArrayView(route.path).contains('{'))
            m_patterns.append(&route);
        else
            m_exact.insert(route.path, &route);
    }
}

Found RouteFinder::find(const QByteArray &method, const QByteArray &path) const
{
    Found found;
    for (auto it = m_exact.constFind(path); it != m_exact.cend() && it.key() == path; ++it) {
        if (fitsMethod(**it, method))
            return {*it, {}, {}};
        found.otherMethods.append((*it)->method);
    }
    if (!found.otherMethods.isEmpty())
        return found;
    for (const Route *route : m_patterns) {
        const std::optional<QStringList> values = match(route->path, path);
        if (values && fitsMethod(*route, method))
            return {route, *values, {}};
        if (values && !found.otherMethods.contains(route->method))
            found.otherMethods.append(route->method);
    }
    return found;
}

} // namespace txdesk::api
