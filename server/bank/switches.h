// The bank's switches: what shall go wrong with the calls that come, once or from now on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"
#include "shared/base/names.h"
#include "shared/base/result.h"

#include <QList>
#include <QMap>
#include <QRandomGenerator>
#include <QString>

namespace txdesk::bank {

// What befalls the next call of an op; the text is the member of POST /switch.
enum class Fault {
    Fail,        // answered with a status, not worked
    LoseAnswer,  // worked, then the connection is dropped
    DropRequest, // the connection is dropped before it is worked
    Delay,       // worked after so many ms
    Hold,        // worked when released
};
inline constexpr std::array<Name<Fault>, 5> faultNames{{
    {Fault::Fail, QLatin1StringView("failNext")},
    {Fault::LoseAnswer, QLatin1StringView("loseAnswerNext")},
    {Fault::DropRequest, QLatin1StringView("dropRequestNext")},
    {Fault::Delay, QLatin1StringView("delayNextMs")},
    {Fault::Hold, QLatin1StringView("holdNext")},
}};

enum class Pause {
    Off,
    Silent,  // requests are taken and answered only after the pause
    Refused, // nobody listens on the port
};
inline constexpr std::array<Name<Pause>, 3> pauseNames{{
    {Pause::Off, QLatin1StringView("off")},
    {Pause::Silent, QLatin1StringView("silent")},
    {Pause::Refused, QLatin1StringView("refused")},
}};

struct PendingFault
{
    Fault fault = Fault::Fail;
    int value = 0; // status, or ms

    friend bool operator==(const PendingFault &, const PendingFault &) = default;
};

// What one call meets.
struct Fate
{
    Milliseconds delay{0};
    int failStatus = 0; // 0: worked
    bool dropRequest = false;
    bool loseAnswer = false;
    bool hold = false;

    friend bool operator==(const Fate &, const Fate &) = default;
};

struct Switches
{
    Milliseconds latency{0};
    int failPercent = 0;
    int failStatus = 500;
    int loseAnswerPercent = 0;
    bool barrier = true; // false: ops take effect as often and in the order as they come
    Pause pause = Pause::Off;
    QMap<QString, QList<PendingFault>> next{}; // endpoint ("TransIn"), or endpoint and op ("TransInXa.commit"), or "*":
                                               // what befalls its next calls, in order

    // Takes the next fault of that endpoint away. Percentages come from `random`, so that a seed repeats them.
    [[nodiscard]] Fate fateOf(const QString &endpoint, QRandomGenerator &random, const QString &op = {});
};

} // namespace txdesk::bank
