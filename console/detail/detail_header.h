// The top of the detail page: which transaction it is, its state at a glance, and the verdict in plain words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/selection_hub.h"
#include "console/models/transaction_links.h"
#include "console/text/participant_names.h"
#include "console/widgets/appearance.h"
#include "shared/model/row_lock.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace txdesk::console {

class BudgetBar;

// Thread: GUI.
class DetailHeader final : public QFrame
{
    Q_OBJECT

public:
    static constexpr Milliseconds alertPause{5000}; // screen readers are told of a new verdict at most so often

    explicit DetailHeader(QWidget *parent = nullptr);

    void setWaits(const QList<LockWait> &waits); // at: locks that it waits for
    void setDetail(const TransactionDetail &detail, Instant now, bool connected);
    void setAppearance(const Appearance &appearance);
    void setParticipantNames(const ParticipantNames &names);
    void setTracePattern(const QString &pattern); // where traces are looked at: "http://jaeger/trace/{trace_id}"; empty: nowhere
    void setWhole(bool whole); // as much of the journal as can be had has been asked for
    [[nodiscard]] const TransactionLinks &links() const { return m_links; }
    [[nodiscard]] QString verdictText() const;
    [[nodiscard]] int alerts() const { return m_alerts; } // raised so far

signals:
    void transactionWanted(const txdesk::Gid &gid);
    void wholeWanted(); // the events that are left out, too
    void callWanted(const txdesk::console::CallSelection &culprit); // what the verdict names

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void showVerdict();
    void alertIfNew(const QString &rule);
    void fillLinks();
    void addLink(const QString &text, const QString &tip, const std::function<void()> &open);
    [[nodiscard]] QString facts() const;

    QString m_gidText; // as it is, for copying
    QString m_tracePattern;
    QLabel *m_gid = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_loadAll = nullptr;
    bool m_whole = false;
    QLabel *m_status = nullptr;
    QLabel *m_key = nullptr;
    QHBoxLayout *m_linkRow = nullptr;
    QList<QToolButton *> m_linkButtons;
    BudgetBar *m_budget = nullptr;
    QLabel *m_facts = nullptr;
    QFrame *m_verdictBox = nullptr;
    QToolButton *m_culprit = nullptr; // named in large letters: who is at fault, or waited for
    QLabel *m_verdict = nullptr;
    CallSelection m_culpritCall;
    TransactionDetail m_detail;
    TransactionLinks m_links;
    QList<LockWait> m_waits;
    Appearance m_appearance;
    ParticipantNames m_names;
    Instant m_now{};
    bool m_connected = false;
    Gid m_alertGid;     // whose verdict was told last
    QString m_alertRule;
    std::optional<Instant> m_alertedAt;
    int m_alerts = 0;
};

} // namespace txdesk::console
