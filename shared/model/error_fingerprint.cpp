// SPDX-License-Identifier: Apache-2.0
#include "shared/model/error_fingerprint.h"

#include <algorithm>

namespace txdesk {

namespace {

constexpr qsizetype lengthMax = 120;
constexpr qsizetype idLength = 16; // so many hex digits in a row, dashes aside, are an id

bool isHex(QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); }
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

// A run of letters, digits and dashes that is nothing but an id: a UUID, a hash, a trace id, 0x7f31.
bool isId(QStringView word)
{
    if (word.startsWith(u"0x") && word.size() > 2)
        return std::all_of(word.begin() + 2, word.end(), isHex);
    const auto hex = std::count_if(word.begin(), word.end(), isHex);
    const auto dashes = std::count(word.begin(), word.end(), u'-');
    return hex >= idLength && hex + dashes == word.size() && std::any_of(word.begin(), word.end(), isDigit);
}

void appendWord(QString &result, QStringView word)
{
    if (isId(word)) {
        result += u'#';
        return;
    }
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (!isDigit(word[i]))
            result += word[i];
        else if (i == 0 || !isDigit(word[i - 1]))
            result += u'#';
    }
}

} // namespace

QString errorFingerprint(const QString &error)
{
    QString result;
    qsizetype at = 0;
    while (at < error.size() && result.size() < 2 * lengthMax) {
        qsizetype end = at;
        while (end < error.size() && (error[end].isLetterOrNumber() || error[end] == u'-'))
            ++end;
        if (end == at)
            result += error[at++];
        else
            appendWord(result, QStringView(error).sliced(at, end - at));
        at = std::max(at, end);
    }
    return result.simplified().left(lengthMax);
}

} // namespace txdesk
