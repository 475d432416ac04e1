// How TransactionListModel takes in a refresh, and what it lets go: merged pages, evicted pages, dimmed rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/list_entry.h"

namespace txdesk::console {

void TransactionListModel::beginMerge()
{
    m_merged = 0;
    m_mergeChanges = 0;
    m_mergedNext.clear();
    m_newer.clear();
    emit heldBackChanged();
}

void TransactionListModel::mergePage(const TransactionPage &page)
{
    QSet<Gid> listed;
    for (const TransactionRow &row : page.rows)
        listed.insert(row.transaction.gid);
    for (const TransactionRow &row : page.rows) {
        // Rows that left the list stay where they are while they are dimmed or read.
        while (m_merged < transactionCount()) {
            const Entry &here = *m_entries[static_cast<std::size_t>(m_merged)];
            const Gid &gid = here.row.transaction.gid;
            if (listed.contains(gid) || !(here.leftAt || gid == m_pinned))
                break;
            ++m_merged;
        }
        Entry *known = m_byGid.value(row.transaction.gid);
        if (known && known->place < m_merged)
            continue;
        if (!known || !(known->row == row))
            ++m_mergeChanges;
        if (!known) {
            insertAt(m_merged, row);
        } else if (known->place != m_merged) {
            beginMoveRows({}, known->place, known->place, {}, m_merged);
            const auto begin = m_entries.begin();
            std::rotate(begin + m_merged, begin + known->place, begin + known->place + 1);
            renumber(m_merged);
            endMoveRows();
            update(*known, row);
        } else {
            update(*known, row);
        }
        ++m_merged;
    }
    m_mergedNext = page.next;
    if (m_merged > 0)
        m_entries[static_cast<std::size_t>(m_merged - 1)]->cursorAfter = page.next;
}

void TransactionListModel::endMerge()
{
    int end = transactionCount();
    const bool wentOn = !m_mergedNext.isEmpty();
    if (wentOn && isSortable() && m_merged > 0) {
        // Behind the last merged row nobody has looked: what is there stays, with its cursor.
        const TransactionRow &last = m_entries[static_cast<std::size_t>(m_merged - 1)]->row;
        const auto begin = m_entries.begin() + m_merged;
        const auto beyond = std::find_if(begin, m_entries.end(), [&](const auto &entry) { return comesBefore(last, entry->row); });
        end = static_cast<int>(beyond - m_entries.begin());
    }
    const bool keepsTail = end < transactionCount();
    removeRange(m_merged, end);
    m_topEvicted = false;
    if (!keepsTail)
        setNext(m_mergedNext);
    emit heldBackChanged();
}

void TransactionListModel::removeRange(int first, int end)
{
    if (first >= end)
        return;
    beginRemoveRows({}, first, end - 1);
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(end); ++i)
        forget(*m_entries[i]);
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + end);
    renumber(first);
    endRemoveRows();
}

// Whole pages leave, so that the cursor of the last one that stays continues exactly behind it.
void TransactionListModel::evictBottom()
{
    if (transactionCount() <= rowsMax)
        return;
    int keep = rowsMax;
    while (keep > 1 && m_entries[static_cast<std::size_t>(keep - 1)]->cursorAfter.isEmpty())
        --keep;
    if (keep <= 1)
        return;
    const QString next = m_entries[static_cast<std::size_t>(keep - 1)]->cursorAfter;
    removeRange(keep, transactionCount());
    setNext(next);
}

void TransactionListModel::evictTop()
{
    const int surplus = transactionCount() - rowsMax;
    if (surplus <= 0)
        return;
    removeRange(0, surplus);
    m_topEvicted = true;
    emit heldBackChanged();
}

void TransactionListModel::removeDimmed()
{
    const Instant now = m_clock.now();
    const QSet<Gid> dimmed = m_dimmed;
    for (const Gid &gid : dimmed) {
        const Entry *entry = m_byGid.value(gid);
        if (entry && entry->leftAt && now - *entry->leftAt >= dimmedFor && gid != m_pinned)
            removeAt(entry->place);
    }
}

} // namespace txdesk::console
