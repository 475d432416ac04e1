// The list of transactions with its filter line, sort order, freeze switch and states.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/list/transaction_feed.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace txdesk::console {

class ListStatePage;
class NoticeBand;
class TransactionTable;

// Thread: GUI.
class ListPane final : public QWidget
{
    Q_OBJECT

public:
    ListPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ListPane() override;

    void showList(const QString &filterText); // of a view, a chart, a link
    [[nodiscard]] QString filterText() const;
    [[nodiscard]] TransactionFeed &feed() { return m_feed; }
    [[nodiscard]] TransactionTable &table() { return *m_table; }
    void setAppearance(const Appearance &appearance);
    void focusFilter();
    void refresh() { m_feed.refresh(); }

signals:
    void currentChanged(const txdesk::Gid &gid);
    void opened();
    void rowsChanged(int rows);
    void filterChanged(const QString &text); // to another valid filter

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void retranslate();
    void applyFilter();
    void filterEdited();
    void showState();
    void showNewer();
    void placeNewer();
    void toggleFreeze();
    void goToNewest();
    [[nodiscard]] TransactionSort sort() const;

    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    TransactionFeed m_feed;
    QLineEdit *m_filter = nullptr;
    QLabel *m_filterError = nullptr;
    QComboBox *m_sort = nullptr;
    QToolButton *m_freeze = nullptr;
    QToolButton *m_newer = nullptr; // floats over the table's top
    NoticeBand *m_error = nullptr;
    QStackedWidget *m_stack = nullptr;
    ListStatePage *m_empty = nullptr;
    TransactionTable *m_table = nullptr;
    QString m_shownFilter;
    DelayedCalls::Handle m_debounce = 0;
};

} // namespace txdesk::console
