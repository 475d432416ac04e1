// Rows of TransactionListModel in other orders and from the other end, and what flashes after a change.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/list_entry.h"

namespace txdesk::console {

void TransactionListModel::prepend(const QList<TransactionRow> &rows)
{
    Entries fresh;
    for (const TransactionRow &row : rows) {
        if (Entry *known = m_byGid.value(row.transaction.gid))
            update(*known, row);
        else
            fresh.push_back(std::make_unique<Entry>(row));
    }
    if (fresh.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    for (const auto &entry : fresh)
        m_byGid.insert(entry->row.transaction.gid, entry.get());
    m_entries.insert(m_entries.begin(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    renumber(0);
    endInsertRows();
}

void TransactionListModel::updateKnown(const TransactionPage &page)
{
    for (const TransactionRow &row : page.rows)
        if (Entry *known = m_byGid.value(row.transaction.gid))
            update(*known, row);
}

// What a person would compare in that column.
QVariant TransactionListModel::sortKey(const Entry &entry, Column column) const
{
    const GlobalTransaction &t = entry.row.transaction;
    switch (column) {
    case Age: return -toMs(t.createdAt);
    case Created: return toMs(t.createdAt);
    case Updated: return toMs(t.updatedAt);
    case NextTry: return t.nextDueAt && !isFinal(t.status) ? toMs(*t.nextDueAt) : std::numeric_limits<qint64>::max();
    case Failures: return t.failures;
    case Attempts: return t.attempts;
    case Status: return static_cast<int>(t.status);
    case Severity: return static_cast<int>(entry.look.meaning);
    default: return entry.cells ? (*entry.cells)[static_cast<std::size_t>(column)] : QString();
    }
}

void TransactionListModel::sortLoaded(Column column, Qt::SortOrder order)
{
    setNext({}); // the sentinel would stand in the middle of nowhere
    QList<std::pair<QVariant, Entry *>> keys;
    for (const auto &entry : m_entries) {
        if (!entry->cells)
            fillCells(*entry);
        keys.append({sortKey(*entry, column), entry.get()});
    }
    std::stable_sort(keys.begin(), keys.end(), [order](const auto &a, const auto &b) {
        const QPartialOrdering compared = QVariant::compare(a.first, b.first);
        return order == Qt::AscendingOrder ? compared < 0 : compared > 0;
    });
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Entry *> owners;
    for (const QModelIndex &index : before)
        owners.push_back(m_entries[static_cast<std::size_t>(index.row())].get());
    for (auto &entry : m_entries)
        (void)entry.release();
    for (qsizetype i = 0; i < keys.size(); ++i)
        m_entries[static_cast<std::size_t>(i)].reset(keys[i].second);
    renumber(0);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(owners[static_cast<std::size_t>(i)]->place, before[i].column()));
    changePersistentIndexList(before, after);
    m_localSort = column;
    emit layoutChanged({}, VerticalSortHint);
    emit heldBackChanged();
}

void TransactionListModel::flash(Entry &entry, int column)
{
    if (m_reducedMotion)
        return;
    entry.flashedAt = m_clock.now();
    entry.flashed |= 1U << column;
    m_flashing.insert(entry.row.transaction.gid);
}

int TransactionListModel::flashOf(const Entry &entry, int column) const
{
    if ((entry.flashed & (1U << column)) == 0)
        return 0;
    const Milliseconds age = m_clock.now() - entry.flashedAt;
    return age < Milliseconds{0} || age >= flashedFor ? 0 : 3 - static_cast<int>(age * 3 / flashedFor);
}

// Every beat: the colour of what changed fades; what is faded is told once more.
void TransactionListModel::fadeFlashes()
{
    if (m_flashing.isEmpty())
        return;
    const QSet<Gid> flashing = m_flashing;
    for (const Gid &gid : flashing) {
        Entry *entry = m_byGid.value(gid);
        const bool over = !entry || m_clock.now() - entry->flashedAt >= flashedFor;
        if (over)
            m_flashing.remove(gid);
        if (!entry || entry->place < m_firstVisible || entry->place > m_lastVisible)
            continue;
        const quint32 columns = entry->flashed;
        if (over)
            entry->flashed = 0;
        int first = 0;
        int last = ColumnCount - 1;
        while ((columns & (1U << first)) == 0 && first < last)
            ++first;
        while ((columns & (1U << last)) == 0 && last > first)
            --last;
        emit dataChanged(index(entry->place, first), index(entry->place, last), {FlashRole});
    }
}

} // namespace txdesk::console
