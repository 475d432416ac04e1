// The page Locks: which transaction holds which row, how many wait for it, and who waits for whom as picture and in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/client/server_clock.h"
#include "console/models/plain_table_model.h"
#include "console/widgets/workspace_page.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace txdesk::console {

class DetailTable;
class NoticeBand;
class WaitGraphView;

// Thread: GUI. Asks every two seconds while it is seen. link, clock and delayed must outlive it.
class LocksView final : public WorkspacePage
{
    Q_OBJECT

public:
    static constexpr int pageSize = 500;

    LocksView(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~LocksView() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("locks"); }
    [[nodiscard]] QString title() const override { return tr("Locks"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void reload() override;
    void showHolder(const Gid &gid); // filters by it
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] PlainTableModel &model() { return m_model; }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildFilters();
    QWidget *buildWaits();
    QWidget *buildFoot();
    void retranslate();
    void again();
    void askLocks(const QString &after);
    void takeLocks(const Result<LockPage> &answer, bool first);
    void fill();
    void showCurrent();
    [[nodiscard]] Gid currentGid() const;
    [[nodiscard]] LockFilter filter() const;

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    DelayedCalls::Handle m_timer = 0;
    PlainTableModel m_model;
    QList<LockHolder> m_locks;
    QList<LockWait> m_waits;
    QString m_next; // empty: the end
    int m_question = 0;
    Appearance m_appearance;
    QLineEdit *m_gid = nullptr;
    QLineEdit *m_resource = nullptr;
    QLineEdit *m_tableName = nullptr;
    QPushButton *m_ask = nullptr;
    NoticeBand *m_problem = nullptr;
    DetailTable *m_table = nullptr;
    QLabel *m_waitsTitle = nullptr;
    WaitGraphView *m_graph = nullptr;
    QListWidget *m_lines = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_toTransaction = nullptr;
};

} // namespace txdesk::console
