// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/transaction_list_model.h"

#include "console/models/filter_match.h"
#include "console/models/list_entry.h"

namespace txdesk::console {

namespace {
constexpr qsizetype newerMax = 5'000; // more than that are fetched again rather than kept
constexpr qsizetype drainedAtOnceMax = 4'000;
} // namespace

TransactionListModel::TransactionListModel(const Clock &serverClock, QObject *parent)
    : QAbstractTableModel(parent), m_clock(serverClock)
{
}

TransactionListModel::~TransactionListModel() = default;

void TransactionListModel::begin(const TransactionFilter &filter, TransactionSort sort)
{
    beginResetModel();
    m_filter = filter;
    m_sort = sort;
    m_entries.clear();
    m_byGid.clear();
    m_pending.clear();
    m_newer.clear();
    m_dimmed.clear();
    m_flashing.clear();
    m_localSort.reset();
    m_next.clear();
    m_loadingOlder = false;
    m_topEvicted = false;
    endResetModel();
    emit heldBackChanged();
}

void TransactionListModel::append(const TransactionPage &page)
{
    QList<TransactionRow> fresh;
    for (const TransactionRow &row : page.rows) {
        if (Entry *known = m_byGid.value(row.transaction.gid))
            update(*known, row);
        else
            fresh.append(row);
    }
    if (!fresh.isEmpty()) {
        const int first = transactionCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        for (const TransactionRow &row : fresh) {
            auto entry = std::make_unique<Entry>(row);
            entry->place = transactionCount();
            m_byGid.insert(row.transaction.gid, entry.get());
            m_entries.push_back(std::move(entry));
        }
        endInsertRows();
    }
    if (!m_entries.empty())
        m_entries.back()->cursorAfter = page.next;
    setNext(page.next);
    evictTop();
}

void TransactionListModel::setLoadingOlder(bool loading)
{
    m_loadingOlder = loading;
    if (hasSentinel())
        emit dataChanged(index(transactionCount(), 0), index(transactionCount(), ColumnCount - 1));
}

void TransactionListModel::setNext(const QString &cursor)
{
    const int place = transactionCount();
    const bool had = hasSentinel();
    const bool has = !cursor.isEmpty();
    if (!had && has) {
        beginInsertRows({}, place, place);
        m_next = cursor;
        endInsertRows();
    } else if (had && !has) {
        beginRemoveRows({}, place, place);
        m_next.clear();
        endRemoveRows();
    } else {
        m_next = cursor;
    }
}

void TransactionListModel::note(const TransactionRow &row)
{
    const auto known = m_pending.constFind(row.transaction.gid);
    if (known == m_pending.constEnd() || known->transaction.epoch <= row.transaction.epoch)
        m_pending.insert(row.transaction.gid, row);
}

void TransactionListModel::drain()
{
    fadeFlashes();
    if (m_frozen || m_pending.isEmpty()) {
        if (m_frozen)
            emit heldBackChanged();
        return;
    }
    qsizetype taken = 0;
    QList<TransactionRow> unknown;
    for (auto it = m_pending.begin(); it != m_pending.end() && taken < drainedAtOnceMax;
         it = m_pending.erase(it), ++taken) {
        if (Entry *known = m_byGid.value(it.key()))
            update(*known, *it);
        else
            unknown.append(*it);
    }
    const qsizetype heldBefore = m_newer.size();
    for (const TransactionRow &row : unknown)
        takeUnknown(row);
    insertArrived();
    evictBottom();
    if (m_newer.contains(m_wanted))
        releaseHeldBack();
    else if (heldBefore != m_newer.size())
        emit heldBackChanged();
}

void TransactionListModel::takeUnknown(const TransactionRow &row)
{
    const Gid &gid = row.transaction.gid;
    if (!matches(m_filter, row, m_clock.now())) {
        m_newer.remove(gid);
        return;
    }
    if (m_localSort) { // it has no place in an order of the console's own
        if (m_newer.size() < newerMax)
            m_newer.insert(gid, row);
        return;
    }
    if (!isSortable()) {
        emit refreshWanted();
        return;
    }
    const int place = placeOf(row);
    if (place == transactionCount() && hasSentinel())
        return; // beyond the window: it is listed when its page is
    if (m_atTop && !m_topEvicted && place == 0)
        m_arrived.append(row);
    else if (m_atTop && !m_topEvicted)
        insertAt(place, row);
    else if (m_newer.size() < newerMax || m_newer.contains(gid))
        m_newer.insert(gid, row);
}

void TransactionListModel::releaseHeldBack()
{
    if (m_localSort)
        return;
    if (!isSortable() || m_topEvicted || m_newer.size() >= newerMax) {
        emit refreshWanted();
        return;
    }
    const QHash<Gid, TransactionRow> newer = std::exchange(m_newer, {});
    for (const TransactionRow &row : newer)
        if (!m_byGid.contains(row.transaction.gid) && matches(m_filter, row, m_clock.now()))
            m_arrived.append(row);
    insertArrived();
    evictBottom();
    emit heldBackChanged();
}

void TransactionListModel::update(Entry &entry, const TransactionRow &row)
{
    if (row.transaction.epoch < entry.row.transaction.epoch || row == entry.row)
        return;
    const bool visible = entry.place >= m_firstVisible && entry.place <= m_lastVisible;
    if (visible && !entry.cells)
        fillCells(entry);
    const std::unique_ptr<Entry::Cells> before = std::move(entry.cells);
    const bool wasDimmed = entry.leftAt.has_value();
    const Gid gid = row.transaction.gid;
    entry.row = row;
    if (matches(m_filter, row, m_clock.now())) {
        entry.leftAt.reset();
        m_dimmed.remove(gid);
    } else if (!entry.leftAt) {
        entry.leftAt = m_clock.now();
        m_dimmed.insert(gid);
    }
    if (!visible)
        return;
    fillCells(entry);
    emitChangedCells(entry, *before, wasDimmed != entry.leftAt.has_value());
}

void TransactionListModel::emitChangedCells(Entry &entry, const Entry::Cells &before, bool all)
{
    int first = -1;
    const auto tell = [&](int last) { // neighbours in one signal
        if (first >= 0)
            emit dataChanged(index(entry.place, first), index(entry.place, last));
        first = -1;
    };
    for (int column = 0; column < ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        const bool textChanged = before[at] != (*entry.cells)[at];
        if (textChanged)
            flash(entry, column);
        // A look is not text: the status column carries the colour, so it goes with any change of the severity glyph.
        const bool changed = all || textChanged || column == Status;
        if (changed && first < 0)
            first = column;
        else if (!changed)
            tell(column - 1);
    }
    tell(ColumnCount - 1);
}

bool TransactionListModel::isSortable() const
{
    return m_ordered && (m_sort == TransactionSort::NewestFirst || m_sort == TransactionSort::OldestFirst);
}

bool TransactionListModel::comesBefore(const TransactionRow &a, const TransactionRow &b) const
{
    const auto key = [](const TransactionRow &row) { return std::pair(row.transaction.createdAt, row.transaction.id); };
    return m_sort == TransactionSort::OldestFirst ? key(a) < key(b) : key(a) > key(b);
}

int TransactionListModel::placeOf(const TransactionRow &row) const
{
    const auto found =
        std::lower_bound(m_entries.begin(), m_entries.end(), row,
                         [this](const auto &entry, const TransactionRow &r) { return comesBefore(entry->row, r); });
    return static_cast<int>(found - m_entries.begin());
}

void TransactionListModel::insertAt(int place, const TransactionRow &row)
{
    beginInsertRows({}, place, place);
    auto entry = std::make_unique<Entry>(row);
    m_byGid.insert(row.transaction.gid, entry.get());
    m_entries.insert(m_entries.begin() + place, std::move(entry));
    renumber(place);
    endInsertRows();
}

// A burst of new rows is one insertion as long as it all belongs on top.
void TransactionListModel::insertArrived()
{
    QList<TransactionRow> arrived = std::exchange(m_arrived, {});
    std::sort(arrived.begin(), arrived.end(), [this](const auto &a, const auto &b) { return comesBefore(a, b); });
    const auto belongsBelow = [this](const TransactionRow &row) { return placeOf(row) > 0; };
    const auto below = std::find_if(arrived.begin(), arrived.end(), belongsBelow);
    const auto onTop = static_cast<int>(below - arrived.begin());
    for (auto it = below; it != arrived.end(); ++it)
        insertAt(placeOf(*it), *it);
    if (onTop == 0)
        return;
    beginInsertRows({}, 0, onTop - 1);
    Entries entries;
    for (auto it = arrived.begin(); it != below; ++it) {
        auto entry = std::make_unique<Entry>(*it);
        m_byGid.insert(it->transaction.gid, entry.get());
        entries.push_back(std::move(entry));
    }
    m_entries.insert(m_entries.begin(), std::make_move_iterator(entries.begin()),
                     std::make_move_iterator(entries.end()));
    renumber(0);
    endInsertRows();
}

void TransactionListModel::removeAt(int place)
{
    const auto at = static_cast<std::size_t>(place);
    beginRemoveRows({}, place, place);
    if (place > 0 && !m_entries[at]->cursorAfter.isEmpty())
        m_entries[at - 1]->cursorAfter = m_entries[at]->cursorAfter;
    forget(*m_entries[at]);
    m_entries.erase(m_entries.begin() + place);
    renumber(place);
    endRemoveRows();
}

void TransactionListModel::renumber(int from)
{
    for (auto i = static_cast<std::size_t>(from); i < m_entries.size(); ++i)
        m_entries[i]->place = static_cast<int>(i);
}

void TransactionListModel::tick()
{
    if (!m_frozen)
        removeDimmed();
    const int last = std::min(m_lastVisible, transactionCount() - 1);
    if (last < m_firstVisible)
        return;
    for (int row = m_firstVisible; row <= last; ++row) {
        Entry &entry = *m_entries[static_cast<std::size_t>(row)];
        const std::unique_ptr<Entry::Cells> before = std::move(entry.cells);
        const Look look = entry.look;
        fillCells(entry);
        if (!before || *before != *entry.cells || !(look == entry.look))
            emit dataChanged(index(row, Severity), index(row, WhyStuck));
    }
    emit dataChanged(index(m_firstVisible, Age), index(last, NextTry));
    if (m_times == TimeStyle::Relative)
        emit dataChanged(index(m_firstVisible, Created), index(last, Updated));
}

void TransactionListModel::setVisibleRows(int first, int last)
{
    m_firstVisible = std::max(0, first);
    m_lastVisible = last;
}

void TransactionListModel::setAtTop(bool atTop)
{
    if (m_atTop == atTop)
        return;
    m_atTop = atTop;
    if (atTop && !m_frozen && !m_topEvicted && !m_newer.isEmpty())
        releaseHeldBack();
}

void TransactionListModel::setFrozen(bool frozen)
{
    m_frozen = frozen;
    if (!frozen) {
        drain();
        setWanted(m_wanted);
    }
    emit heldBackChanged();
}

void TransactionListModel::setConnected(bool connected)
{
    m_connected = connected;
    tick();
}

void TransactionListModel::setTopEvicted(bool evicted)
{
    m_topEvicted = evicted;
    emit heldBackChanged();
}

void TransactionListModel::setReducedMotion(bool reduced) { m_reducedMotion = reduced; }

void TransactionListModel::forget(const Entry &entry)
{
    const Gid gid = entry.row.transaction.gid;
    m_byGid.remove(gid);
    m_dimmed.remove(gid);
    m_flashing.remove(gid);
}

void TransactionListModel::setPinned(const Gid &gid) { m_pinned = gid; }

void TransactionListModel::setWanted(const Gid &gid)
{
    m_wanted = gid;
    if (!m_frozen && m_newer.contains(gid))
        releaseHeldBack();
}

int TransactionListModel::rowOf(const Gid &gid) const
{
    const Entry *entry = m_byGid.value(gid);
    return entry ? entry->place : -1;
}

const TransactionRow *TransactionListModel::rowAt(int row) const
{
    return row >= 0 && row < transactionCount() ? &m_entries[static_cast<std::size_t>(row)]->row : nullptr;
}

} // namespace txdesk::console
