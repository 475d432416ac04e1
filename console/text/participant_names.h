// What people call participants, which a journal knows by host and port only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QHash>
#include <QString>

namespace txdesk::console {

using ParticipantNames = QHash<QString, QString>; // "127.0.0.1:8081" -> "bank-a"

// The text with the names of those that have one. Whole addresses only: 127.0.0.1:808 is not part of 127.0.0.1:8081.
[[nodiscard]] QString named(const QString &text, const ParticipantNames &names);

} // namespace txdesk::console
