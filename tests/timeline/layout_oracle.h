// What must hold of every layout, whatever happened to the transaction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "console/timeline/sequence_layout.h"

namespace txdesk::test {

// 7 px a letter, as wide as people fear.
[[nodiscard]] inline console::SequenceMetrics plainMetrics(console::AxisMode axis = console::AxisMode::EventOrder)
{
    console::SequenceMetrics metrics;
    metrics.axis = axis;
    metrics.textWidth = [](const QString &text, console::TextRole) { return 7.0 * double(text.size()); };
    return metrics;
}

// The first rule that is broken, in words; empty if all hold.
[[nodiscard]] inline QString brokenRule(const console::SequenceLayout &layout)
{
    using namespace console;
    using namespace Qt::StringLiterals;
    qreal bottom = 0;
    int drawn = 0;
    QList<qreal> callY(layout.sequence.messages.size(), -1);
    for (const SequenceRow &row : layout.rows) {
        if (row.top < bottom - 0.01)
            return u"rows overlap or are out of order"_s;
        bottom = row.bottom();
        if (row.y < row.top || row.y > row.bottom())
            return u"an arrow lies outside of its row"_s;
        const bool arrow = row.kind == RowKind::Call || row.kind == RowKind::Reply;
        const QList<QRectF> words{row.badge, row.label, row.tab, row.detail};
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (!words[i].isValid())
                continue;
            if (words[i].top() < row.top - 0.01 || words[i].bottom() > row.bottom() + 0.01)
                return u"words leave their row: "_s + row.text;
            if (arrow && words[i].bottom() > row.y - 4)
                return u"words lie on an arrow head: "_s + row.text;
            for (qsizetype j = i + 1; j < words.size(); ++j)
                if (words[j].isValid() && words[i].intersects(words[j]))
                    return u"two labels overlap: "_s + row.text;
        }
        if (row.message < 0)
            continue;
        if (row.kind == RowKind::Call)
            callY[row.message] = row.y;
        else if (row.kind == RowKind::Reply && row.y <= callY[row.message])
            return u"an answer stands above its call"_s;
        const SequenceMessage &message = layout.sequence.messages[row.message];
        if (row.kind == RowKind::Stub)
            continue; // counted below
        if (row.kind != RowKind::Fold && row.kind != RowKind::Reply)
            drawn += message.events;
        else if (row.kind == RowKind::Reply && message.callMissing)
            drawn += message.events;
    }
    const int elsewhere = layout.eventsFolded + layout.eventsHidden + layout.eventsLeftOut;
    if (drawn + elsewhere != layout.sequence.events)
        return u"%1 drawn + %2 folded, hidden or left out is not %3 events"_s.arg(drawn).arg(elsewhere).arg(layout.sequence.events);
    for (const SequenceRow &row : layout.rows) {
        if (row.message < 0 || row.kind == RowKind::Stub)
            continue;
        const SequenceMessage &message = layout.sequence.messages[row.message];
        if (isHidden(message) || message.from >= layout.lanes.size() || message.to >= layout.lanes.size())
            return u"an arrow goes to a lane that is not drawn: "_s + row.text;
        if (message.undoes > 0 && (message.number == 0 ? message.undoes : message.undoes >= message.number) && !isPlanned(message))
            return u"an undo of something that comes after it: "_s + row.text;
    }
    for (qsizetype i = 1; i < layout.lanes.size(); ++i)
        if (layout.lanes[i].head.left() <= layout.lanes[i - 1].head.right() || layout.lanes[i].caption.left() <= layout.lanes[i - 1].caption.right())
            return u"two lane heads overlap"_s;
    return {};
}

} // namespace txdesk::test
