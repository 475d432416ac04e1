// New secrets and ids of tokens, from the kernel's random numbers.
// Thread: any.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QString>

namespace txdesk::security {

inline constexpr qsizetype secretCharactersMin = 32; // of a secret that somebody else has made

[[nodiscard]] QByteArray newSecret(); // "txd_" and 256 random bits in base64url: 47 characters
[[nodiscard]] QString newTokenId();   // 8 hexadecimal digits

// The id of the first token of a store: of coordinators that start at once on an empty one only one can store it.
[[nodiscard]] QString firstTokenId();

// Whether a secret from elsewhere can be a token: secretCharactersMin to 256 visible ASCII characters.
[[nodiscard]] bool canBeSecret(QByteArrayView secret);

} // namespace txdesk::security
