// The list of transactions with its filter, sort order, freeze switch and states.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/list/list_memory.h"
#include "console/list/transaction_feed.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace txdesk::console {

class ExportBand;
class FilterBar;
class HitsHistogram;
class ListBands;
class ListStatePage;
class TransactionTable;

// Thread: GUI.
class ListPane final : public QWidget
{
    Q_OBJECT

public:
    ListPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ListPane() override;

    // Where columns, saved views and the last list are kept; without one nothing is.
    void setMemory(std::unique_ptr<ListMemory> memory);
    [[nodiscard]] ListMemory *memory() const { return m_memory.get(); }
    [[nodiscard]] CoordinatorLink &link() const { return m_link; }
    [[nodiscard]] const Clock &serverClock() const { return m_clock; }
    [[nodiscard]] DelayedCalls &delayedCalls() const { return m_delayed; }

    void showList(const QString &filterText); // of a view, a chart, a link
    void showView(const SavedView &view);     // its order and columns, too
    void showLast();                          // what was shown when the console ended; otherwise everything
    [[nodiscard]] SavedView currentView() const; // without a name
    [[nodiscard]] QString filterText() const;
    [[nodiscard]] TransactionSort sort() const;
    [[nodiscard]] TransactionFeed &feed() { return m_feed; }
    [[nodiscard]] TransactionTable &table() { return *m_table; }
    void setAppearance(const Appearance &appearance);
    void focusFilter();
    void focusRows(); // also those that are still on their way
    void refresh();
    void exportList(); // asks for a file, then writes what the filter shows

signals:
    void currentChanged(const txdesk::Gid &gid);
    void opened();
    void rowsChanged(int rows);
    void filterChanged(const QString &text); // to another valid filter
    void viewsChanged(); // the memory has other saved views

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildTools();
    void connectParts();
    void connectTable();
    void retranslate();
    void fillTools();
    void applyCapabilities();
    void take(const QString &line);
    void setSort(TransactionSort sort);
    void showState();
    void showEmpty();
    void showWatermark();
    void showNewer();
    void placeNewer();
    void toggleFreeze();
    void goToNewest();
    void goToOldest();
    void sortLoaded(TransactionListModel::Column column, Qt::SortOrder order);
    void remember();
    void second();

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    TransactionFeed m_feed;
    std::unique_ptr<ListMemory> m_memory;
    Appearance m_appearance;
    FilterBar *m_filter = nullptr;
    QComboBox *m_sort = nullptr;
    QToolButton *m_freeze = nullptr;
    QToolButton *m_tools = nullptr;
    QToolButton *m_newer = nullptr; // floats over the table's top
    ListBands *m_bands = nullptr;
    ExportBand *m_export = nullptr;
    HitsHistogram *m_hits = nullptr;
    QStackedWidget *m_stack = nullptr;
    ListStatePage *m_empty = nullptr;
    TransactionTable *m_table = nullptr;
    int m_newestAsked = 0; // tells late answers of showEmpty()
    DelayedCalls::Handle m_second = 0;
    int m_seconds = 0;
    bool m_rowsGetFocus = false; // when they are there
};

} // namespace txdesk::console
