// Groups of equal errors beside the list: one fault, its victims, where it happens; a click lists them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/delayed_calls.h"
#include "console/list/transaction_feed.h"
#include "console/models/error_group_model.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QLabel;
class QListView;

namespace txdesk::console {

class GroupDelegate;

// Thread: GUI. Asks every few seconds while it is visible. Where the back end has no groups it makes them of the rows of
// `feed` and says so.
class GroupsPanel final : public QWidget
{
    Q_OBJECT

public:
    GroupsPanel(CoordinatorLink &link, TransactionFeed &feed, const Clock &serverClock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~GroupsPanel() override;

    void setAppearance(const Appearance &appearance);
    [[nodiscard]] ErrorGroupModel &model() { return m_model; }
    void setParticipantNames(const QHash<QString, QString> &names) { m_model.setParticipantNames(names); }

signals:
    void listWanted(const QString &filterText);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void beat();
    void ask();
    void askLoadedRows();
    void say();
    void choose(const QModelIndex &index);

    CoordinatorLink &m_link;
    TransactionFeed &m_feed;
    DelayedCalls &m_delayed;
    ErrorGroupModel m_model;
    QLabel *m_note;
    QListView *m_list;
    GroupDelegate *m_delegate;
    bool m_asking = false;
    bool m_asked = false;     // there was an answer
    bool m_fromRows = false;  // the back end has no groups
    QString m_problem;
    qint64 m_looked = 0;
    DelayedCalls::Handle m_beat = 0;
};

} // namespace txdesk::console
