// One entry a row: its first before image and its last after image.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/net_changes.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace txdesk::at {

namespace {

// Values by column; the columns in the order in which they came.
struct NetRow
{
    const UndoItem *first = nullptr;
    QList<UndoColumn> columns{};
    std::optional<Row> before{};
    std::optional<Row> after{};
};

QByteArray rowIdentity(const UndoItem &item, const Row &image)
{
    QByteArray text = item.table.toUtf8();
    for (const RowValue &value : item.keyOf(image))
        text += '\0' + QByteArray::number(int(value.kind)) + ':' + QByteArray::number(value.data.size()) + ':' + value.data;
    return text;
}

std::optional<Row> imageIn(const QList<Row> &images, qsizetype row)
{
    return row < images.size() ? std::optional<Row>(images[row]) : std::nullopt;
}

// Adds what `item` knows of the row. A column that is new was not touched by earlier items: its before value holds for them.
void join(NetRow &row, const UndoItem &item, const std::optional<Row> &before, const std::optional<Row> &after)
{
    const std::optional<Row> last = row.after;
    if (after)
        row.after = last.value_or(Row(row.columns.size()));
    else
        row.after.reset();
    for (qsizetype i = 0; i < item.columns.size(); ++i) {
        qsizetype at = row.columns.indexOf(item.columns[i]);
        if (at < 0) {
            at = row.columns.size();
            row.columns.append(item.columns[i]);
            if (row.before)
                row.before->append(before ? before->at(i) : RowValue::null());
            if (row.after)
                row.after->append(RowValue::null());
        }
        if (row.after)
            (*row.after)[at] = after->at(i);
    }
}

UndoItem itemOf(const NetRow &row)
{
    const ChangeKind kind = !row.before ? ChangeKind::Insert : !row.after ? ChangeKind::Delete : ChangeKind::Update;
    UndoItem item{.kind = kind, .table = row.first->table, .key = row.first->key, .columns = row.columns};
    if (row.before)
        item.before.append(*row.before);
    if (row.after)
        item.after.append(*row.after);
    return item;
}

} // namespace

QList<UndoItem> netChanges(const QList<UndoItem> &items)
{
    QList<NetRow> rows;
    QHash<QByteArray, qsizetype> known;
    for (const UndoItem &item : items)
        for (qsizetype i = 0; i < item.size(); ++i) {
            const std::optional<Row> before = imageIn(item.before, i);
            const std::optional<Row> after = imageIn(item.after, i);
            const QByteArray identity = rowIdentity(item, before ? *before : *after);
            if (const auto found = known.constFind(identity); found != known.constEnd()) {
                join(rows[*found], item, before, after);
                continue;
            }
            known.insert(identity, rows.size());
            rows.append({.first = &item, .columns = item.columns, .before = before, .after = after});
        }
    QList<UndoItem> net;
    for (const NetRow &row : rows) {
        if (row.before == row.after)
            continue;
        const UndoItem item = itemOf(row);
        const bool goesOn = !net.isEmpty() && net.last().kind == item.kind && net.last().table == item.table && net.last().columns == item.columns;
        if (!goesOn)
            net.append(item);
        else {
            net.last().before.append(item.before);
            net.last().after.append(item.after);
        }
    }
    return net;
}

} // namespace txdesk::at
