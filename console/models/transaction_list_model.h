// The rows of the transaction list: a window of at most 20,000 rows over the server's keyset pages, kept live.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/time_text.h"
#include "console/theme/status_look.h"
#include "shared/model/transaction_page.h"

#include <QAbstractTableModel>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

namespace txdesk::console {

// Thread: GUI. Identity is the gid. It asks nobody: its owner feeds it pages and changed rows, and calls drain() at
// most ten times a second and tick() once. The last row is a sentinel while older pages exist.
// Invariant: after begin() no call resets the model, so selection and scrolling survive every refresh.
class TransactionListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Severity,
        GidColumn,
        BusinessKey,
        Kind,
        Status,
        WhyStuck,
        Age,
        NextTry,
        Failures,
        Attempts,
        LastError,
        Participants,
        Created,
        Updated,
        Result,
        ColumnCount
    };
    enum Role {
        MeaningRole = Qt::UserRole,
        DimmedRole,
        SentinelRole,
        RingRole,  // next try: the share of the wait that is left, 0 to 1; no value: nothing to wait for
        FlashRole, // 3 just changed, 2, 1, 0 long ago
    };

    static constexpr int rowsMax = 20'000;
    static constexpr Milliseconds dimmedFor{10'000};
    static constexpr Milliseconds flashedFor{600};

    // serverClock: the coordinator's time as far as we know it; must outlive the model.
    explicit TransactionListModel(const Clock &serverClock, QObject *parent = nullptr);
    ~TransactionListModel() override;

    // Another list: forgets all rows.
    void begin(const TransactionFilter &filter, TransactionSort sort);
    [[nodiscard]] const TransactionFilter &filter() const { return m_filter; }
    [[nodiscard]] TransactionSort sort() const { return m_sort; }
    // Moves the instants of the same list forward (age>5m is another instant each minute).
    void setFilterInstants(const TransactionFilter &filter) { m_filter = filter; }

    // The next older page.
    void append(const TransactionPage &page);
    [[nodiscard]] QString nextCursor() const { return m_next; }
    void setLoadingOlder(bool loading);

    // Whether the server's order is the one that sort() names; otherwise nobody can say where a new row belongs.
    void setOrdered(bool ordered) { m_ordered = ordered; }
    void setAttemptsInferred(bool inferred) { m_attemptsInferred = inferred; }

    // Rows above the first one, newest of them first; and whether there are more above those.
    void prepend(const QList<TransactionRow> &rows);
    void setTopEvicted(bool evicted);
    // Only what became of rows that are here.
    void updateKnown(const TransactionPage &page);

    // The loaded rows in another order, until begin(); new rows wait meanwhile.
    void sortLoaded(Column column, Qt::SortOrder order);
    [[nodiscard]] bool isLocallySorted() const { return m_localSort.has_value(); }
    [[nodiscard]] std::optional<Column> localSort() const { return m_localSort; }

    // A refresh: beginMerge(), mergePage() for the pages from the newest on, endMerge(). Rows that should have been in
    // the merged pages and were not go; those beyond them stay where only their time of creation orders them.
    void beginMerge();
    void mergePage(const TransactionPage &page);
    void endMerge();
    [[nodiscard]] int mergeChanges() const { return m_mergeChanges; } // rows that the last merge found new or different

    void note(const TransactionRow &row); // a changed row of the stream; seen after drain()
    void drain();
    void tick(); // ages, countdowns, end of dimming

    void setVisibleRows(int first, int last);
    void setAtTop(bool atTop);   // new rows are inserted at once only while the reader looks at the top
    void setFrozen(bool frozen); // nothing moves until it is false again
    void setConnected(bool connected);
    void setPinned(const Gid &gid); // never evicted
    // Somebody asked for this one: it comes in as soon as it is known, wherever the reader looks, and with it all that waits.
    void setWanted(const Gid &gid);
    void setSorts(const QList<TransactionSort> &sorts) { m_sorts = sorts; } // said by the header
    void setReducedMotion(bool reduced); // cells do not flash
    void setTimes(TimeStyle style, const QTimeZone &zone);
    void retranslate();

    [[nodiscard]] bool isFrozen() const { return m_frozen; }
    [[nodiscard]] qsizetype heldBackCount() const { return m_newer.size(); }
    [[nodiscard]] qsizetype pendingCount() const { return m_pending.size(); }
    [[nodiscard]] bool isTopEvicted() const { return m_topEvicted; }
    [[nodiscard]] int transactionCount() const { return static_cast<int>(m_entries.size()); }
    void releaseHeldBack();

    [[nodiscard]] int rowOf(const Gid &gid) const;            // -1: not in the window
    [[nodiscard]] const TransactionRow *rowAt(int row) const; // null for a sentinel

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void heldBackChanged();
    void refreshWanted(); // a row came in whose place in this sort order only the server knows

private:
    struct Entry;
    using Entries = std::vector<std::unique_ptr<Entry>>;

    [[nodiscard]] bool hasSentinel() const { return !m_next.isEmpty(); }
    [[nodiscard]] bool isSortable() const;
    [[nodiscard]] int placeOf(const TransactionRow &row) const;
    [[nodiscard]] bool comesBefore(const TransactionRow &a, const TransactionRow &b) const;
    [[nodiscard]] QVariant sentinelData(int column, int role) const;
    [[nodiscard]] QString cell(const Entry &entry, int column) const;
    [[nodiscard]] QString nextTryText(const GlobalTransaction &transaction) const;
    [[nodiscard]] QString whyToolTip(const GlobalTransaction &transaction) const;
    [[nodiscard]] QString whyText(const GlobalTransaction &transaction) const;
    [[nodiscard]] QString attemptsText(const GlobalTransaction &transaction) const;
    [[nodiscard]] QVariant ringShare(const GlobalTransaction &transaction) const;
    [[nodiscard]] int flashOf(const Entry &entry, int column) const;
    [[nodiscard]] QVariant headerToolTip(int section) const;
    [[nodiscard]] QString headerWords(int section) const;
    [[nodiscard]] QVariant sortKey(const Entry &entry, Column column) const;
    void flash(Entry &entry, int column);
    void fadeFlashes();
    void forget(const Entry &entry);
    [[nodiscard]] QString toolTip(const Entry &entry, int column) const;
    void fillCells(Entry &entry) const;
    void update(Entry &entry, const TransactionRow &row);
    void emitChangedCells(Entry &entry, const std::array<QString, ColumnCount> &before, bool all); // of the row on screen
    void takeUnknown(const TransactionRow &row);
    void insertAt(int place, const TransactionRow &row);
    void insertArrived();
    void removeAt(int place);
    void removeRange(int first, int end);
    void renumber(int from);
    void setNext(const QString &cursor);
    void evictBottom();
    void evictTop();
    void removeDimmed();

    const Clock &m_clock;
    TransactionFilter m_filter;
    TransactionSort m_sort = TransactionSort::NewestFirst;
    Entries m_entries;
    QHash<Gid, Entry *> m_byGid;
    QHash<Gid, TransactionRow> m_pending; // newest state of rows that changed since the last drain
    QHash<Gid, TransactionRow> m_newer;   // new rows held back while the reader reads
    QList<TransactionRow> m_arrived;      // new rows of this drain, not inserted yet
    QSet<Gid> m_dimmed;
    QSet<Gid> m_flashing;
    QString m_next;
    bool m_loadingOlder = false;
    bool m_topEvicted = false;
    int m_merged = 0; // rows merged so far
    int m_mergeChanges = 0;
    QList<TransactionSort> m_sorts; // that the server offers
    QString m_mergedNext;
    int m_firstVisible = 0;
    int m_lastVisible = 60;
    bool m_atTop = true;
    bool m_frozen = false;
    bool m_connected = true;
    TimeStyle m_times = TimeStyle::Local;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    bool m_ordered = true;
    bool m_attemptsInferred = false;
    bool m_reducedMotion = false;
    std::optional<Column> m_localSort;
    Gid m_pinned;
    Gid m_wanted;
};

} // namespace txdesk::console
