// A payload as a person may read it: JSON indented, anything else as text or hex, secrets hidden.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>

namespace txdesk::console {

enum class PayloadForm { Empty, Json, Text, Binary };

struct PayloadText
{
    PayloadForm form = PayloadForm::Empty;
    QString text;           // redacted
    bool truncated = false; // more than payloadShownMax was there

    friend bool operator==(const PayloadText &, const PayloadText &) = default;
};

inline constexpr qsizetype payloadShownMax = 256 * 1024; // bytes

[[nodiscard]] PayloadText readablePayload(const QByteArray &payload);

} // namespace txdesk::console
