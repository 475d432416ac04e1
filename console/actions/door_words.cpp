// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/door_words.h"

#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

Role roleNeededFor(Action action)
{
    switch (action) {
    case Action::Retry:
    case Action::Pause:
    case Action::Resume:
    case Action::Abort:
    case Action::Submit:
    case Action::ForceRollback:
    case Action::AcceptCurrent: return Role::Operator;
    case Action::Skip:
    case Action::MarkFailed:
    case Action::ForceStop: return Role::Admin;
    }
    return Role::Admin;
}

QString DoorWords::sentence(const LinkStatus &status)
{
    switch (status.door) {
    case Door::Open: return {};
    case Door::NotAuthorised:
        return status.hasToken
                   ? tr("Not authorised: the coordinator does not accept the token. It is wrong, has expired or was revoked; ask an "
                        "administrator for a new one and enter it in the profile.")
                   : tr("Not authorised: the coordinator asks for a token. Enter one in the profile.");
    case Door::Forbidden:
        return status.caller
                   ? tr("Forbidden: the console needs the role viewer; this token is %1. Enter another token in the profile.")
                         .arg(wordOf(status.caller->role))
                   : tr("Forbidden: the console needs the role viewer. Enter another token in the profile.");
    case Door::Busy: return tr("The coordinator asks to wait: too many requests or failed tries from here.");
    case Door::Untrusted:
        return status.certificate && !status.certificate->pinned.isEmpty()
                   ? tr("The coordinator's certificate is another one than the profile's: nothing was sent.")
                   : tr("The coordinator's certificate is not trusted: nothing was sent.");
    }
    return {};
}

QString DoorWords::state(Door door)
{
    switch (door) {
    case Door::Open: return {};
    case Door::NotAuthorised: return tr("not authorised");
    case Door::Forbidden: return tr("forbidden");
    case Door::Busy: return tr("asked to wait");
    case Door::Untrusted: return tr("certificate not trusted");
    }
    return {};
}

QString DoorWords::caller(const LinkStatus &status)
{
    if (!status.caller)
        return {};
    const QString role = wordOf(status.caller->role);
    const bool saysMore = !status.caller->name.isEmpty() && status.caller->name != nameIn(roleNames, status.caller->role);
    return saysMore ? tr("%1: %2", "role: name").arg(role, status.caller->name) : role;
}

QString DoorWords::whyNot(Role needed, const LinkStatus &status)
{
    if (!status.caller || status.caller->role >= needed)
        return {};
    return tr("Needs role %1; you are %2.").arg(wordOf(needed), wordOf(status.caller->role));
}

} // namespace txdesk::console
