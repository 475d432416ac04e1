// Finds the route of a request: exact paths by hash, the few with placeholders one after another.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/route_table.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace txdesk::api {

struct Found
{
    const Route *route = nullptr; // null: nothing fits method and path
    QStringList values;           // of the placeholders, in order
    QByteArrayList otherMethods;  // when only the method is wrong: what Allow says
};

class RouteFinder
{
public:
    explicit RouteFinder(bool withTestHooks = false);
    [[nodiscard]] Found find(const QByteArray &method, const QByteArray &path) const;

private:
    QMultiHash<QByteArray, const Route *> m_exact; // by path
    QList<const Route *> m_patterns;
};

} // namespace txdesk::api
