// What an act would lead to, as the back end that would do it sees it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/transaction_detail.h"

namespace txdesk::console {

struct ActPreview
{
    QList<PlannedCall> calls{};
    QStringList willDo{};
    QStringList willNotDo{};

    friend bool operator==(const ActPreview &, const ActPreview &) = default;
};

} // namespace txdesk::console
