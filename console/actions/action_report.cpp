// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/action_report.h"

#include "console/text/error_text.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"

namespace txdesk::console {

QString ActWords::effectSeen(Action action, const GlobalTransaction &before, const GlobalTransaction &now)
{
    if (!engine::hasTakenEffect(action, before, now))
        return {};
    if (action == Action::Retry && now.status == before.status && now.attempts > before.attempts) {
        const QString again = tr("called again, %n calls in all", nullptr, now.attempts);
        const QString error = oneLine(errorLine(now.lastError), 120);
        return now.failures <= before.failures ? again : error.isEmpty() ? tr("%1; it failed again").arg(again) : tr("%1; it failed again: %2").arg(again, error);
    }
    return tr("it is now %1").arg(statusWord(now));
}

QString ActWords::sentence(const ActReport &report)
{
    const QString verb = wordOf(report.action, report.parked);
    switch (report.verdict) {
    case ActVerdict::Sent: return tr("%1: sent, waiting to see the effect…").arg(verb);
    case ActVerdict::TookEffect: return tr("✔ %1 took effect: %2").arg(verb, report.detail);
    case ActVerdict::NoEffectSeen:
        return report.detail.isEmpty() ? tr("◌ %1 was accepted, no effect seen for 10 s").arg(verb)
                                       : tr("◌ %1 was accepted, no effect seen for 10 s: %2").arg(verb, report.detail);
    case ActVerdict::Refused: return tr("✖ %1 was refused: %2").arg(verb, report.detail);
    case ActVerdict::Lost: return tr("? %1 got no answer; it may have been done: %2").arg(verb, report.detail);
    }
    return {};
}

Meaning ActWords::meaning(ActVerdict verdict)
{
    switch (verdict) {
    case ActVerdict::Sent: return Meaning::Running;
    case ActVerdict::TookEffect: return Meaning::Succeeded;
    case ActVerdict::NoEffectSeen: return Meaning::Waiting;
    case ActVerdict::Refused:
    case ActVerdict::Lost: return Meaning::Failed;
    }
    return Meaning::Stopped;
}

ActVerdict ActWords::verdictOf(const Error &error)
{
    return error.code == ErrorCode::OutcomeUnknown ? ActVerdict::Lost : ActVerdict::Refused;
}

} // namespace txdesk::console
