// Where each lane, arrow, bar and label of a sequence diagram goes. Geometry only: no painter, no widget, no clock.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/message_filter.h"
#include "console/timeline/retry_fold.h"

#include <QLineF>
#include <QRectF>
#include <QString>

#include <functional>

namespace txdesk::console {

enum class TextRole { Label, Small, Head, Caption };

// Text widths in px; the view passes fonts, tests pass 7 px a letter.
using TextWidth = std::function<qreal(const QString &text, TextRole role)>;

enum class AxisMode {
    EventOrder, // one row an event
    Hybrid,     // and a gap that grows with the logarithm of idle time
    ToScale,    // y is time; what would collide is pushed down
};

struct SequenceMetrics
{
    TextWidth textWidth;
    AxisMode axis = AxisMode::EventOrder;
    qreal lineHeight = 15; // of Label and Small text
    qreal laneGapMin = 132;
    qreal labelWidthMax = 300;
    qreal noteWidthMax = 220;
    qreal barWidth = 10;
};

// What a person chose to see of a sequence.
struct LayoutChoice
{
    FoldChoice folds{};
    MessageFilter filter{};
    QSet<qint64> wideGaps{}; // Hybrid: pauses drawn to scale, by the seq of what ends them
};

// What one row shows. Every row stands below the row before it. Stub: calls to lanes that were hidden.
enum class RowKind { Call, Reply, Loop, Decision, Wait, Restart, Note, Fold, Now, Stub };

struct SequenceRow
{
    RowKind kind = RowKind::Note;
    qsizetype message = -1; // index; -1 for Now
    qsizetype fold = -1;    // index into folds, for Fold
    qreal top = 0;
    qreal height = 0;
    qreal y = 0;     // of the arrow; of the middle for rows without one
    qreal fromX = 0; // of the lifelines an arrow joins; for rows across all lanes: left and right edge
    qreal toX = 0;
    QRectF badge;  // of the number
    QRectF label;
    QString text;  // what is drawn into label, elided if it had to be
    QRectF tab;    // "undoes #2"
    QString tabText;
    QRectF detail; // how long it took, or the countdown of a planned call
    QString detailText;
    QStringList lines; // of a note, wrapped
    Instant at{};
    Milliseconds idle{}; // since the row before, where it is 1 s or more
    QRectF gap;          // above the row: the pause it ends; its words are `gapText`
    QString gapText;
    qreal slantY = 0;    // a call that is known to have arrived late: where it arrived; 0: level
    int stubs = 0;       // of a Stub: messages it stands for
    qreal trueY = 0;     // ToScale: where its time is; y is lower if it was pushed down

    [[nodiscard]] qreal bottom() const { return top + height; }
};

enum class BarEnd { Closed, Open, Torn };

// Somebody is at work: a filled bar on a lifeline.
struct ActivationBar
{
    int lane = 0;
    int depth = 0; // bars beside each other on one lifeline
    qreal top = 0;
    qreal bottom = 0;
    BarEnd end = BarEnd::Closed;
    Meaning meaning = Meaning::Running;
    Certainty certainty = Certainty::Observed;
    qsizetype message = -1; // the call it belongs to; -1: none
};

struct LaneBox
{
    qreal x = 0;   // of the lifeline
    QRectF head;   // in header coordinates: y 0 is the top of the header
    QRectF caption;
    QString captionText;
    QString title; // elided to the head
    QString subtitle;
    int calls = 0;    // answered ones, and how many of them failed
    int failures = 0;
    std::optional<Meaning> state{}; // of its newest call
};

// A stretch of rows with a meaning: rolling back.
struct PhaseBand
{
    qreal top = 0;
    qreal bottom = 0;
    Meaning meaning = Meaning::Compensating;
};

struct SequenceLayout
{
    Sequence sequence;
    QList<RetryFold> folds;
    QList<LaneBox> lanes;    // as sequence.lanes
    QList<SequenceRow> rows; // by top
    QList<ActivationBar> bars; // by top
    QList<QList<qsizetype>> barBuckets; // bars that touch each 1024 px of height
    QList<PhaseBand> bands;
    QList<qsizetype> slants; // rows of calls that are known to have arrived late
    QList<qsizetype> rowsOf;   // of each message: its call row, or the fold that hides it; -1: none
    QList<qint8> tallies;      // of each message: 0 not answered, 1 answered, 2 failed; counted in its lane
    QBitArray leftOut;         // messages that the filter leaves out
    QList<qreal> gapNeeds;     // what the labels right of each lane need
    qreal acrossNeed = 0;      // what words across all lanes need
    qreal width = 0;
    qreal height = 0;
    qreal headerHeight = 0;
    qreal nowY = -1;       // of the "now" line; -1: none
    int eventsFolded = 0;  // journal events that no row of their own shows: in folds,
    int eventsHidden = 0;  // of hidden lanes,
    int eventsLeftOut = 0; // and left out by the filter

    static constexpr qreal bucketHeight = 1024;

    // Rows that touch [top, bottom): first and one past the last, found by bisection.
    [[nodiscard]] std::pair<qsizetype, qsizetype> rowsIn(qreal top, qreal bottom) const;
    [[nodiscard]] qsizetype rowAt(qreal y) const; // -1: none
    [[nodiscard]] qsizetype rowOfMessage(qsizetype message) const; // its call row, or the fold that hides it
};

[[nodiscard]] SequenceLayout layOut(const Sequence &sequence, const SequenceMetrics &metrics, const LayoutChoice &choice = {});
// Takes the sequence over; measures each text anew unless it is given a cached width.
[[nodiscard]] SequenceLayout layOut(Sequence &&sequence, const SequenceMetrics &metrics, const LayoutChoice &choice = {});

// Lays out anew only what the messages from `changed` on touch; layout.sequence has grown already, at its end. False: the
// whole has to be laid out, the layout is as it was. The result equals that of layOut().
[[nodiscard]] bool layOutMore(SequenceLayout &layout, qsizetype changed, const SequenceMetrics &metrics, const LayoutChoice &choice);

// Measures each text once. Not to be shared between threads.
[[nodiscard]] TextWidth cachedWidth(const TextWidth &textWidth);

// `text` shortened in its middle to fit; the whole text if it fits.
[[nodiscard]] QString elideMiddle(const QString &text, qreal width, TextRole role, const TextWidth &textWidth);
// Lines of at most `width`, broken at spaces where there are any; at most `linesMax`, the last one elided.
[[nodiscard]] QStringList wrapText(const QString &text, qreal width, int linesMax, TextRole role, const TextWidth &textWidth);

} // namespace txdesk::console
