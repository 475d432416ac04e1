// Journal events as compact JSON text, written fast: the store keeps one array of them per commit.
// The same members as toJson(JournalEvent).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/journal_event.h"

#include <QByteArray>
#include <QList>

namespace txdesk::codec {

[[nodiscard]] QByteArray journalText(const QList<JournalEvent> &events); // "[{...},{...}]"
[[nodiscard]] Result<QList<JournalEvent>> journalFromText(const QByteArray &text);

// One event, "{...}", appended to `out`.
void appendEvent(QByteArray &out, const JournalEvent &event);

// Appends `text` as a JSON string, quotes and escapes included.
void appendJsonString(QByteArray &out, QStringView text);

} // namespace txdesk::codec
