// What the bank can do with money, as a table: one row for each URL a coordinator may call.
// Source of the names: DTM's examples (TransOut, TransIn) and its C# tutorial (TransferOut, TransferIn).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLatin1StringView>
#include <QStringView>

#include <array>

namespace txdesk::bank {

// What happens when an account lacks the money that would be taken from it.
enum class Shortage {
    Refuse,     // 409, nothing is done
    Overdraw,   // the balance may fall below zero: an undo must not be refused
    NothingToDo // there is nothing set aside to give back: done
};

struct Movement
{
    QLatin1StringView name; // path without the slash
    int balance = 0;        // times the amount
    int frozen = 0;         // times the amount
    Shortage shortage = Shortage::Refuse;
};

inline constexpr std::array<Movement, 18> movements{{
    {QLatin1StringView("TransOut"),               -1,  0, Shortage::Refuse},
    {QLatin1StringView("TransOutCompensate"),     +1,  0, Shortage::Overdraw},
    {QLatin1StringView("TransIn"),                +1,  0, Shortage::Refuse},
    {QLatin1StringView("TransInCompensate"),      -1,  0, Shortage::Overdraw},
    {QLatin1StringView("TransferOut"),            -1,  0, Shortage::Refuse},
    {QLatin1StringView("TransferOut_Compensate"), +1,  0, Shortage::Overdraw},
    {QLatin1StringView("TransferIn"),             +1,  0, Shortage::Refuse},
    {QLatin1StringView("TransferIn_Compensate"),  -1,  0, Shortage::Overdraw},
    {QLatin1StringView("Reserve"),                -1, +1, Shortage::Refuse},
    {QLatin1StringView("ReserveCompensate"),      +1, -1, Shortage::NothingToDo},
    {QLatin1StringView("TransOutTry"),            -1, +1, Shortage::Refuse},
    {QLatin1StringView("TransOutConfirm"),         0, -1, Shortage::NothingToDo},
    {QLatin1StringView("TransOutCancel"),         +1, -1, Shortage::NothingToDo},
    {QLatin1StringView("TransInTry"),              0,  0, Shortage::Refuse}, // only looks whether there is such an account
    {QLatin1StringView("TransInConfirm"),         +1,  0, Shortage::Refuse},
    {QLatin1StringView("TransInCancel"),           0,  0, Shortage::Overdraw},
    {QLatin1StringView("TransOutXa"),             -1,  0, Shortage::Refuse}, // until its phase 2 in a prepared XA branch
    {QLatin1StringView("TransInXa"),              +1,  0, Shortage::Refuse},
}};

[[nodiscard]] const Movement *movementNamed(QStringView name); // null: there is none

} // namespace txdesk::bank
