// Finds a movement by the path of its URL.
// SPDX-License-Identifier: Apache-2.0
#include "server/bank/movement.h"

#include <algorithm>

namespace txdesk::bank {

const Movement *movementNamed(QStringView name)
{
    const auto found = std::ranges::find_if(movements, [name](const Movement &row) { return row.name == name; });
    return found == movements.end() ? nullptr : &*found;
}

} // namespace txdesk::bank
