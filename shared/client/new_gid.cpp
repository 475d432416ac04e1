// Writes time and chance in base 57.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/new_gid.h"

#include "shared/base/instant.h"

#include <QRandomGenerator>

namespace txdesk::client {

Gid newGid()
{
    static constexpr char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    static constexpr qint64 base = sizeof(alphabet) - 1;
    static_assert(base == 57);

    QString text(22, QChar());
    qint64 ms = toMs(SystemClock().now());
    for (int i = 7; i >= 0; --i, ms /= base)
        text[i] = QLatin1Char(alphabet[ms % base]);
    for (int i = 8; i < text.size(); ++i)
        text[i] = QLatin1Char(alphabet[QRandomGenerator::system()->bounded(int(base))]);
    return Gid{text};
}

} // namespace txdesk::client
