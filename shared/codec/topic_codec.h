// The subscribers of a topic as DTM keeps them in a kv row: [{"url":"..","remark":".."}].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/topic.h"

#include <QJsonObject>

namespace txdesk::codec {

[[nodiscard]] QString subscribersText(const QList<Subscriber> &subscribers);
[[nodiscard]] Result<QList<Subscriber>> subscribersFromText(const QString &text);

// Of /api/v1/topics: {"topics":[{"name","version","subscribers":[{"url","remark"}]}]}, by name.
[[nodiscard]] QJsonObject topicsToJson(const QList<KvRow> &rows);
[[nodiscard]] Result<QList<Topic>> topicsFromJson(const QJsonObject &json);

} // namespace txdesk::codec
