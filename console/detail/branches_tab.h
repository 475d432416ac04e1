// The tab Branches: one row a branch, pivoted by op, with its next call and how its calls went.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/detail_tab.h"
#include "console/models/branch_table_model.h"

namespace txdesk::console {

class DetailTable;

// Thread: GUI.
class BranchesTab final : public DetailTab
{
    Q_OBJECT

public:
    BranchesTab(SelectionHub &hub, const Clock &serverClock, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Branches"); }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void second(Instant now, bool connected) override;
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] QString whyEmpty() const override;
    [[nodiscard]] const BranchTableModel &model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void follow(const CallSelection &selection);
    [[nodiscard]] CallSelection selectionOf(const QModelIndex &cell) const;

    BranchTableModel m_model;
    DetailTable *m_table;
    bool m_initiatorRuns = false; // tcc, xa, at, workflow: branches appear when its initiator registers them
};

} // namespace txdesk::console
