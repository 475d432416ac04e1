// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_uml.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/timeline/lane_layout.h"

#include <QCoreApplication>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype labelMax = 200;

// What the two languages spell differently.
struct Dialect
{
    QLatin1StringView call;
    QLatin1StringView planned;
    QLatin1StringView lost;
    QLatin1StringView answer;
    QString (*escaped)(const QString &text);
    QString (*across)(const QString &text, int lanes); // a line through all lanes
    QString (*pause)(const QString &text, int lanes);
    QString (*note)(const QString &text, int lane);
};

// Its own signs would begin formatting, links or commands.
QString plantText(const QString &text)
{
    QString escaped;
    for (const QChar c : oneLine(text, labelMax)) {
        if (u"~<>[]{}\\|\"*_#=/&%'-"_s.contains(c) && !u"/&%'-=_"_s.contains(c))
            escaped += u'~';
        escaped += c;
    }
    return escaped.replace(u"//"_s, u"~//"_s).replace(u"__"_s, u"~__"_s).replace(u"--"_s, u"~--"_s).trimmed();
}

QString mermaidWords(const QString &text)
{
    QString escaped;
    for (const QChar c : oneLine(text, labelMax))
        escaped += u"#;<>{}\"`%:\\"_s.contains(c) ? u"#%1;"_s.arg(c.unicode()) : QString(c);
    return escaped.trimmed();
}

const Dialect plantUml{.call = "->"_L1,
                       .planned = "-->>"_L1,
                       .lost = "->x"_L1,
                       .answer = "-->"_L1,
                       .escaped = plantText,
                       .across = [](const QString &text, int) { return u"== %1 =="_s.arg(text); },
                       .pause = [](const QString &text, int) { return u"... %1 ..."_s.arg(text); },
                       .note = [](const QString &text, int lane) { return u"note over P%1 : %2"_s.arg(lane).arg(text); }};
const Dialect mermaid{.call = "->>"_L1,
                      .planned = "--)"_L1,
                      .lost = "-x"_L1,
                      .answer = "-->>"_L1,
                      .escaped = mermaidWords,
                      .across = [](const QString &text, int lanes) { return u"Note over P0,P%1: %2"_s.arg(lanes - 1).arg(text); },
                      .pause = [](const QString &text, int lanes) { return u"Note over P0,P%1: … %2 …"_s.arg(lanes - 1).arg(text); },
                      .note = [](const QString &text, int lane) { return u"Note over P%1: %2"_s.arg(lane).arg(text); }};

QString callWords(const SequenceMessage &message)
{
    QString words = message.number > 0 ? u"%1. %2"_s.arg(message.number).arg(message.label) : message.label;
    if (!message.party.isEmpty())
        words += u" @ "_s + message.party;
    if (message.undoes > 0)
        words += u" ("_s + undoesText(message) + u')';
    return words;
}

QString answerWords(const SequenceMessage &message)
{
    const QString took = tookText(message);
    return took.isEmpty() ? message.reply : u"%1 (%2)"_s.arg(message.reply, took);
}

class UmlWriter
{
public:
    UmlWriter(const SequenceLayout &layout, const Dialect &dialect) : m_layout(layout), m_dialect(dialect), m_lanes(int(layout.sequence.lanes.size())) {}

    QStringList run()
    {
        for (const SequenceRow &row : m_layout.rows)
            tell(row);
        return m_lines;
    }

private:
    void say(const QString &line) { m_lines.append(line); }
    [[nodiscard]] QString words(const QString &text) const
    {
        const QString escaped = m_dialect.escaped(text);
        return escaped.isEmpty() ? u"-"_s : escaped;
    }

    void arrow(int from, QLatin1StringView sign, int to, const QString &text)
    {
        const bool plant = &m_dialect == &plantUml;
        const QString line = plant ? u"P%1 %2 P%3 : "_s : u"P%1%2P%3: "_s;
        say(line.arg(from).arg(sign).arg(to) + words(text)); // words may hold a percent sign
    }

