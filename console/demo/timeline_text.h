// A transaction's journal as text lines, without times: "L01 AP>TM submit ok". The same play gives the same lines.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/demo/event_lines.h"

#include <QStringList>

namespace txdesk::demo {

[[nodiscard]] QStringList timelineText(const TransactionDetail &detail, const NameOf &nameOf);

} // namespace txdesk::demo
