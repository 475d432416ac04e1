// SPDX-License-Identifier: Apache-2.0
#include "shared/base/foreign_word.h"

#include <QMutex>
#include <QStringList>

namespace txdesk::foreign {

namespace {

// The names that are not ours: like our constexpr tables the same for the whole process, for values carry only a number.
// It only grows, and is bounded: a server that makes words up costs some kilobytes.
struct WordTable
{
    QMutex guard;
    QStringList words;
};

WordTable &table()
{
    static WordTable words;
    return words;
}

} // namespace

int numberOf(QStringView word)
{
    const QString kept = word.size() > foreignWordMax ? word.first(foreignWordMax - 1).toString() + u'…' : word.toString();
    WordTable &known = table();
    const QMutexLocker lock(&known.guard);
    qsizetype at = known.words.indexOf(kept);
    if (at < 0) {
        at = known.words.size();
        if (at < foreignWordsMax)
            known.words.append(kept);
    }
    return -1 - static_cast<int>(at);
}

QString wordOf(int number)
{
    WordTable &known = table();
    const QMutexLocker lock(&known.guard);
    const qsizetype at = -1 - qsizetype{number};
    if (at == foreignWordsMax)
        return QStringLiteral("…");
    return at >= 0 && at < known.words.size() ? known.words.at(at) : QString();
}

} // namespace txdesk::foreign
