// Checks bytes for strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArrayView>

namespace txdesk::codec {

[[nodiscard]] bool isValidUtf8(QByteArrayView text);

} // namespace txdesk::codec
