// Writes locks as the coordinator's wire has them.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/table_locks.h"

#include <QJsonObject>

#include <algorithm>

namespace txdesk::client {

using namespace Qt::StringLiterals;

QJsonArray toJson(const QList<TableLocks> &locks)
{
    QJsonArray tables;
    for (const TableLocks &one : locks) {
        QJsonArray keys;
        for (const Row &key : one.keys) {
            QJsonArray values;
            for (const RowValue &value : key) // on the wire a text of a key is a plain string
                values.append(value.kind == RowValue::Kind::Text ? value.toJson()["t"_L1] : value.toJson());
            keys.append(values);
        }
        tables.append(QJsonObject{{u"table"_s, one.table}, {u"pks"_s, keys}});
    }
    return tables;
}

bool covers(const QList<TableLocks> &held, const QList<TableLocks> &wanted)
{
    return std::ranges::all_of(wanted, [&held](const TableLocks &want) {
        return std::ranges::all_of(want.keys, [&](const Row &key) {
            return std::ranges::any_of(held, [&](const TableLocks &have) { return have.table == want.table && have.keys.contains(key); });
        });
    });
}

} // namespace txdesk::client
