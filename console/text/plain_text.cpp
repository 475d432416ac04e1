// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/plain_text.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype toolTipMax = 2000;
constexpr char16_t controlPictures = 0x2400; // "␀" and those after it

bool reorders(char16_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

} // namespace

QString visibleText(const QString &text)
{
    const auto changes = [](QChar letter) {
        const char16_t c = letter.unicode();
        return (c < 0x20 && c != u'\n' && c != u'\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || reorders(c);
    };
    if (std::none_of(text.cbegin(), text.cend(), changes))
        return text;
    QString shown;
    shown.reserve(text.size());
    for (const QChar letter : text) {
        const char16_t c = letter.unicode();
        if (c == u'\n' || c == u'\t')
            shown += letter;
        else if (c < 0x20)
            shown += QChar(static_cast<char16_t>(controlPictures + c));
        else if (c == 0x7F)
            shown += u'␡';
        else if (reorders(c) || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029)
            shown += u"⟨U+%1⟩"_s.arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += letter;
    }
    return shown;
}

QString oneLine(const QString &text, qsizetype most)
{
    const QString line = visibleText(text.left(most + 1)).simplified();
    return text.size() > most || line.size() > most ? line.left(most - 1) + u'…' : line;
}

QString asToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    const QString shown = text.size() > toolTipMax ? text.left(toolTipMax) + u'…' : text;
    return u"<qt><div style='white-space:pre-wrap'>"_s + visibleText(shown).toHtmlEscaped() + u"</div></qt>"_s;
}

} // namespace txdesk::console
