// The diagram in plain letters, for tickets and terminals.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/timeline/lane_layout.h"
#include "console/timeline/sequence_uml.h"

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype railColumns = 14; // columns for the time

// Wide letters take two columns in a terminal.
qsizetype columnsOf(const QString &text)
{
    qsizetype columns = 0;
    for (const char32_t c : text.toUcs4())
        columns += (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF)
                           || (c >= 0xFF00 && c <= 0xFF60) || c >= 0x1F300
                       ? 2
                       : 1;
    return columns;
}

QString cutTo(const QString &text, qsizetype columns)
{
    QString kept = oneLine(text, 400);
    while (columnsOf(kept) > columns && !kept.isEmpty())
        kept.chop(kept.back().isLowSurrogate() ? 2 : 1);
    return kept;
}

class AsciiWriter
{
public:
    AsciiWriter(const SequenceLayout &layout, const QTimeZone &zone) : m_layout(layout), m_zone(zone)
    {
        const qsizetype lanes = std::max<qsizetype>(layout.sequence.lanes.size(), 1);
        m_pitch = std::clamp<qsizetype>((200 - railColumns) / lanes, 14, 42);
    }

    QStringList run()
    {
        QString heads(railColumns, u' ');
        for (const SequenceLane &lane : m_layout.sequence.lanes) {
            const QString name = cutTo(lane.name, m_pitch - 2);
            heads += name + QString(m_pitch - columnsOf(name), u' ');
        }
        m_lines = {heads.trimmed().isEmpty() ? heads : trimmedRight(heads), bare()};
        for (const SequenceRow &row : m_layout.rows)
            tell(row);
        return m_lines;
    }

private:
    [[nodiscard]] static QString trimmedRight(QString text)
    {
        while (text.endsWith(u' '))
            text.chop(1);
        return text;
    }
    [[nodiscard]] qsizetype columnOf(int lane) const { return railColumns + std::max(lane, 0) * m_pitch + 2; }

    [[nodiscard]] QString bare() const
    {
        QString line(columnOf(int(m_layout.sequence.lanes.size()) - 1) + 1, u' ');
        for (int i = 0; i < int(m_layout.sequence.lanes.size()); ++i)
            line[columnOf(i)] = u'|';
        return line;
    }

    // Words over a stretch of columns; wide letters take the place of two.
    static void put(QString &line, qsizetype at, const QString &words)
    {
        if (line.size() < at)
            line += QString(at - line.size(), u' ');
        line.replace(at, std::min(columnsOf(words), line.size() - at), words);
    }

    void words(const SequenceRow &row, int lane, const QString &text, qsizetype room)
    {
        QString line = bare();
        const SequenceMessage &message = m_layout.sequence.messages[row.message];
        if (message.seq > 0 && row.kind != RowKind::Reply)
            line.replace(0, 12, clockMsText(row.at, m_zone));
        put(line, columnOf(lane) + 2, cutTo(text, room));
        m_lines.append(line);
    }

    void arrow(int from, int to, QChar shaft, const QString &head)
    {
        QString line = bare();
        const bool right = to > from;
        const qsizetype left = columnOf(std::min(from, to)) + 1;
        const qsizetype end = columnOf(std::max(from, to));
        for (qsizetype i = left; i < end; ++i)
            line[i] = shaft == u'.' && i % 2 == 0 ? u' ' : shaft;
        line.replace(right ? end - head.size() : left, head.size(), head);
        m_lines.append(line);
    }

    void call(const SequenceRow &row)
    {
        const SequenceMessage &message = m_layout.sequence.messages[row.message];
        const bool answer = row.kind == RowKind::Reply;
        const int from = answer ? message.to : message.from;
        const int to = answer ? message.from : message.to;
        QString text = answer ? message.reply : (message.number > 0 ? QString::number(message.number) + u' ' : QString()) + message.label;
        if (answer && !tookText(message).isEmpty())
            text += u" ("_s + tookText(message) + u')';
        if (!answer && message.undoes > 0)
            text += u" ["_s + undoesText(message) + u']';
        const qsizetype room = std::max<qsizetype>(std::abs(to - from) * m_pitch - 3, 10);
        words(row, std::min(from, to), text, room);
        if (from == to)
            return;
        const bool lost = !answer && (message.replyKind == ReplyKind::Lost || message.replyKind == ReplyKind::Refused);
        const QString head = lost ? (message.replyKind == ReplyKind::Lost ? u"?"_s : u"X"_s) : to > from ? u">"_s : u"<"_s;
        arrow(from, to, answer || isPlanned(message) ? u'.' : message.op && message.undoes > 0 ? u'=' : u'-', head);
    }

    void across(const QString &text, QChar fill)
    {
        const qsizetype width = columnOf(int(m_layout.sequence.lanes.size()) - 1) - railColumns + 3;
        const QString shown = u' ' + cutTo(text, std::max<qsizetype>(width - 8, 30)) + u' ';
        const qsizetype left = std::max<qsizetype>((width - columnsOf(shown)) / 2, 2);
        m_lines.append(QString(railColumns, u' ') + QString(left, fill) + shown + QString(std::max<qsizetype>(width - left - columnsOf(shown), 2), fill));
    }

    void tell(const SequenceRow &row)
    {
        if (!row.gap.isNull())
            across(durationText(row.idle), u'.');
        if (row.kind == RowKind::Now)
            return across(row.text, u'~');
        const SequenceMessage &message = m_layout.sequence.messages[row.message];
        switch (row.kind) {
        case RowKind::Call:
        case RowKind::Reply: return call(row);
        case RowKind::Loop: return words(row, message.from, u"@ "_s + QString::number(message.number) + u' ' + message.label, m_pitch * 2);
        case RowKind::Note: return words(row, message.from, u"# "_s + message.label, m_pitch * 2);
        case RowKind::Fold: return across(foldLabel(m_layout.folds[row.fold], m_layout.sequence.messages), u':');
        case RowKind::Decision:
        case RowKind::Restart: return across(message.label, u'=');
        case RowKind::Wait: return across(message.label, u'.');
        case RowKind::Stub: return across(row.text, u'.');
        case RowKind::Now: return;
        }
    }

    const SequenceLayout &m_layout;
    QTimeZone m_zone;
    qsizetype m_pitch = 24;
    QStringList m_lines;
};

} // namespace

QString asciiText(const SequenceLayout &layout, const ExportNote &note)
{
    QStringList lines;
    for (const QString &line : noteLines(note, layout))
        lines.append(oneLine(line, 400));
    lines.append(QString());
    lines += AsciiWriter(layout, note.zone).run();
    return lines.join(u'\n') + u'\n';
}

} // namespace txdesk::console
