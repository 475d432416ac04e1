// The only way from a person's hand to the coordinator: one gate, guarded gestures, and a look at what really happened.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/act_witness.h"
#include "console/actions/action_report.h"
#include "console/client/coordinator_link.h"
#include "console/client/delayed_calls.h"
#include "console/models/branch_rows.h"
#include "console/models/undo_diff.h"
#include "console/text/participant_names.h"
#include "shared/engine/action_gate.h"

#include <QObject>
#include <QTimeZone>

namespace txdesk::console {

// Which gesture an act needs. Armed: sent after a pause in which Esc stops it. Dialog: preview and reason.
// Guarded: also the tail of the gid and a delayed button.
enum class Guard { Armed, Dialog, Guarded };
[[nodiscard]] Guard guardOf(Action action);

// An act that waits for a person's yes: what they look at is what is sent.
struct Confirmation
{
    Action action = Action::Retry;
    TransactionSnapshot snapshot{};
    engine::Preview preview{};
    QStringList leftAlone{}; // what was done and will not be undone, branch by branch
    BranchId branch{};       // only this one of it
    QStringList atStake{};   // dirty rows: which values the decision writes or keeps
    int reasonMin = 0;       // characters
    bool needsTicket = false; // in production, for what cannot be taken back

    [[nodiscard]] QString tail() const { return snapshot.transaction.gid.value.right(6); }
};

// Thread: GUI. The link, clock (server time) and delayed calls must outlive it.
class ActionDesk final : public QObject
{
    Q_OBJECT

public:
    static constexpr Milliseconds armedFor{1200};

    ActionDesk(CoordinatorLink &link, const Clock &serverClock, DelayedCalls &delayed, QObject *parent = nullptr);
    ~ActionDesk() override;

    void setSubject(const TransactionDetail &detail); // the transaction that is looked at, newest state
    void clearSubject();
    void setReadOnly(bool readOnly);
    void setProduction(bool production); // longer reasons, a ticket for what cannot be taken back
    [[nodiscard]] ActWitness &witness() { return m_witness; }
    void setRevealsAllowed(bool allowed); // without it nobody edits a copy: the editor shows secrets
    void setActsPerSecond(int most); // of this person's acts, one by one
    void setActor(const QString &actor) { m_actor = actor; }
    void setZone(const QTimeZone &zone); // of the times in sentences
    // What was looked at of the subject's dirty branch: without it nobody decides about its rows.
    void setUndo(const UndoView &undo);
    void setUndoProblem(const QString &problem); // its participant does not show it
    void setParticipantNames(const ParticipantNames &names) { m_names = names; }
    [[nodiscard]] const ParticipantNames &participantNames() const { return m_names; }
    [[nodiscard]] Instant now() const { return m_clock.now(); } // by the server's clock
    [[nodiscard]] Parked parked() const { return m_subject ? m_subject->snapshot.transaction.parked : Parked::No; }
    [[nodiscard]] Gid subject() const { return m_subject ? m_subject->snapshot.transaction.gid : Gid{}; }

    // Why an action is greyed, or that it is not. Connection first, then profile, then role, then the
    // server's own answer.
    [[nodiscard]] ActionState state(Action action) const;
    // Why not, and from when on it is possible by itself: "... Possible from 03:12:40 (in 18 s)." Empty: it is allowed.
    [[nodiscard]] QString whyNot(const ActionState &state) const;
    // branch: of an act on one branch; empty: the first it can be done to.
    [[nodiscard]] Confirmation confirmation(Action action, const BranchId &branch = {}) const;

    void trigger(Action action, const BranchId &branch = {}); // ignored when not allowed; branch: only this one
    void cancelArmed();
    void confirm(const Confirmation &confirmation, const QString &reason, const QString &ticket = {});
    // A changed copy under a new gid. Why it cannot be made now; empty: it can. The original stays as it is, so there is
    // nothing to watch: the answer is the copy's gid.
    [[nodiscard]] QString whyNoResubmit() const;
    void resubmit(const Resubmission &copy, const Answer<Gid> &answer);
    [[nodiscard]] bool isArmed() const { return m_armed != 0; }
    // Stock DTM only: whatever waits longer is made due, whichever it is. Why it cannot be done now; empty: it can.
    [[nodiscard]] QString whyNoWakeAll() const;
    void wakeAll(Seconds waitingMoreThan, int limit, const QString &reason, const QStringList &shown, const Answer<WokenCount> &answer);

signals:
    void statesChanged();
    void armed(txdesk::Action action, const txdesk::Gid &gid);
    void disarmed();
    void confirmationNeeded(const txdesk::console::Confirmation &confirmation);
    void confirmationMoved(); // the subject of an open confirmation changed
    void reported(const txdesk::console::ActReport &report);

private:
    [[nodiscard]] QString whyUndecided(Action action) const;
    [[nodiscard]] QString whyNotHere(Role role) const;
    [[nodiscard]] bool takesTurn(); // false: too many in the last second
    void tellStake(Confirmation &confirmation) const;
    void tellLeft(Confirmation &confirmation) const;
    [[nodiscard]] static QString leftAfterPhaseOne(const BranchRow &row, const QString &where, TransactionKind kind);
    struct Watched
    {
        ActReport report;
        GlobalTransaction before;
        QString whyNoEffect; // if none is seen
        qint64 witnessed = 0;
        DelayedCalls::Handle end = 0;
    };

    void send(ActionRequest request, const TransactionDetail &subject, const QStringList &shown = {}, const QString &ticket = {});
    void accepted(const ActReport &report, const TransactionDetail &subject, qint64 witnessed, const TransactionRow &row);
    void refused(const ActReport &report, const Error &error, qint64 witnessed);
    void look(const TransactionRow &row);
    void conclude(ActVerdict verdict, const QString &detail);
    [[nodiscard]] QString seenOf(Action action, const GlobalTransaction &before, const GlobalTransaction &now) const;
    void lookAgain(const GlobalTransaction &now);

    CoordinatorLink &m_link;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    std::optional<TransactionDetail> m_subject;
    std::optional<UndoView> m_undo;
    QString m_undoProblem;
    ActWitness m_witness;
    bool m_readOnly = false;
    bool m_production = false;
    bool m_revealsAllowed = true;
    int m_actsPerSecond = 20;
    QList<Instant> m_sentAt; // in the last second
    QString m_actor;
    QTimeZone m_zone = QTimeZone::utc();
    DelayedCalls::Handle m_armed = 0;
    std::optional<Watched> m_watched;
    // What took effect goes on: "called again" ends well or not, "rolling back" ends as rolled back.
    struct Followed
    {
        ActReport report;
        GlobalTransaction before;
        Instant until{};
    };
    std::optional<Followed> m_followed;
    ParticipantNames m_names;
    Gid m_sent; // an act on it has been sent and not been answered
    std::optional<TransactionRow> m_meanwhile; // what became of it before the answer came
};

} // namespace txdesk::console
