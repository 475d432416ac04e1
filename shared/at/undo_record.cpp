// Writes undo records, and reads them as something that anybody may have written.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/undo_record.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> unreadable(const QString &why)
{
    return fail(ErrorCode::InvalidRequest, u"the undo record cannot be used: %1"_s.arg(why), u"rollback_info"_s);
}

QJsonArray rowsToJson(const QList<Row> &rows)
{
    QJsonArray json;
    for (const Row &row : rows) {
        QJsonArray values;
        for (const RowValue &value : row)
            values.append(value.toJson());
        json.append(values);
    }
    return json;
}

QJsonObject itemToJson(const UndoItem &item)
{
    QJsonArray columns;
    for (const UndoColumn &column : item.columns)
        columns.append(QJsonObject{{u"n"_s, column.name}, {u"t"_s, column.type}});
    return {{u"kind"_s, nameIn(changeKindNames, item.kind)}, {u"table"_s, item.table},
            {u"pk"_s, QJsonArray::fromStringList(item.key)}, {u"cols"_s, columns},
            {u"before"_s, rowsToJson(item.before)},          {u"after"_s, rowsToJson(item.after)}};
}

bool hasJustTheMembers(const QJsonObject &json, const QList<QLatin1StringView> &names)
{
    return json.size() == names.size() && std::ranges::all_of(names, [&json](QLatin1StringView name) { return json.contains(name); });
}

class RecordReader
{
public:
    Result<QList<UndoItem>> items(const QJsonValue &json)
    {
        if (!json.isArray())
            return unreadable(u"items is not a list"_s);
        QList<UndoItem> items;
        for (const QJsonValue &one : json.toArray()) {
            Result<UndoItem> item = readItem(one.toObject());
            if (!item)
                return tl::unexpected(item.error());
            items.append(*std::move(item));
        }
        return items;
    }

private:
    Result<UndoItem> readItem(const QJsonObject &json)
    {
        const std::optional<ChangeKind> kind = valueIn(changeKindNames, json["kind"_L1].toString());
        if (!kind || !hasJustTheMembers(json, {"kind"_L1, "table"_L1, "pk"_L1, "cols"_L1, "before"_L1, "after"_L1}))
            return unreadable(u"an item has kind, table, pk, cols, before and after"_s);
        UndoItem item{.kind = *kind, .table = json["table"_L1].toString(), .key = {}, .columns = {}};
        if (item.table.isEmpty() || item.table.contains(u'\0'))
            return unreadable(u"an item names no table"_s);
        if (const Result<> columns = readColumns(json, item); !columns)
            return tl::unexpected(columns.error());
        Result<QList<Row>> before = readRows(json["before"_L1], item.columns.size());
        Result<QList<Row>> after = before ? readRows(json["after"_L1], item.columns.size()) : before;
        if (!after)
            return tl::unexpected(after.error());
        item.before = *std::move(before);
        item.after = *std::move(after);
        const bool fits = item.kind == ChangeKind::Insert   ? item.before.isEmpty()
                          : item.kind == ChangeKind::Delete ? item.after.isEmpty()
                                                            : item.before.size() == item.after.size();
        return fits ? Result<UndoItem>(item) : unreadable(u"the images of an item do not fit its kind"_s);
    }

    static Result<> readColumns(const QJsonObject &json, UndoItem &item)
    {
        QSet<QString> names;
        for (const QJsonValue &one : json["cols"_L1].toArray()) {
            const UndoColumn column{one["n"_L1].toString(), one["t"_L1].toString()};
            if (!hasJustTheMembers(one.toObject(), {"n"_L1, "t"_L1}) || column.name.isEmpty() || column.name.contains(u'\0')
                || names.contains(column.name))
                return unreadable(u"a column has a name of its own, and a type"_s);
            names.insert(column.name);
            item.columns.append(column);
        }
        for (const QJsonValue &one : json["pk"_L1].toArray()) {
            if (!names.remove(one.toString()))
                return unreadable(u"the key is not among the columns"_s);
            item.key.append(one.toString());
        }
        return item.key.isEmpty() ? unreadable(u"an item has no key"_s) : Result<>();
    }

    Result<QList<Row>> readRows(const QJsonValue &json, qsizetype width)
    {
        if (!json.isArray())
            return unreadable(u"an image is not a list"_s);
        const QJsonArray list = json.toArray();
        m_rows += list.size();
        if (m_rows > UndoRecord::rowsMax)
            return unreadable(u"more than %1 rows"_s.arg(UndoRecord::rowsMax));
        QList<Row> rows;
        for (const QJsonValue &one : list) {
            Row row;
            for (const QJsonValue &value : one.toArray()) {
                Result<RowValue> read = RowValue::fromJson(value);
                if (!read)
                    return unreadable(read.error().message);
                row.append(*std::move(read));
            }
            if (row.size() != width)
                return unreadable(u"a row does not fit its columns"_s);
            rows.append(row);
        }
        return rows;
    }

    qsizetype m_rows = 0;
};

} // namespace

Result<QByteArray> UndoRecord::encode() const
{
    QJsonArray list;
    qsizetype rows = 0;
    for (const UndoItem &item : items) {
        rows += item.before.size() + item.after.size();
        list.append(itemToJson(item));
    }
    if (rows > rowsMax)
        return fail(ErrorCode::InvalidRequest,
                    u"the local transaction has changed too many rows to be undone (%1 images, at most %2): change fewer at once"_s.arg(rows).arg(rowsMax));
    const QJsonObject json{{u"v"_s, version},         {u"gid"_s, gid.value}, {u"branch_id"_s, branch.value},
                           {u"resource"_s, resource}, {u"items"_s, list}};
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    if (text.size() > bytesMax)
        return fail(ErrorCode::InvalidRequest,
                    u"the undo record would have %1 bytes, at most %2: change fewer or smaller rows at once"_s.arg(text.size()).arg(bytesMax));
    return text;
}

Result<UndoRecord> UndoRecord::decode(const QByteArray &text, const Gid &gid, const BranchId &branch)
{
    if (text.size() > bytesMax)
        return unreadable(u"more than %1 bytes"_s.arg(bytesMax));
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return unreadable(u"not a JSON object"_s);
    const QJsonObject json = document.object();
    if (json["v"_L1] != QJsonValue(version))
        return unreadable(u"it is of another version than %1"_s.arg(version));
    if (json["gid"_L1].toString() != gid.value || json["branch_id"_L1].toString() != branch.value)
        return unreadable(u"it is of another transaction or branch"_s);
    if (!hasJustTheMembers(json, {"v"_L1, "gid"_L1, "branch_id"_L1, "resource"_L1, "items"_L1}) || !json["resource"_L1].isString())
        return unreadable(u"it has v, gid, branch_id, resource and items"_s);
    Result<QList<UndoItem>> items = RecordReader().items(json["items"_L1]);
    if (!items)
        return tl::unexpected(items.error());
    return UndoRecord{gid, branch, json["resource"_L1].toString(), *std::move(items)};
}

} // namespace txdesk::at