    void tell(const SequenceRow &row)
    {
        if (!row.gap.isNull())
            say(m_dialect.pause(words(durationText(row.idle)), m_lanes));
        if (row.kind == RowKind::Now)
            return say(m_dialect.across(words(row.text), m_lanes));
        const SequenceMessage &message = m_layout.sequence.messages[row.message];
        const bool arrived = message.replyKind != ReplyKind::Refused && message.replyKind != ReplyKind::Lost;
        switch (row.kind) {
        case RowKind::Call:
            return arrow(message.from, isPlanned(message) ? m_dialect.planned : arrived ? m_dialect.call : m_dialect.lost, message.to, callWords(message));
        case RowKind::Reply: return arrow(message.to, m_dialect.answer, message.from, answerWords(message));
        case RowKind::Loop: return arrow(message.from, m_dialect.call, message.from, callWords(message));
        case RowKind::Decision:
        case RowKind::Restart: return say(m_dialect.across(words(message.label), m_lanes));
        case RowKind::Wait: return say(m_dialect.pause(words(message.label), m_lanes));
        case RowKind::Note: return say(m_dialect.note(words(message.label), std::max(message.from, 0)));
        case RowKind::Fold: return say(m_dialect.pause(words(foldLabel(m_layout.folds[row.fold], m_layout.sequence.messages)), m_lanes));
        case RowKind::Stub: return say(m_dialect.pause(words(row.text), m_lanes));
        case RowKind::Now: return;
        }
    }

    const SequenceLayout &m_layout;
    const Dialect &m_dialect;
    int m_lanes;
    QStringList m_lines;
};

QLatin1StringView plantKind(LaneRole role)
{
    switch (role) {
    case LaneRole::Operator: return "actor"_L1;
    case LaneRole::Coordinator: return "control"_L1;
    case LaneRole::Locks: return "database"_L1;
    case LaneRole::Initiator:
    case LaneRole::Participant: return "participant"_L1;
    }
    return "participant"_L1;
}

QString laneTitle(const SequenceLane &lane)
{
    const QString members = lane.members.isEmpty() ? QString() : u" ("_s + lane.members.join(u", "_s) + u')';
    return oneLine(lane.name + members, 120);
}

} // namespace

int messageCount(const SequenceLayout &layout)
{
    return int(std::count_if(layout.rows.cbegin(), layout.rows.cend(), [](const SequenceRow &row) {
        return row.kind == RowKind::Call || row.kind == RowKind::Reply || row.kind == RowKind::Loop;
    }));
}

QString plantUmlText(const SequenceLayout &layout, const ExportNote &note)
{
    QStringList lines{u"@startuml"_s};
    for (const QString &line : noteLines(note, layout))
        lines.append(u"' "_s + oneLine(line, 400));
    lines.append(u"title "_s + plantText(note.gid));
    for (qsizetype i = 0; i < layout.sequence.lanes.size(); ++i) {
        const SequenceLane &lane = layout.sequence.lanes[i];
        lines.append(u"%1 \"%2\" as P%3"_s.arg(plantKind(lane.role), laneTitle(lane).replace(u'"', u'\'')).arg(i));
    }
    lines += UmlWriter(layout, plantUml).run();
    lines.append(u"caption "_s + plantText(noteLines(note, layout).join(u" · "_s)));
    lines.append(u"@enduml"_s);
    return lines.join(u'\n') + u'\n';
}

QString mermaidText(const SequenceLayout &layout, const ExportNote &note)
{
    QStringList lines{u"sequenceDiagram"_s};
    for (const QString &line : noteLines(note, layout))
        lines.append(u"  %% "_s + oneLine(line, 400));
    for (qsizetype i = 0; i < layout.sequence.lanes.size(); ++i) {
        const bool person = layout.sequence.lanes[i].role == LaneRole::Operator;
        lines.append(u"  %1 P%2 as %3"_s.arg(person ? "actor"_L1 : "participant"_L1).arg(i).arg(mermaidWords(laneTitle(layout.sequence.lanes[i]))));
    }
    for (const QString &line : UmlWriter(layout, mermaid).run())
        lines.append(u"  "_s + line);
    return lines.join(u'\n') + u'\n';
}

} // namespace txdesk::console
