// Counts children without a parent, by the values that an item's rows have or had.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_references.h"

#include <QSet>

#include <algorithm>

namespace txdesk::at {

namespace {

constexpr qsizetype valuesAtOnce = 500;

QByteArray qualified(const QString &schema, const QString &table)
{
    return mysqlQuoted(schema) + '.' + mysqlQuoted(table);
}

// (c.a = 1 AND c.b = 2), for each row of the item that has values there.
Result<QByteArrayList> conditionsOf(const MysqlTable &table, const UndoItem &item, const QStringList &own, const QStringList &childColumns)
{
    QSet<QByteArray> conditions;
    for (const QList<Row> *images : {&item.before, &item.after})
        for (const Row &row : *images) {
            QByteArrayList parts;
            for (qsizetype i = 0; i < own.size(); ++i) {
                const std::optional<qsizetype> known = table.indexOf(own[i]);
                const auto column = std::ranges::find(item.columns, own[i], &UndoColumn::name);
                if (!known || column == item.columns.end())
                    return QByteArrayList();
                const RowValue &value = row[column - item.columns.begin()];
                const Result<QByteArray> literal = mysqlLiteral(table.columns[*known], value);
                if (!literal)
                    return tl::unexpected(literal.error());
                if (!value.isNull())
                    parts.append("c." + mysqlQuoted(childColumns[i]) + " = " + *literal);
            }
            if (parts.size() == own.size())
                conditions.insert('(' + parts.join(" AND ") + ')');
        }
    return QByteArrayList(conditions.cbegin(), conditions.cend());
}

Result<qint64> orphans(const QSqlDatabase &db, const MysqlReference &reference, const QByteArrayList &conditions)
{
    QByteArrayList join;
    for (qsizetype i = 0; i < reference.childColumns.size(); ++i)
        join.append("p." + mysqlQuoted(reference.parentColumns[i]) + " = c." + mysqlQuoted(reference.childColumns[i]));
    const QByteArray sql = "SELECT COUNT(*) FROM " + qualified(reference.childSchema, reference.child) + " AS c LEFT JOIN "
                         + qualified(reference.parentSchema, reference.parent) + " AS p ON " + join.join(" AND ") + " WHERE p."
                         + mysqlQuoted(reference.parentColumns.first()) + " IS NULL AND (" + conditions.join(" OR ") + ") LOCK IN SHARE MODE";
    Result<QSqlQuery> query = mysqlRun(db, sql);
    if (!query || !query->next())
        return query ? fail(ErrorCode::Unavailable, QStringLiteral("foreign keys cannot be checked")) : tl::unexpected(query.error());
    return query->value(0).toLongLong();
}

} // namespace

Result<qint64> brokenReferences(const QSqlDatabase &db, const MysqlTable &table, const UndoItem &item)
{
    qint64 sum = 0;
    for (const MysqlReference &reference : table.references) {
        Result<QByteArrayList> conditions = reference.isOwn ? conditionsOf(table, item, reference.childColumns, reference.childColumns) : QByteArrayList();
        const Result<QByteArrayList> asParent = reference.isToIt ? conditionsOf(table, item, reference.parentColumns, reference.childColumns) : QByteArrayList();
        if (!conditions || !asParent)
            return tl::unexpected(conditions ? asParent.error() : conditions.error());
        conditions->append(*asParent);
        for (qsizetype from = 0; from < conditions->size(); from += valuesAtOnce) {
            const Result<qint64> found = orphans(db, reference, conditions->sliced(from, std::min(valuesAtOnce, conditions->size() - from)));
            if (!found)
                return found;
            sum += *found;
        }
    }
    return sum;
}

} // namespace txdesk::at
