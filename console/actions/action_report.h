// What became of an operator's act, in the three words used everywhere: took effect, no effect seen, refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/theme/theme.h"
#include "shared/base/result.h"
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

struct ActReport
{
    Gid gid{};
    Action action = Action::Retry;
    Parked parked = Parked::No; // when it was sent: decides what the act is called
    ActVerdict verdict = ActVerdict::Sent;
    QString detail{}; // what changed, or why not

    friend bool operator==(const ActReport &, const ActReport &) = default;
};

// How long the effect of an accepted act is waited for.
inline constexpr Milliseconds effectWait{10'000};

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
