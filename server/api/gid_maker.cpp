// A 128-bit number in base 57, most significant digit first.
// SPDX-License-Identifier: Apache-2.0
#include "server/api/gid_maker.h"

#include <QRandomGenerator>

#include <algorithm>

namespace txdesk::api {
namespace {

constexpr char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr int length = 22; // 57^22 > 2^128
__extension__ using Number = unsigned __int128;

QString inBase57(Number number)
{
    char digits[length];
    for (int i = length - 1; i >= 0; --i) {
        digits[i] = alphabet[static_cast<int>(number % 57)];
        number /= 57;
    }
    return QString::fromLatin1(digits, length);
}

} // namespace

QString GidMaker::next(Instant now)
{
    const auto time = static_cast<quint64>(std::max<qint64>(toMs(now), 0));
    QRandomGenerator &random = *QRandomGenerator::global();
    if (time > (m_high >> 16)) {
        m_high = (time << 16) | random.bounded(0x10000u);
        m_low = random.generate64();
    } else {
        const quint64 before = m_low;
        m_low += 1 + random.generate64() % (quint64{1} << 40); // unguessable steps, no gid twice
        if (m_low < before)
            ++m_high;
    }
    return inBase57((Number{m_high} << 64) | m_low);
}

} // namespace txdesk::api
