// Writes the view as JSON.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/undo_view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::at {

using namespace Qt::StringLiterals;

namespace {

QJsonValue viewOfRow(const Row &row)
{
    QJsonArray values;
    for (const RowValue &value : row)
        values.append(value.toJson());
    return values;
}

// As many as the item has rows, null where there is no image.
QJsonArray viewOfImages(const QList<Row> &rows, qsizetype size)
{
    QJsonArray json;
    for (qsizetype i = 0; i < size; ++i)
        json.append(i < rows.size() ? viewOfRow(rows[i]) : QJsonValue::Null);
    return json;
}

} // namespace

QByteArray UndoView::toJson() const
{
    QJsonArray items;
    for (qsizetype i = 0; i < record.items.size(); ++i) {
        const UndoItem &item = record.items[i];
        QJsonArray columns;
        for (const UndoColumn &column : item.columns)
            columns.append(column.name);
        QJsonArray nowRows;
        for (const std::optional<Row> &row : now.value(i))
            nowRows.append(row ? viewOfRow(*row) : QJsonValue::Null);
        items.append(QJsonObject{{u"kind"_s, nameIn(changeKindNames, item.kind)}, {u"table"_s, item.table},
                                 {u"pk"_s, QJsonArray::fromStringList(item.key)}, {u"columns"_s, columns},
                                 {u"before"_s, viewOfImages(item.before, item.size())},
                                 {u"after"_s, viewOfImages(item.after, item.size())}, {u"now"_s, nowRows}});
    }
    const QJsonObject json{{u"branch_id"_s, record.branch.value}, {u"resource"_s, record.resource}, {u"items"_s, items}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::at
