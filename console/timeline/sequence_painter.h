// Paints a laid out sequence diagram. The one paint path for screen, SVG, PNG and tests.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_fonts.h"
#include "console/timeline/sequence_layout.h"

#include <QTimeZone>

class QPainter;

namespace txdesk::console {

// How much is drawn; follows from the height of a row on screen.
enum class Detail { Full, Lines, Ticks, Density };
[[nodiscard]] Detail detailAt(qreal zoom);

// What a picture depends on besides its layout.
struct SequenceScene
{
    const SequenceLayout &layout;
    const Theme &theme;
    const SequenceFonts &fonts;
    Instant now{};          // countdowns end here
    bool nowKnown = false;  // false: countdowns are left out (exports, lost connection)
    QTimeZone zone = QTimeZone::utc();
    qsizetype hovered = -1;  // message: it and its relatives stay, the others fade
    int hoveredLane = -1;    // so do its messages
    qsizetype selected = -1; // message
    int selectedLane = -1;
    QString search{};        // messages that say this are marked
    qint64 fromSeq = 0;      // a range of the journal: what is outside fades; 0: no limit
    qint64 toSeq = 0;
    qsizetype hoveredRow = -1; // the rail says how long after the row before it came
    std::function<void(qsizetype row)> beforeRow{}; // called before each row is painted: pictures with structure; -1: the rest
};

// True if it is faded: something else is being looked at.
[[nodiscard]] bool isFaded(const SequenceScene &scene, qsizetype message);

inline constexpr qreal railWidth = 104;

// Body coordinates: x 0 is right of the time rail, y 0 below the header. `clip` limits what is drawn, in the same
// coordinates; pictures of adjacent clips fit together.
void paintBody(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail = Detail::Full);
void paintHeader(QPainter &painter, const SequenceScene &scene);                   // body x; y 0 is the header's top
// y 0 is the first row's top, x 0 the rail's left. Not to be scaled: words keep their size, `zoom` spreads the rows.
void paintRail(QPainter &painter, const QRectF &clip, const SequenceScene &scene, Detail detail = Detail::Full, qreal zoom = 1);
void paintRailHead(QPainter &painter, const SequenceScene &scene, qreal height); // the time zone, above the rail

// The other messages that light up with a hovered one: what it undoes, what undoes it, the other tries of its op.
[[nodiscard]] bool areRelated(const SequenceMessage &a, const SequenceMessage &b);

} // namespace txdesk::console
