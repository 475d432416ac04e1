// A changed copy of a finished transaction: when it may be made, and making it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/action_desk.h"
#include "console/actions/door_words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

QString ActionDesk::whyNoResubmit() const
{
    if (!m_subject)
        return tr("No transaction is selected.");
    const LinkStatus link = m_link.status();
    if (link.state != LinkState::Live)
        return link.door == Door::Open ? tr("Not connected to the coordinator.") : DoorWords::sentence(link);
    if (m_readOnly)
        return tr("This profile is read-only.");
    if (!m_link.capabilities().has(Feature::Resubmit))
        return tr("This back end cannot make copies.");
    if (const QString role = DoorWords::whyNot(Role::Operator, link); !role.isEmpty())
        return role;
    if (!isFinal(m_subject->snapshot.transaction.status))
        return tr("Only a finished transaction is copied: this one still goes on by itself.");
    return {};
}

void ActionDesk::resubmit(const Resubmission &copy, const Answer<Gid> &answer)
{
    const QString whyNot = whyNoResubmit();
    if (whyNot.isEmpty() && copy.original == subject()) {
        const Result<qint64> witnessed = m_witness.about(u"resubmit"_s, copy.original.value, copy.reason);
        if (!witnessed)
            return answer(tl::unexpected(witnessed.error()));
        return m_link.resubmit(copy, this, [this, answer, seq = *witnessed](const Result<Gid> &made) {
            m_witness.concluded(seq, made ? u"took-effect"_s : u"refused"_s, made ? made->value : made.error().message);
            answer(made);
        });
    }
    answer(fail(ErrorCode::Conflict, whyNot.isEmpty() ? tr("Another transaction is shown meanwhile.") : whyNot));
}

} // namespace txdesk::console
