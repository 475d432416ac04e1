// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_compare.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

bool isStep(const SequenceMessage &message)
{
    const bool kind = message.kind == MessageKind::Call || message.kind == MessageKind::Loop || message.kind == MessageKind::Decision
                      || message.kind == MessageKind::Restart;
    return kind && !isPlanned(message);
}

struct Keyed
{
    QString key;
    qsizetype message = -1;
};

// The n-th time that a thing happens is compared with the n-th time on the other side.
QList<Keyed> keysOf(const Sequence &sequence)
{
    QList<Keyed> keys;
    QHash<QString, int> seen;
    for (qsizetype i = 0; i < sequence.messages.size(); ++i) {
        const SequenceMessage &message = sequence.messages[i];
        if (!isStep(message))
            continue;
        const QString what = message.branch.value + u'|' + message.verb;
        keys.append({what + u'|' + QString::number(++seen[what]), i});
    }
    return keys;
}

double factorOf(const SequenceMessage &left, const SequenceMessage &right)
{
    const bool timed = left.op && right.op && left.answeredAt && right.answeredAt;
    const Milliseconds difference = std::max(left.took, right.took) - std::min(left.took, right.took);
    if (!timed || difference < slowerAtLeast)
        return 0;
    const Milliseconds least(1);
    return double(std::max(right.took, least).count()) / double(std::max(left.took, least).count());
}

} // namespace

bool isSlower(const ComparedPair &pair)
{
    return pair.factor >= slowerFrom || (pair.factor > 0 && pair.factor <= 1 / slowerFrom);
}

bool isMissing(const ComparedPair &pair)
{
    return pair.left < 0 || pair.right < 0;
}

QList<ComparedPair> compareSequences(const Sequence &left, const Sequence &right)
{
    const QList<Keyed> leftKeys = keysOf(left);
    const QList<Keyed> rightKeys = keysOf(right);
    QHash<QString, qsizetype> inLeft;
    QHash<QString, qsizetype> inRight;
    for (const Keyed &key : leftKeys)
        inLeft.insert(key.key, key.message);
    for (const Keyed &key : rightKeys)
        inRight.insert(key.key, key.message);
    QList<ComparedPair> pairs;
    QSet<qsizetype> told; // of the right side
    auto next = rightKeys.cbegin();
    const auto holesUpTo = [&](qsizetype message) { // what only the right side has, in its order
        for (; next != rightKeys.cend() && next->message < message; ++next)
            if (!inLeft.contains(next->key) && !told.contains(next->message))
                pairs.append({-1, next->message, 0});
    };
    for (const Keyed &key : leftKeys) {
        const qsizetype twin = inRight.value(key.key, -1);
        if (twin >= 0) {
            holesUpTo(twin);
            told.insert(twin);
        }
        pairs.append({key.message, twin, twin < 0 ? 0 : factorOf(left.messages[key.message], right.messages[twin])});
    }
    holesUpTo(right.messages.size());
    return pairs;
}

ComparisonCount countOf(const QList<ComparedPair> &pairs, const Sequence &left, const Sequence &right)
{
    ComparisonCount count;
    count.pairs = int(pairs.size());
    for (const ComparedPair &pair : pairs) {
        count.onlyLeft += pair.right < 0 ? 1 : 0;
        count.onlyRight += pair.left < 0 ? 1 : 0;
        count.slower += isSlower(pair) ? 1 : 0;
        const bool both = pair.left >= 0 && pair.right >= 0;
        count.answered += both && left.messages[pair.left].outcome != right.messages[pair.right].outcome ? 1 : 0;
    }
    return count;
}

} // namespace txdesk::console
