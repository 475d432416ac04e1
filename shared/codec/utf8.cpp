// Strict UTF-8, after the table of well-formed byte sequences in the Unicode standard (3.9, table 3-7).
// SPDX-License-Identifier: Apache-2.0
#include "shared/codec/utf8.h"

namespace txdesk::codec {
namespace {

struct Lead
{
    int following = -1; // -1: not a lead byte
    unsigned char secondMin = 0x80;
    unsigned char secondMax = 0xBF;
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {0};
    if (byte < 0xC2)
        return {-1};
    if (byte < 0xE0)
        return {1};
    if (byte == 0xE0)
        return {2, 0xA0, 0xBF};
    if (byte == 0xED)
        return {2, 0x80, 0x9F};
    if (byte < 0xF0)
        return {2};
    if (byte == 0xF0)
        return {3, 0x90, 0xBF};
    if (byte < 0xF4)
        return {3};
    if (byte == 0xF4)
        return {3, 0x80, 0x8F};
    return {-1};
}

} // namespace

bool isValidUtf8(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const Lead lead = leadOf(static_cast<unsigned char>(text[at]));
        if (lead.following < 0 || text.size() - at <= lead.following)
            return false;
        for (int i = 1; i <= lead.following; ++i) {
            const auto byte = static_cast<unsigned char>(text[at + i]);
            const unsigned char low = i == 1 ? lead.secondMin : 0x80;
            const unsigned char high = i == 1 ? lead.secondMax : 0xBF;
            if (byte < low || byte > high)
                return false;
        }
        at += lead.following + 1;
    }
    return true;
}

} // namespace txdesk::codec
