// Selects every stored column as bytes, and the weights of key columns.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_rows.h"

#include <QSet>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keysTogether = 50;
constexpr qsizetype selectBytesMax = 100 * 1024; // max_allowed_packet may be 1 MiB

} // namespace

QByteArray imageSelect(const MysqlTable &table, const QByteArray &prefix, const QByteArray &from)
{
    QByteArrayList parts;
    for (const MysqlColumn &column : table.columns)
        parts.append(mysqlRead(column, prefix + mysqlQuoted(column.name)));
    for (const qsizetype index : table.key)
        if (const QByteArray weight = mysqlWeight(table.columns[index], prefix + mysqlQuoted(table.columns[index].name)); !weight.isEmpty())
            parts.append(weight);
    return "SELECT " + parts.join(", ") + " FROM " + from;
}

Result<QList<MysqlImage>> readImages(const QSqlDatabase &db, const MysqlTable &table, const QByteArray &sql, const QVariantList &values,
                                     QSqlError *error)
{
    Result<QSqlQuery> query = mysqlRun(db, sql, values, error);
    if (!query)
        return tl::unexpected(query.error());
    QList<MysqlImage> images;
    while (query->next()) {
        MysqlImage image;
        int at = 0;
        for (const MysqlColumn &column : table.columns) {
            const Result<RowValue> value = mysqlValue(column, query->value(at), query->isNull(at));
            if (!value)
                return tl::unexpected(value.error());
            if (value->isNull() && !column.isNullable)
                return fail(ErrorCode::InvalidRequest, u"a value of %1.%2 cannot be read: is max_allowed_packet too small?"_s.arg(table.name, column.name));
            image.row.append(*value);
            ++at;
        }
        for (const qsizetype index : table.key) {
            const MysqlColumn &column = table.columns[index];
            const bool hasWeight = !mysqlWeight(column, {}).isEmpty();
            image.folded.append(mysqlFolded(column, image.row[index], hasWeight ? query->value(at).toByteArray() : QByteArray()));
            at += hasWeight ? 1 : 0;
        }
        images.append(std::move(image));
        if (images.size() > imageRowsMax)
            return fail(ErrorCode::InvalidRequest, u"the statement touches more than %1 rows of %2: change them in smaller parts"_s.arg(imageRowsMax).arg(table.name));
    }
    return images;
}

Result<QList<MysqlImage>> imagesByKeys(const QSqlDatabase &db, const MysqlTable &table, const QList<Row> &keys)
{
    QByteArrayList conditions;
    for (qsizetype from = 0; from < keys.size(); from += keysTogether) {
        const Result<QByteArray> where = table.whereKeys({}, keys.sliced(from, std::min(keysTogether, keys.size() - from)));
        if (!where)
            return tl::unexpected(where.error());
        conditions.append(*where);
    }
    return imagesWhere(db, table, conditions);
}

Result<QList<MysqlImage>> imagesWhere(const QSqlDatabase &db, const MysqlTable &table, const QByteArrayList &conditions, QSqlError *error)
{
    const QByteArray select = imageSelect(table, {}, mysqlQuoted(table.name)) + " WHERE ";
    QList<MysqlImage> images;
    QSet<QByteArray> known;
    QByteArray where;
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        where += (where.isEmpty() ? "" : " OR ") + conditions[i];
        if (i + 1 < conditions.size() && where.size() < selectBytesMax)
            continue;
        const Result<QList<MysqlImage>> some = readImages(db, table, select + where + " LIMIT " + QByteArray::number(imageRowsMax + 1) + " FOR UPDATE", {}, error);
        if (!some)
            return some;
        for (const MysqlImage &image : *some)
            if (const QByteArray identity = identityOfKey(image.folded); !known.contains(identity)) {
                known.insert(identity);
                images.append(image);
            }
        where.clear();
    }
    return images;
}

QByteArray identityOfKey(const Row &key)
{
    QByteArray text;
    for (const RowValue &value : key)
        text += QByteArray::number(int(value.kind)) + ':' + QByteArray::number(value.data.size()) + ':' + value.data;
    return text;
}

} // namespace txdesk::at
