// The branches of one transaction as a table: who, what it did, what undid it, what went wrong, what is next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/models/branch_fate.h"
#include "console/theme/status_look.h"

#include <QAbstractTableModel>

namespace txdesk::console {

// Thread: GUI.
class BranchTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Branch, Participant, Forward, Undo, Tries, LastError, Next, ColumnCount };
    enum Role { MeaningRole = Qt::UserRole };

    explicit BranchTableModel(const Clock &serverClock, QObject *parent = nullptr);

    void setDetail(const TransactionDetail &detail);
    void setConnected(bool connected);
    void tick(); // countdowns and running calls
    void retranslate();
    [[nodiscard]] int rowOf(const BranchId &branch) const; // -1: none
    [[nodiscard]] const QList<BranchRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int at, int column) const;
    [[nodiscard]] QString opText(const OpSummary &op) const;
    // What a person decided of the branch, instead of a call's success; empty: nobody did.
    [[nodiscard]] QString byHandText(int row, int column) const;
    [[nodiscard]] QString reportedText(const OpSummary &op) const;
    [[nodiscard]] QString undoText(const BranchRow &row) const;
    [[nodiscard]] QString namedOpText(const OpSummary &op) const;
    [[nodiscard]] QString secondPhaseText(const BranchRow &row) const;
    // The op of the Undo column: what undoes, or what makes it last; null: that is not decided.
    [[nodiscard]] const OpSummary *second(const BranchRow &row) const;
    [[nodiscard]] const QString &errorOf(const BranchRow &row) const;
    [[nodiscard]] QString nextText(const BranchRow &row) const;
    [[nodiscard]] const OpSummary &busiest(const BranchRow &row) const; // the op whose tries are told
    [[nodiscard]] QString triesText(const BranchRow &row) const;
    [[nodiscard]] QString ringOf(const BranchRow &row) const;
    [[nodiscard]] QString toolTip(int at, int column) const;
    [[nodiscard]] Meaning meaning(int at, int column) const;

    const Clock &m_clock;
    QList<BranchRow> m_rows;
    QList<BranchEnd> m_ends; // of the rows
    bool m_inferred = false; // the back end keeps no attempts: their number is concluded
    TransactionKind m_kind = TransactionKind::Saga;
    TransactionStatus m_status = TransactionStatus::Prepared;
    bool m_connected = true;
};

} // namespace txdesk::console
