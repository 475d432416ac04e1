// The subscribers of a topic as DTM keeps them in a kv row: [{"url":"..","remark":".."}].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/topic.h"

namespace txdesk::codec {

[[nodiscard]] QString subscribersText(const QList<Subscriber> &subscribers);
[[nodiscard]] Result<QList<Subscriber>> subscribersFromText(const QString &text);

} // namespace txdesk::codec
