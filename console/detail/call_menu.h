// The menu of what is selected in a transaction, the same in all its views: look, copy, and the verbs of the gate.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"
#include "console/detail/selection_hub.h"
#include "console/widgets/appearance.h"

#include <QMenu>

namespace txdesk::console {

class ActionBar;

// Thread: GUI. The hub, desk and bar must outlive it.
class CallMenu final : public QObject
{
    Q_OBJECT

public:
    CallMenu(SelectionHub &hub, ActionDesk &desk, ActionBar &bar, const CoordinatorLink &link, const Clock &serverClock, QWidget *parent);

    void setDetail(const TransactionDetail &detail) { m_detail = detail; }
    void setAppearance(const Appearance &appearance) { m_appearance = appearance; }
    [[nodiscard]] std::unique_ptr<QMenu> menu() const; // of the selection, as things are now

    // What may be done to the selected branch alone, and why not.
    [[nodiscard]] ActionState branchState(Action action) const;
    [[nodiscard]] QString command() const; // curl or grpcurl; empty: nothing to call

public slots:
    void popUp(const QPoint &global);
    void copyText() const;
    void copyJson() const;
    void copyCommand() const;
    void copyGid() const;
    void copySql() const;

signals:
    void compareWanted();  // with the last good one of the same shape
    void resubmitWanted(); // a changed copy
    void diffWanted();     // of the newest two answers of the selected op

private:
    void addVerbs(QMenu &menu) const;
    void addCopies(QMenu &menu) const;

    SelectionHub &m_hub;
    ActionDesk &m_desk;
    ActionBar &m_bar;
    const CoordinatorLink &m_link;
    const Clock &m_clock;
    TransactionDetail m_detail;
    Appearance m_appearance;
};

} // namespace txdesk::console
