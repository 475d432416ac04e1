// The tab Undo of an AT transaction: its locks, the undo record of a branch in three ways, and the decision about dirty rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"
#include "console/detail/detail_tab.h"
#include "console/models/plain_table_model.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace txdesk::console {

class DetailTable;
class NoticeBand;

// Thread: GUI. What somebody looks at is asked for by undoWanted() and comes back by takeUndo(); the desk is told of it.
class UndoTab final : public DetailTab
{
    Q_OBJECT

public:
    UndoTab(SelectionHub &hub, ActionDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Undo"); }
    [[nodiscard]] bool concerns(const TransactionDetail &detail) const override { return detail.snapshot.transaction.kind == TransactionKind::At; }
    void showDetail(const TransactionDetail &detail, Instant now) override;
    void setLink(const LinkStatus &link) override;
    void setLocks(const QList<LockHolder> &locks, const QList<LockWait> &waits, Instant now); // of any transactions
    void takeUndo(const Gid &gid, const Result<UndoView> &answer);
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] const PlainTableModel &model() const { return m_model; }

signals:
    void undoWanted(const txdesk::BranchId &branch, const QString &reason);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildAsk();
    QWidget *buildDecision();
    void retranslate();
    void fillBranches();
    void askNow();
    void showUndo();
    void showDecision();
    void forget(); // another transaction: nothing was looked at yet

    ActionDesk &m_desk;
    PlainTableModel m_model;
    std::optional<TransactionDetail> m_detail;
    LinkStatus m_link;
    std::optional<UndoView> m_view;
    bool m_decidedSince = false; // what was read is how it was before
    QString m_problem;
    bool m_asking = false;
    QString m_lockWords;
    QLabel *m_locks = nullptr;
    QComboBox *m_branch = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_read = nullptr;
    NoticeBand *m_summary = nullptr;
    DetailTable *m_table = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_decision = nullptr;
    QList<std::pair<Action, QPushButton *>> m_acts;
};

} // namespace txdesk::console
