// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/line_diff.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace txdesk::console {

namespace {

// The table of the middle part has at most so many cells: 16 MB. What is larger is told as one block.
constexpr qsizetype cellsMax = 8'000'000;

using Pair = std::pair<qsizetype, qsizetype>;

// Positions that are paired, ascending on both sides. Empty: one side is, or there are too many.
template <class Item>
QList<Pair> commonPairs(const QList<Item> &a, const QList<Item> &b, bool &tooLarge)
{
    qsizetype head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const qsizetype rows = a.size() - head - tail, columns = b.size() - head - tail;
    QList<Pair> pairs;
    for (qsizetype i = 0; i < head; ++i)
        pairs.append({i, i});
    tooLarge = rows > 0 && columns > cellsMax / rows;
    if (!tooLarge) {
        const auto width = static_cast<std::size_t>(columns + 1);
        std::vector<quint16> length(static_cast<std::size_t>(rows + 1) * width, 0);
        const auto at = [&length, width](qsizetype i, qsizetype j) -> quint16 & {
            return length[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)];
        };
        for (qsizetype i = rows - 1; i >= 0; --i)
            for (qsizetype j = columns - 1; j >= 0; --j)
                at(i, j) = a[head + i] == b[head + j] ? static_cast<quint16>(std::min(at(i + 1, j + 1) + 1, 65'535))
                                                      : std::max(at(i + 1, j), at(i, j + 1));
        for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
            if (a[head + i] == b[head + j])
                pairs.append({head + i++, head + j++});
            else if (at(i + 1, j) >= at(i, j + 1))
                ++i;
            else
                ++j;
        }
    }
    for (qsizetype i = tail; i > 0; --i)
        pairs.append({a.size() - i, b.size() - i});
    return pairs;
}

// Numbers, words and single signs: what a person sees change in a line.
QList<QStringView> wordsOf(QStringView line)
{
    QList<QStringView> words;
    for (qsizetype i = 0; i < line.size();) {
        qsizetype end = i + 1;
        if (line[i].isLetterOrNumber())
            while (end < line.size() && line[end].isLetterOrNumber())
                ++end;
        words.append(line.mid(i, end - i));
        i = end;
    }
    return words;
}

QList<DiffSpan> unpairedSpans(const QList<QStringView> &words, const QList<qsizetype> &paired)
{
    QList<DiffSpan> spans;
    qsizetype at = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool same = std::binary_search(paired.cbegin(), paired.cend(), i);
        if (!same && !spans.isEmpty() && spans.last().from + spans.last().length == at)
            spans.last().length += words[i].size();
        else if (!same)
            spans.append({at, words[i].size()});
        at += words[i].size();
    }
    return spans;
}

DiffRow changedRow(const LineDiff &diff, qsizetype left, qsizetype right)
{
    constexpr qsizetype comparedMax = 2000; // characters of a line
    DiffRow row{DiffKind::Changed, left, right};
    const QString &a = diff.left[left], &b = diff.right[right];
    if (a.size() > comparedMax || b.size() > comparedMax) {
        row.leftSpans = {{0, a.size()}};
        row.rightSpans = {{0, b.size()}};
        return row;
    }
    const QList<QStringView> words = wordsOf(a), others = wordsOf(b);
    bool tooLarge = false;
    QList<qsizetype> leftPaired, rightPaired;
    for (const Pair &pair : commonPairs(words, others, tooLarge)) {
        leftPaired.append(pair.first);
        rightPaired.append(pair.second);
    }
    row.leftSpans = unpairedSpans(words, leftPaired);
    row.rightSpans = unpairedSpans(others, rightPaired);
    return row;
}

// A block that differs: line against line as far as both go, the rest removed or added.
void appendBlock(LineDiff &diff, qsizetype left, qsizetype leftEnd, qsizetype right, qsizetype rightEnd)
{
    while (left < leftEnd && right < rightEnd)
        diff.rows.append(changedRow(diff, left++, right++));
    while (left < leftEnd)
        diff.rows.append({DiffKind::Removed, left++, -1});
    while (right < rightEnd)
        diff.rows.append({DiffKind::Added, -1, right++});
}

} // namespace

qsizetype LineDiff::differences() const
{
    qsizetype runs = 0;
    for (qsizetype i = 0; i < rows.size(); ++i)
        runs += rows[i].kind != DiffKind::Same && (i == 0 || rows[i - 1].kind == DiffKind::Same) ? 1 : 0;
    return runs;
}

LineDiff lineDiff(const QString &left, const QString &right)
{
    LineDiff diff;
    if (!left.isEmpty())
        diff.left = left.split(u'\n');
    if (!right.isEmpty())
        diff.right = right.split(u'\n');
    // Lines are compared by number: equal lines, equal numbers.
    QHash<QString, int> numbers;
    const auto numbered = [&numbers](const QList<QString> &lines) {
        QList<int> result;
        for (const QString &line : lines) {
            const auto known = numbers.constFind(line);
            result.append(known == numbers.cend() ? *numbers.insert(line, static_cast<int>(numbers.size())) : *known);
        }
        return result;
    };
    const QList<int> a = numbered(diff.left), b = numbered(diff.right);
    qsizetype i = 0, j = 0;
    for (const Pair &pair : commonPairs(a, b, diff.coarse)) {
        appendBlock(diff, i, pair.first, j, pair.second);
        diff.rows.append({DiffKind::Same, pair.first, pair.second});
        i = pair.first + 1;
        j = pair.second + 1;
    }
    appendBlock(diff, i, a.size(), j, b.size());
    return diff;
}

} // namespace txdesk::console
