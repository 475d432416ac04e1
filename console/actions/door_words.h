// In words: why the coordinator does not let us in, and what helps.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/link_status.h"
#include "shared/model/action.h"

#include <QCoreApplication>

namespace txdesk::console {

[[nodiscard]] Role roleNeededFor(Action action);

class DoorWords
{
    Q_DECLARE_TR_FUNCTIONS(DoorWords)

public:
    // What is wrong and which action helps; empty when the door is open.
    [[nodiscard]] static QString sentence(const LinkStatus &status);
    // Two or three words for the status line: "not authorised".
    [[nodiscard]] static QString state(Door door);
    // "operator: lin"; empty while the coordinator has not said.
    [[nodiscard]] static QString caller(const LinkStatus &status);
    // "Needs role admin; you are operator."; empty: the role may do it, or is not known.
    [[nodiscard]] static QString whyNot(Role needed, const LinkStatus &status);
};

} // namespace txdesk::console
