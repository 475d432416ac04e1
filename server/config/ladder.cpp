// SPDX-License-Identifier: Apache-2.0
#include "server/config/ladder.h"

#include <algorithm>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype waitsMax = 64;
constexpr qint64 longestWait = 10LL * 365 * 24 * 3600;

qint64 secondsOfUnit(QChar unit)
{
    switch (unit.unicode()) {
    case u's': return 1;
    case u'm': return 60;
    case u'h': return 3600;
    case u'd': return 24 * 3600;
    default: return 0;
    }
}

// Negative: it is none.
qint64 waitFrom(const QString &word)
{
    if (word.isEmpty())
        return -1;
    const bool isBare = word.back().isDigit();
    const qint64 unit = isBare ? 1 : secondsOfUnit(word.back());
    const QString digits = word.left(word.size() - (isBare ? 0 : 1));
    bool ok = std::ranges::all_of(digits, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qint64 count = ok ? digits.toLongLong(&ok) : 0;
    return ok && unit > 0 && count >= 0 && count <= longestWait / unit ? count * unit : -1;
}

} // namespace

Result<QList<Seconds>> ladderFrom(const QStringList &waits)
{
    if (waits.isEmpty() || waits.size() > waitsMax)
        return fail(ErrorCode::InvalidRequest, u"needs 1 to %1 waits, such as 10s,5m,2h"_s.arg(waitsMax));
    QList<Seconds> ladder;
    for (const QString &word : waits) {
        const qint64 wait = waitFrom(word);
        if (wait < 0)
            return fail(ErrorCode::InvalidRequest, u"\"%1\" is no wait; write a number with s, m, h or d behind it: 10s,5m,2h"_s.arg(word.left(64)));
        ladder.append(Seconds{wait});
    }
    return ladder;
}

} // namespace txdesk::config
