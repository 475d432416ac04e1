// What the command palette can find, and in which order: fuzzy, what was used last first.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/fuzzy_match.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>

namespace txdesk::console {

// Which of them a prefix asks for.
enum class PaletteKind { Command, Transaction, Participant, View, Time, Help };

struct PaletteEntry
{
    PaletteKind kind = PaletteKind::Command;
    QString id;     // of the recent list
    QString title;
    QString detail; // what is told beside it: a group, an address
    QString keys;   // of the shortcut, as people read it
    QString whyNot; // greyed with this reason; empty: it can be chosen
    std::function<void()> run{};
};

// Values only; no widget. Thread: any, one at a time.
class PaletteIndex
{
public:
    static constexpr int shown = 60; // at most

    void setEntries(QList<PaletteEntry> entries);
    void setRecent(const QStringList &ids); // newest first
    [[nodiscard]] const QList<PaletteEntry> &entries() const { return m_entries; }

    // text: as typed, with its prefix: > commands, @ participants, # views, : times, ? help; none: commands, views, participants.
    [[nodiscard]] QList<int> find(const QString &text) const; // places in entries(), best first
    [[nodiscard]] static QChar prefixOf(const QString &text); // null: none

private:
    QList<PaletteEntry> m_entries;
    QList<FuzzyText> m_texts;
    QHash<QString, int> m_recent; // place from the newest
};

} // namespace txdesk::console
