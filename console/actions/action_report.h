// What became of an operator's act, in the three words used everywhere: took effect, no effect seen, refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/result.h"
#include "shared/engine/act_effect.h"
#include "shared/model/action.h"
#include "shared/model/global_transaction.h"

#include <QCoreApplication>

namespace txdesk::console {

enum class ActVerdict {
    Sent, // accepted; the effect has not been seen yet
    TookEffect,
    NoEffectSeen, // accepted, and nothing happened for effectWait
    Refused,      // by the server, in its own words
    Lost,         // no answer: it may have been done
};

inline constexpr std::array<Name<ActVerdict>, 5> actVerdictNames{{
    {ActVerdict::Sent, QLatin1StringView("sent")},
    {ActVerdict::TookEffect, QLatin1StringView("took-effect")},
    {ActVerdict::NoEffectSeen, QLatin1StringView("no-effect-seen")},
    {ActVerdict::Refused, QLatin1StringView("refused")},
    {ActVerdict::Lost, QLatin1StringView("lost")},
}};

struct ActReport
{
    Gid gid{};
    Action action = Action::Retry;
    Parked parked = Parked::No; // when it was sent: decides what the act is called
    ActVerdict verdict = ActVerdict::Sent;
    QString detail{}; // what changed, or why not

    friend bool operator==(const ActReport &, const ActReport &) = default;
};

using engine::effectWait;

class ActWords
{
    Q_DECLARE_TR_FUNCTIONS(ActWords)

public:
    // What `action` has visibly done, in words; empty: nothing yet.
    [[nodiscard]] static QString effectSeen(Action action, const GlobalTransaction &before,
                                            const GlobalTransaction &now);
    [[nodiscard]] static QString sentence(const ActReport &report); // "✔ Retry now took effect: called again"
    [[nodiscard]] static Meaning meaning(ActVerdict verdict);
    [[nodiscard]] static ActVerdict verdictOf(const Error &error);
};

} // namespace txdesk::console
