// What is not done to one unfinished transaction: a changed copy of a finished one, waking all that wait on a stock DTM.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/action_desk.h"
#include "console/actions/door_words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

// Connection, profile and role, in the order of state().
QString ActionDesk::whyNotHere(Role role) const
{
    const LinkStatus link = m_link.status();
    if (link.state != LinkState::Live)
        return link.door == Door::Open ? tr("Not connected to the coordinator.") : DoorWords::sentence(link);
    if (m_readOnly)
        return tr("This profile is read-only.");
    return DoorWords::whyNot(role, link);
}

QString ActionDesk::whyNoResubmit() const
{
    if (!m_subject)
        return tr("No transaction is selected.");
    const LinkStatus link = m_link.status();
    if (link.state == LinkState::Live && !m_readOnly && !m_link.capabilities().has(Feature::Resubmit))
        return tr("This back end cannot make copies.");
    if (const QString here = whyNotHere(Role::Operator); !here.isEmpty())
        return here;
    if (!m_revealsAllowed)
        return tr("This profile does not allow secrets to be revealed, and the editor would show them.");
    if (!isFinal(m_subject->snapshot.transaction.status))
        return tr("Only a finished transaction is copied: this one still goes on by itself.");
    return {};
}

QString ActionDesk::whyNoWakeAll() const
{
    if (const QString here = whyNotHere(Role::Operator); !here.isEmpty())
        return here;
    const Capabilities capabilities = m_link.capabilities();
    if (!capabilities.readOnly.isEmpty())
        return capabilities.readOnly;
    return capabilities.has(Feature::WakeAll) ? QString() : tr("This back end cannot wake all at once.");
}

void ActionDesk::wakeAll(Seconds waitingMoreThan, int limit, const QString &reason, const QStringList &shown, const Answer<WokenCount> &answer)
{
    if (const QString whyNot = whyNoWakeAll(); !whyNot.isEmpty())
        return answer(fail(ErrorCode::Conflict, whyNot));
    const QString target = u"waitingMoreThan=%1s limit=%2"_s.arg(waitingMoreThan.count()).arg(limit);
    const Result<qint64> witnessed = m_witness.about(u"wake-all"_s, target, reason, shown);
    if (!witnessed)
        return answer(tl::unexpected(witnessed.error()));
    m_link.wakeAll(waitingMoreThan, limit, reason, this, [this, answer, seq = *witnessed](const Result<WokenCount> &woken) {
        const ActVerdict failed = woken ? ActVerdict::Refused : ActWords::verdictOf(woken.error());
        const ActVerdict verdict = !woken ? failed : woken->count > 0 ? ActVerdict::TookEffect : ActVerdict::NoEffectSeen;
        m_witness.concluded(seq, nameIn(actVerdictNames, verdict), woken ? QString::number(woken->count) : woken.error().message);
        answer(woken);
    });
}

void ActionDesk::resubmit(const Resubmission &copy, const Answer<Gid> &answer)
{
    const QString whyNot = whyNoResubmit();
    if (whyNot.isEmpty() && copy.original == subject()) {
        const Result<qint64> witnessed = m_witness.about(u"resubmit"_s, copy.original.value, copy.reason);
        if (!witnessed)
            return answer(tl::unexpected(witnessed.error()));
        return m_link.resubmit(copy, this, [this, answer, seq = *witnessed](const Result<Gid> &made) {
            m_witness.concluded(seq, nameIn(actVerdictNames, made ? ActVerdict::TookEffect : ActWords::verdictOf(made.error())), made ? made->value : made.error().message);
            answer(made);
        });
    }
    answer(fail(ErrorCode::Conflict, whyNot.isEmpty() ? tr("Another transaction is shown meanwhile.") : whyNot));
}

} // namespace txdesk::console
