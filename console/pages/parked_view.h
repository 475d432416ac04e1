// The page of what waits for a person: dirty rollbacks, senders that never answered, dead letters; with what can be done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/act_toast.h"
#include "console/actions/action_desk.h"
#include "console/client/server_clock.h"
#include "console/models/plain_table_model.h"
#include "console/widgets/workspace_page.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace txdesk::console {

class DetailTable;
class NoticeBand;

// Thread: GUI. Acts through the desk of the detail: whoever shows this page makes the selected transaction the desk's subject.
// All parts must outlive it.
class ParkedView final : public WorkspacePage
{
    Q_OBJECT

public:
    static constexpr int pageSize = 200;

    ParkedView(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, ActionDesk &desk, QWidget *parent = nullptr);
    ~ParkedView() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("parked"); }
    [[nodiscard]] QString title() const override { return tr("For a person"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void reload() override;
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] PlainTableModel &model() { return m_model; }
    [[nodiscard]] Gid currentGid() const;

signals:
    void transactionSelected(const txdesk::Gid &gid);          // look at it, stay here
    void undoWanted(const txdesk::Gid &gid);                   // go there, to its undo record

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildFoot();
    void addAct(Action action, QWidget *parent);
    void retranslate();
    void reloadSoon();
    void ask(const QString &after);
    void take(const Result<TransactionPage> &answer, bool first);
    void fill();
    void showCurrent();
    void showActs();
    [[nodiscard]] const TransactionRow *current() const; // null: none
    [[nodiscard]] TransactionFilter filter() const;

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    ActionDesk &m_desk;
    DelayedCalls::Handle m_timer = 0;
    DelayedCalls::Handle m_countdown = 0;
    PlainTableModel m_model;
    QList<TransactionRow> m_rows;
    QString m_next; // empty: the end
    int m_question = 0;
    QComboBox *m_kind = nullptr;
    NoticeBand *m_problem = nullptr;
    ActToast *m_toast = nullptr;
    DetailTable *m_table = nullptr;
    QLabel *m_what = nullptr;
    QLabel *m_count = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_toTransaction = nullptr;
    QList<std::pair<Action, QPushButton *>> m_acts;
};

} // namespace txdesk::console
