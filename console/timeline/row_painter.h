// Paints single rows of the diagram: the arrow grammar.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_marks.h"
#include "console/timeline/sequence_painter.h"

namespace txdesk::console {

class RowPainter
{
public:
    RowPainter(QPainter &painter, const SequenceScene &scene) : m_painter(painter), m_scene(scene), m_theme(scene.theme) {}

    void paint(const SequenceRow &row);
    void paintSlant(const SequenceRow &row); // of a call that arrived late
    void paintArrowOnly(const SequenceRow &row); // without words, for small zooms

private:
    void paintCall(const SequenceRow &row);
    void paintCallLine(const SequenceRow &row);
    void paintReply(const SequenceRow &row);
    void paintReplyLine(const SequenceRow &row);
    void paintOutcome(const SequenceRow &row);
    void paintBarrierNote(const SequenceRow &row);
    void paintLoop(const SequenceRow &row);
    void paintDecision(const SequenceRow &row);
    void paintWait(const SequenceRow &row);
    void paintRestart(const SequenceRow &row);
    void paintNote(const SequenceRow &row);
    void paintFold(const SequenceRow &row);
    void paintNow(const SequenceRow &row);
    void paintStub(const SequenceRow &row);
    void paintGap(const SequenceRow &row);
    void paintOngoing(const SequenceRow &row, ArrowLine line);
    void paintBrokenLine(const ArrowLine &line);
    void paintLabel(const SequenceRow &row, const QColor &ink);
    void paintPill(const QRectF &words, const QColor &fill, const QColor &border);

    [[nodiscard]] const SequenceMessage &messageOf(const SequenceRow &row) const;
    [[nodiscard]] QColor inkOf(const SequenceMessage &message) const;    // of its call
    [[nodiscard]] QColor replyInk(const SequenceMessage &message) const; // of its answer
    [[nodiscard]] QColor wordsInk(const SequenceMessage &message) const;

    QPainter &m_painter;
    const SequenceScene &m_scene;
    const Theme &m_theme;
};

} // namespace txdesk::console
