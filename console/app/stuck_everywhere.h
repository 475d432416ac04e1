// What is stuck, in all coordinators that are connected: one list, each row with the world it is of.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/workspace.h"
#include "console/models/plain_table_model.h"

class QLabel;

namespace txdesk::console {

class DetailTable;

// Thread: GUI. Asks every coordinator anew every five seconds while it is seen. delayed must outlive it; workspaces may come and go.
class StuckEverywhere final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int perServer = 200;

    StuckEverywhere(DelayedCalls &delayed, QWidget *parent = nullptr);
    ~StuckEverywhere() override;

    void setWorkspaces(const QList<Workspace *> &workspaces);
    void setAppearance(const Appearance &appearance);
    [[nodiscard]] PlainTableModel &model() { return m_model; }

signals:
    void wanted(Workspace *workspace, const txdesk::Gid &gid);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Source
    {
        QPointer<Workspace> workspace;
        QList<TransactionRow> rows;
        bool more = false;
        QString problem; // why it could not be asked; its old rows stay
    };

    void again();
    void ask(int source);
    void fill();
    void retranslate();
    void openCurrent();
    [[nodiscard]] PlainRow rowOf(const Source &source, const TransactionRow &row) const;

    DelayedCalls &m_delayed;
    DelayedCalls::Handle m_timer = 0;
    QList<Source> m_sources;
    QList<std::pair<QPointer<Workspace>, Gid>> m_shown; // as in the table
    PlainTableModel m_model;
    Appearance m_appearance;
    DetailTable *m_table;
    QLabel *m_summary;
};

} // namespace txdesk::console
