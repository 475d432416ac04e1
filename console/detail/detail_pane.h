// One transaction: header, verdict, verbs, and its tabs; a tab that does not concern its kind is not there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/act_toast.h"
#include "console/actions/action_bar.h"
#include "console/client/server_clock.h"
#include "console/detail/detail_feed.h"
#include "console/detail/lock_feed.h"
#include "console/detail/selection_hub.h"
#include "console/widgets/appearance.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace txdesk::console {

class CallMenu;
class CompareTab;
class DetailHeader;
class DetailTab;
class InspectorPanel;
class NoticeBand;
class PayloadTab;
class ResubmitDialog;
class SequenceTab;
class TimelineTab;
class UndoTab;

// Thread: GUI.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Branches, Sequence, Timeline, Attempts, Payload, Compare, Raw, Undo, Delivery, TabCount };

    DetailPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~DetailPane() override;

    void showTransaction(const Gid &gid); // an empty one: nothing is selected
    void showTab(Tab tab);                // and gives it the focus
    void raiseTab(Tab tab);               // the focus stays where it is; nothing happens if the transaction has no such tab
    [[nodiscard]] bool hasTab(Tab tab) const;
    [[nodiscard]] Tab currentTab() const;
    [[nodiscard]] QString printedText() const; // of the tab that is looked at, under its name; empty: its tables say all
    [[nodiscard]] SelectionHub &selection() { return m_hub; }
    [[nodiscard]] Gid gid() const { return m_feed.gid(); } // asked for, loaded or not
    [[nodiscard]] InspectorPanel *inspector() const; // of the dock; whoever places it takes it over
    [[nodiscard]] CallMenu &callMenu() { return *m_menu; }
    void setPlace(Environment environment, const QString &words); // named in dialogs: "shop-eu · http://..."
    void setParticipantNames(const QHash<QString, QString> &names);
    void setRevealsAllowed(bool allowed); // by the profile: secrets in payloads, which the editor of copies shows, too
    void setTracePattern(const QString &pattern);                 // "http://jaeger/trace/{trace_id}"; empty: nowhere
    void markForCompare(); // m: other transactions are compared with this one
    void compare();        // M: with the marked one, else with the last good one
    void editAndResubmit();
    void reload() { m_feed.reload(); }
    [[nodiscard]] ActionDesk &desk() { return m_desk; }
    [[nodiscard]] ActionBar &actionBar() { return *m_bar; }
    [[nodiscard]] SequenceTab &sequence() { return *m_sequence; }
    [[nodiscard]] const std::optional<TransactionDetail> &detail() const { return m_detail; }
    void setAppearance(const Appearance &appearance);

signals:
    void detailShown(); // another state of the transaction is on screen
    void transactionWanted(const txdesk::Gid &gid); // the original of a copy, or the copy

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void connectViews();
    void take(const TransactionDetail &detail);
    void showProblem(const Error &error);
    void addTab(Tab place, DetailTab *tab);
    void addKeys();
    void diffAnswers();
    void openResubmit(const TransactionDetail &shown);
    void sendResubmission(const Resubmission &copy, ResubmitDialog *dialog);
    [[nodiscard]] bool connected() const { return m_link.status().state == LinkState::Live; }
    void showLocks();
    void second();
    [[nodiscard]] bool hasBecomeLegal(Instant now) const;
    [[nodiscard]] QByteArray caseFile() const;

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    DelayedCalls &m_delayed;
    DetailFeed m_feed;
    LockFeed m_lockFeed;
    ActionDesk m_desk;
    SelectionHub m_hub;
    Environment m_environment = Environment::Development;
    QString m_place;
    std::optional<TransactionDetail> m_detail;
    Instant m_lastSecond{};
    Appearance m_appearance;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_nothing = nullptr;
    DetailHeader *m_header = nullptr;
    ActionBar *m_bar = nullptr;
    ActToast *m_toast = nullptr;
    NoticeBand *m_problem = nullptr;
    QTabWidget *m_tabs = nullptr;
    QList<DetailTab *> m_all; // in the order of Tab
    SequenceTab *m_sequence = nullptr;
    PayloadTab *m_payload = nullptr;
    TimelineTab *m_timeline = nullptr;
    CompareTab *m_compare = nullptr;
    CallMenu *m_menu = nullptr;
    QPointer<InspectorPanel> m_inspector;
    UndoTab *m_undo = nullptr;
    DelayedCalls::Handle m_second = 0;
};

} // namespace txdesk::console
