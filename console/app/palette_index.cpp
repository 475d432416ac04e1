// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/palette_index.h"

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int recentBonus = 300; // of the newest; less with each place
constexpr int ofTransactions = 5000;
constexpr int afterAllOthers = 100'000; // what cannot be chosen now is found, but Enter does not land on it
constexpr int namedCommand = 6000; // its words begin with what was typed: no gid was meant

bool belongsTo(QChar prefix, PaletteKind kind)
{
    switch (prefix.unicode()) {
    case u'>': return kind == PaletteKind::Command;
    case u'@': return kind == PaletteKind::Participant;
    case u'#': return kind == PaletteKind::View;
    case u':': return kind == PaletteKind::Time;
    case u'?': return kind == PaletteKind::Help || kind == PaletteKind::Command;
    default: return kind != PaletteKind::Help && kind != PaletteKind::Time;
    }
}

} // namespace

QChar PaletteIndex::prefixOf(const QString &text)
{
    return !text.isEmpty() && u">@#:?"_s.contains(text.front()) ? text.front() : QChar();
}

void PaletteIndex::setEntries(QList<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    m_texts.clear();
    m_texts.reserve(m_entries.size());
    for (const PaletteEntry &entry : m_entries)
        m_texts.append(FuzzyText(entry.title + u' ' + entry.detail));
}

void PaletteIndex::setRecent(const QStringList &ids)
{
    m_recent.clear();
    for (const QString &id : ids)
        m_recent.insert(id, static_cast<int>(m_recent.size()));
}

QList<int> PaletteIndex::find(const QString &text) const
{
    const QChar prefix = prefixOf(text);
    const QString needle = (prefix.isNull() ? text : text.mid(1)).trimmed().toCaseFolded();
    QList<std::pair<int, int>> found; // score, place
    for (int place = 0; place < m_entries.size(); ++place) {
        const PaletteEntry &entry = m_entries[place];
        if (!belongsTo(prefix, entry.kind))
            continue;
        std::optional<int> score = entry.kind == PaletteKind::Transaction ? ofTransactions : fuzzyScore(needle, m_texts[place]);
        if (!score)
            continue;
        const bool isNamed = entry.kind == PaletteKind::Command && needle.size() > 2 && m_texts[place].folded.startsWith(needle);
        if (isNamed)
            *score += namedCommand;
        if (const auto recent = m_recent.constFind(entry.id); recent != m_recent.cend())
            *score += std::max(recentBonus - *recent * 10, 0);
        if (!entry.whyNot.isEmpty() && !isNamed) // what was named tells its reason
            *score -= afterAllOthers;
        found.append({*score, place});
    }
    const auto better = [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; };
    const qsizetype kept = std::min<qsizetype>(found.size(), shown);
    std::partial_sort(found.begin(), found.begin() + kept, found.end(), better);
    QList<int> places;
    for (qsizetype i = 0; i < kept; ++i)
        places.append(found[i].second);
    return places;
}

} // namespace txdesk::console
