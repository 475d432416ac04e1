// How TransactionListModel takes in a refresh, and what it lets go: merged pages, evicted pages, dimmed rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/list_entry.h"

namespace txdesk::console {

void TransactionListModel::beginMerge()
{
    m_merged = 0;
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
    if (m_merged < transactionCount()) {
        beginRemoveRows({}, m_merged, transactionCount() - 1);
        for (auto i = static_cast<std::size_t>(m_merged); i < m_entries.size(); ++i) {
            m_byGid.remove(m_entries[i]->row.transaction.gid);
            m_dimmed.remove(m_entries[i]->row.transaction.gid);
        }
        m_entries.resize(static_cast<std::size_t>(m_merged));
        endRemoveRows();
    }
    m_topEvicted = false;
    setNext(m_mergedNext);
    emit heldBackChanged();
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
    m_merged = keep;
    m_mergedNext = m_entries[static_cast<std::size_t>(keep - 1)]->cursorAfter;
    const bool topEvicted = m_topEvicted;
    endMerge();
    m_topEvicted = topEvicted;
}

void TransactionListModel::evictTop()
{
    const int surplus = transactionCount() - rowsMax;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, 0, surplus - 1);
    for (int i = 0; i < surplus; ++i) {
        m_byGid.remove(m_entries[static_cast<std::size_t>(i)]->row.transaction.gid);
        m_dimmed.remove(m_entries[static_cast<std::size_t>(i)]->row.transaction.gid);
    }
    m_entries.erase(m_entries.begin(), m_entries.begin() + surplus);
    renumber(0);
    m_topEvicted = true;
    endRemoveRows();
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
