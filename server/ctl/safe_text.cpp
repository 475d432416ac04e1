// Code points one by one, by their Unicode category.
// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/safe_text.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

namespace {

bool isDangerous(char32_t point)
{
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return false;
    }
}

// Source: Unicode 15, East_Asian_Width W and F, in whole blocks.
bool isWide(char32_t point)
{
    static constexpr std::array<std::pair<char32_t, char32_t>, 14> blocks{{
        {0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},
        {0xa000, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}}};
    return std::ranges::any_of(blocks, [point](const auto &block) { return point >= block.first && point <= block.second; });
}

int widthOf(char32_t point)
{
    const QChar::Category category = QChar::category(point);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    return isWide(point) ? 2 : 1;
}

} // namespace

QString safeText(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (const uint unit : text.toUcs4()) {
        const char32_t point = unit;
        if (isDangerous(point) || point == 0xfffd)
            safe += u"\\u{%1}"_s.arg(static_cast<uint>(point), 0, 16);
        else
            safe += QString::fromUcs4(&point, 1);
    }
    return safe;
}

int displayWidth(const QString &text)
{
    int width = 0;
    for (const uint point : text.toUcs4())
        width += widthOf(point);
    return width;
}

QString fitted(const QString &text, int width)
{
    if (displayWidth(text) <= width)
        return text;
    QString cut;
    int used = 1; // the ellipsis
    for (const uint unit : text.toUcs4()) {
        const char32_t point = unit;
        used += widthOf(point);
        if (used > width)
            break;
        cut += QString::fromUcs4(&point, 1);
    }
    return cut + u'…';
}

QString safeJson(const QJsonObject &json)
{
    QString safe;
    for (const QChar c : QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Indented)))
        if (c != u'\n' && !c.isSurrogate() && isDangerous(c.unicode()))
            safe += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            safe += c;
    return safe;
}

} // namespace txdesk::ctl
