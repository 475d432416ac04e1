// Writes the view as JSON.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/undo_view.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

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

QJsonValue viewOfImage(const std::optional<Row> &row)
{
    return row ? viewOfRow(*row) : QJsonValue(QJsonValue::Null);
}

std::optional<Row> imageAt(const QList<Row> &images, qsizetype nth)
{
    return nth < images.size() ? std::optional<Row>(images[nth]) : std::nullopt;
}

// About as long as its JSON, whatever kinds its values are of.
qsizetype weightOf(const std::optional<Row> &row)
{
    qsizetype bytes = 8;
    if (row)
        for (const RowValue &value : *row)
            bytes += 12 + value.data.size() * (value.kind == RowValue::Kind::Bytes ? 4 : 3) / 2;
    return bytes;
}

} // namespace

QByteArray UndoView::toJson() const
{
    QJsonArray items;
    qsizetype bytes = 0;
    qsizetype leftOut = 0;
    for (qsizetype i = 0; i < record.items.size(); ++i) {
        const UndoItem &item = record.items[i];
        QJsonArray columns;
        for (const UndoColumn &column : item.columns)
            columns.append(column.name);
        QJsonArray before;
        QJsonArray after;
        QJsonArray current;
        for (qsizetype row = 0; row < item.size(); ++row) {
            const std::array<std::optional<Row>, 3> images{imageAt(item.before, row), imageAt(item.after, row), now.value(i).value(row)};
            bytes += weightOf(images[0]) + weightOf(images[1]) + weightOf(images[2]);
            if (bytes > bytesMax) {
                leftOut += item.size() - row;
                break;
            }
            before.append(viewOfImage(images[0]));
            after.append(viewOfImage(images[1]));
            current.append(viewOfImage(images[2]));
        }
        items.append(QJsonObject{{u"kind"_s, nameIn(changeKindNames, item.kind)}, {u"table"_s, item.table},
                                 {u"pk"_s, QJsonArray::fromStringList(item.key)}, {u"columns"_s, columns},
                                 {u"before"_s, before}, {u"after"_s, after}, {u"now"_s, current}});
    }
    QJsonObject json{{u"branch_id"_s, record.branch.value}, {u"resource"_s, record.resource}, {u"items"_s, items}};
    if (leftOut > 0)
        json["left_out"_L1] = leftOut;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace txdesk::at
