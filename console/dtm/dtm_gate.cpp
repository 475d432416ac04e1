// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/dtm_gate.h"

#include "console/dtm/dtm_rules.h"
#include "shared/base/foreign_word.h"

#include <QCoreApplication>

namespace txdesk::console::dtm {

namespace {

constexpr const char *ended = QT_TRANSLATE_NOOP("ActionGate", "It has ended already.");
constexpr const char *untilTimeout = QT_TRANSLATE_NOOP("ActionGate", "Nothing to do until its timeout: before it DTM looks and does nothing.");
constexpr const char *preparedSaga = QT_TRANSLATE_NOOP("ActionGate", "It was prepared and never submitted: DTM never calls a prepared saga.");
constexpr const char *nobodyToWake =
    QT_TRANSLATE_NOOP("ActionGate", "Its client left no address to wake it at: only the client itself can go on.");
constexpr const char *noSagaAbort =
    QT_TRANSLATE_NOOP("ActionGate", "A saga cannot be aborted on DTM: it rolls back by itself on a failure or its timeout.");
constexpr const char *onlyItsClient =
    QT_TRANSLATE_NOOP("ActionGate", "Only the workflow's own client knows how to take its steps back.");
constexpr const char *messageSent =
    QT_TRANSLATE_NOOP("ActionGate", "A submitted message cannot be taken back: its receivers will be called until they accept.");
constexpr const char *beingConfirmed =
    QT_TRANSLATE_NOOP("ActionGate", "Its client has decided: every branch is told until it accepts, and none is taken back.");
constexpr const char *notDtms = QT_TRANSLATE_NOOP("ActionGate", "DTM has no transactions of this kind.");

constexpr const char *noPause = QT_TRANSLATE_NOOP("ActionGate", "Stock DTM cannot pause a transaction.");
constexpr const char *noSubmit =
    QT_TRANSLATE_NOOP("ActionGate", "Not offered on stock DTM: it would run with the console's request, not with its stored options.");
constexpr const char *notKnownHere =
    QT_TRANSLATE_NOOP("ActionGate", "It is in a state that this version does not know: what an act would do cannot be told. Update it.");
constexpr const char *noAt = QT_TRANSLATE_NOOP("ActionGate", "Stock DTM has no AT mode.");
constexpr const char *noBranchVerbs = QT_TRANSLATE_NOOP("ActionGate", "Stock DTM cannot change what it has stored of one branch.");

ActionState denied(Action action, const char *reason, std::optional<Instant> legalAt = {})
{
    return {.action = action, .allowed = false, .reason = QString::fromUtf8(reason), .legalAt = legalAt};
}

ActionState allowed(Action action) { return {.action = action, .allowed = true, .reason = {}, .legalAt = {}}; }

ActionState gateRetry(const GlobalTransaction &t, Instant now)
{
    if (t.status != TransactionStatus::Prepared)
        return allowed(Action::Retry);
    switch (t.kind) {
    case TransactionKind::Saga: return denied(Action::Retry, preparedSaga);
    case TransactionKind::Workflow:
        return t.queryPrepared.isEmpty() ? denied(Action::Retry, nobodyToWake) : allowed(Action::Retry);
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
    case TransactionKind::Message: {
        const std::optional<Instant> end = deadline(t);
        return end && now < *end ? denied(Action::Retry, untilTimeout, end) : allowed(Action::Retry);
    }
    case TransactionKind::At:
    case TransactionKind::Notify: break;
    }
    return denied(Action::Retry, notDtms);
}

ActionState gateAbort(const GlobalTransaction &t)
{
    const bool prepared = t.status == TransactionStatus::Prepared;
    switch (t.kind) {
    case TransactionKind::Saga: return denied(Action::Abort, noSagaAbort);
    case TransactionKind::Workflow: return denied(Action::Abort, onlyItsClient);
    case TransactionKind::Message: return prepared ? allowed(Action::Abort) : denied(Action::Abort, messageSent);
    case TransactionKind::Tcc:
    case TransactionKind::Xa:
        return t.status == TransactionStatus::Submitted ? denied(Action::Abort, beingConfirmed) : allowed(Action::Abort);
    case TransactionKind::At:
    case TransactionKind::Notify: break;
    }
    return denied(Action::Abort, notDtms);
}

const char *whyNever(Action action)
{
    switch (action) {
    case Action::Pause:
    case Action::Resume: return noPause;
    case Action::Submit: return noSubmit;
    case Action::ForceRollback:
    case Action::AcceptCurrent: return noAt;
    default: return noBranchVerbs;
    }
}

bool isOffered(Action action) { return action == Action::Retry || action == Action::Abort || action == Action::ForceStop; }

ActionState gate(Action action, const GlobalTransaction &t, Instant now)
{
    if (!isOffered(action))
        return denied(action, whyNever(action));
    if (isForeign(t.status) || isForeign(t.kind))
        return denied(action, notKnownHere);
    if (isFinal(t.status))
        return denied(action, ended);
    if (action == Action::Retry)
        return gateRetry(t, now);
    return action == Action::Abort ? gateAbort(t) : allowed(action);
}

} // namespace

QList<ActionState> gateAll(const GlobalTransaction &transaction, Instant now)
{
    QList<ActionState> states;
    for (const Name<Action> &row : actionNames)
        states.append(gate(row.value, transaction, now));
    return states;
}

QHash<Action, QString> neverAllowed()
{
    QHash<Action, QString> reasons;
    for (const Name<Action> &row : actionNames)
        if (!isOffered(row.value))
            reasons.insert(row.value, QCoreApplication::translate("ActionGate", whyNever(row.value)));
    return reasons;
}

} // namespace txdesk::console::dtm
