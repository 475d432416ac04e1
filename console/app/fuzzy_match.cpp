// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/fuzzy_match.h"

namespace txdesk::console {

namespace {
constexpr int whole = 1000;    // the letters stand together
constexpr int atStart = 400;   // and the line begins with them
constexpr int wordStart = 30;  // a letter begins a word
constexpr int inARow = 15;     // a letter follows the one before
constexpr int lengthCounts = 1;
} // namespace

std::optional<int> fuzzyScore(QStringView foldedNeedle, const FuzzyText &text)
{
    const QString &line = text.folded;
    if (foldedNeedle.isEmpty())
        return 0;
    const qsizetype found = line.indexOf(foldedNeedle);
    if (found >= 0) {
        const bool beginsWord = found == 0 || !line[found - 1].isLetterOrNumber();
        return whole + (found == 0 ? atStart : 0) + (beginsWord ? wordStart * 4 : 0) - lengthCounts * static_cast<int>(line.size());
    }
    int score = 0;
    qsizetype at = -1;
    for (const QChar letter : foldedNeedle) {
        if (letter.isSpace())
            continue; // "ret now" finds "retry now"
        const qsizetype next = line.indexOf(letter, at + 1);
        if (next < 0)
            return std::nullopt;
        if (next == 0 || !line[next - 1].isLetterOrNumber())
            score += wordStart;
        if (at >= 0 && next == at + 1)
            score += inARow;
        at = next;
    }
    return score - lengthCounts * static_cast<int>(line.size());
}

} // namespace txdesk::console
