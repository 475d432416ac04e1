// Joins all statements of a local transaction: one entry a row.
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/mysql_touched.h"

#include <utility>

namespace txdesk::at {

void LockList::add(const QString &table, const Row &key)
{
    const QByteArray identity = table.toUtf8() + '\0' + identityOfKey(key);
    if (m_known.contains(identity))
        return;
    m_known.insert(identity);
    for (client::TableLocks &one : m_locks)
        if (one.table == table) {
            one.keys.append(key);
            return;
        }
    m_locks.append({table, {key}});
}

QList<client::TableLocks> LockList::take()
{
    m_known.clear();
    return std::exchange(m_locks, {});
}

void MysqlTouched::note(const MysqlTable &table, const QList<MysqlImage> &images, bool wereThere)
{
    for (const MysqlImage &image : images) {
        const QByteArray identity = table.name.toUtf8() + '\0' + identityOfKey(image.folded);
        if (m_known.contains(identity))
            continue;
        m_known.insert(identity, m_touched.size());
        m_touched.append({.table = &table, .key = table.keyOf(image.row), .folded = image.folded,
                          .before = wereThere ? std::optional<Row>(image.row) : std::nullopt});
    }
}

void MysqlTouched::clear()
{
    m_known.clear();
    m_touched.clear();
}

std::optional<UndoItem> MysqlTouched::itemOf(const Touched &touched, const Row *after)
{
    if ((!touched.before && !after) || (touched.before && after && *touched.before == *after))
        return std::nullopt;
    const MysqlTable &table = *touched.table;
    UndoItem item{.kind = !touched.before ? ChangeKind::Insert : after ? ChangeKind::Update : ChangeKind::Delete, .table = table.name,
                  .key = table.keyNames(), .columns = table.undoColumns()};
    if (touched.before)
        item.before.append(*touched.before);
    if (after)
        item.after.append(*after);
    return item;
}

// The touched rows of one table as they are now, into the places of their first change.
Result<> MysqlTouched::addTable(const QSqlDatabase &db, ChangeSet &changes, const MysqlTable &table, QList<std::optional<UndoItem>> &items) const
{
    QList<Row> keys;
    LockList locks;
    for (const Touched &touched : m_touched)
        if (touched.table == &table) {
            keys.append(touched.key);
            locks.add(table.name, touched.folded);
        }
    changes.locks.append(locks.take());
    const Result<QList<MysqlImage>> images = imagesByKeys(db, table, keys);
    if (!images)
        return tl::unexpected(images.error());
    QHash<QByteArray, Row> now;
    for (const MysqlImage &image : *images)
        now.insert(identityOfKey(image.folded), image.row);
    for (qsizetype i = 0; i < m_touched.size(); ++i) {
        if (m_touched[i].table != &table)
            continue;
        const auto after = now.constFind(identityOfKey(m_touched[i].folded));
        items[i] = itemOf(m_touched[i], after == now.constEnd() ? nullptr : &*after);
    }
    return {};
}

Result<ChangeSet> MysqlTouched::changes(const QSqlDatabase &db) const
{
    ChangeSet changes;
    QList<std::optional<UndoItem>> items(m_touched.size());
    QSet<const MysqlTable *> done;
    for (const Touched &touched : m_touched) {
        if (done.contains(touched.table))
            continue;
        done.insert(touched.table);
        if (const Result<> added = addTable(db, changes, *touched.table, items); !added)
            return tl::unexpected(added.error());
    }
    for (const std::optional<UndoItem> &item : items) {
        if (!item)
            continue;
        UndoItem *last = changes.items.isEmpty() ? nullptr : &changes.items.last();
        if (last && last->kind == item->kind && last->table == item->table) {
            last->before.append(item->before);
            last->after.append(item->after);
        } else {
            changes.items.append(*item);
        }
    }
    return changes;
}

} // namespace txdesk::at
