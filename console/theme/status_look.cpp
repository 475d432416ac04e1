// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/theme/status_look.h"

#include "console/theme/op_role.h"
#include "shared/base/foreign_word.h"

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// Of a word that this console does not know.
Look unknownLook() { return {Meaning::Stopped, u"?"_s}; }

Look unfinishedLook(const StatusFacts &facts)
{
    if (facts.paused)
        return {Meaning::Stopped, u"‖"_s};
    if (facts.parked)
        return {Meaning::Failed, u"⚑"_s};
    if (facts.stuck)
        return {Meaning::Failed, u"⚠"_s};
    if (facts.status == TransactionStatus::Aborting)
        return {Meaning::Compensating, u"↺"_s};
    const bool atItsClient = facts.kind == TransactionKind::Workflow && facts.status == TransactionStatus::Prepared;
    if ((facts.status == TransactionStatus::Prepared && !atItsClient) || facts.failures > 0)
        return {Meaning::Waiting, u"◔"_s};
    return {Meaning::Running, u"▶"_s};
}

} // namespace

Look statusLook(const StatusFacts &facts)
{
    if (isForeign(facts.status))
        return unknownLook();
    if (facts.status == TransactionStatus::Succeeded)
        return {Meaning::Succeeded, u"✔"_s};
    if (facts.status == TransactionStatus::Failed)
        return facts.forced ? Look{Meaning::Stopped, u"▣"_s} : Look{Meaning::Compensating, u"✔"_s};
    return unfinishedLook(facts);
}

Look statusLook(const GlobalTransaction &transaction, bool stuck)
{
    return statusLook(StatusFacts{.kind = transaction.kind,
                                  .status = transaction.status,
                                  .paused = transaction.paused,
                                  .forced = transaction.forced,
                                  .stuck = stuck,
                                  .parked = transaction.parked != Parked::No,
                                  .failures = transaction.failures});
}

Look opLook(OpKind kind, OpStatus status)
{
    const bool undo = isUndo(kind);
    switch (status) {
    case OpStatus::Prepared: return {Meaning::Waiting, u"◌"_s};
    case OpStatus::Succeeded: return {undo ? Meaning::Compensating : Meaning::Succeeded, undo ? u"↺"_s : u"✔"_s};
    case OpStatus::Dead:
    case OpStatus::Dirty: return {Meaning::Failed, u"⚑"_s};
    case OpStatus::Failed: return {Meaning::Failed, u"✖"_s};
    }
    return unknownLook();
}

Look outcomeLook(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded: return {Meaning::Succeeded, u"✔"_s};
    case Outcome::Rejected: return {Meaning::Failed, u"✖"_s};
    case Outcome::Ongoing: return {Meaning::Waiting, u"◔"_s};
    case Outcome::Unknown: return {Meaning::Failed, u"?"_s};
    }
    return unknownLook();
}

} // namespace txdesk::console
