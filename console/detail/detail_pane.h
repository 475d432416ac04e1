// One transaction: header, verdict, verbs, and its tabs; Undo only of AT, Delivery only where a ladder delivers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/act_toast.h"
#include "console/actions/action_bar.h"
#include "console/client/server_clock.h"
#include "console/detail/detail_feed.h"
#include "console/detail/lock_feed.h"
#include "console/models/attempt_model.h"
#include "console/models/branch_table_model.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;

namespace txdesk::console {

class DeliveryTab;
class DetailHeader;
class DetailTable;
class NoticeBand;
class PayloadTab;
class SequenceTab;
class UndoTab;

// Thread: GUI.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Branches, Sequence, Attempts, Payload, Raw, Undo, Delivery, TabCount };

    DetailPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~DetailPane() override;

    void showTransaction(const Gid &gid); // an empty one: nothing is selected
    void showTab(Tab tab);                // and gives it the focus
    void raiseTab(Tab tab);               // the focus stays where it is; nothing happens if the transaction has no such tab
    [[nodiscard]] bool hasTab(Tab tab) const;
    [[nodiscard]] Tab currentTab() const;
    void reload() { m_feed.reload(); }
    [[nodiscard]] ActionDesk &desk() { return m_desk; }
    [[nodiscard]] ActionBar &actionBar() { return *m_bar; }
    [[nodiscard]] const std::optional<TransactionDetail> &detail() const { return m_detail; }
    void setAppearance(const Appearance &appearance);

signals:
    void detailShown(); // another state of the transaction is on screen

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void connectViews();
    void take(const TransactionDetail &detail);
    void showProblem(const Error &error);
    void selectBranch(const BranchId &branch);
    void fillRaw();
    void showLocks();
    void second();

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    DetailFeed m_feed;
    LockFeed m_lockFeed;
    ActionDesk m_desk;
    BranchTableModel m_branchModel;
    AttemptModel m_attemptModel;
    std::optional<TransactionDetail> m_detail;
    Appearance m_appearance;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_nothing = nullptr;
    DetailHeader *m_header = nullptr;
    ActionBar *m_bar = nullptr;
    ActToast *m_toast = nullptr;
    NoticeBand *m_problem = nullptr;
    QTabWidget *m_tabs = nullptr;
    DetailTable *m_branches = nullptr;
    SequenceTab *m_sequence = nullptr;
    DetailTable *m_attempts = nullptr;
    PayloadTab *m_payload = nullptr;
    QPlainTextEdit *m_raw = nullptr;
    UndoTab *m_undo = nullptr;
    DeliveryTab *m_delivery = nullptr;
    DelayedCalls::Handle m_second = 0;
};

} // namespace txdesk::console
