// The whole diagram in a narrow column: where failures are, what is in sight, which range is chosen.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_painter.h"

#include <QPixmap>

namespace txdesk::console {

// Thread: GUI. Keeps a picture of the layout until forget().
class Minimap
{
public:
    enum class Part { None, Track, Window, RangeTop, RangeBottom };
    static constexpr qreal width = 44;

    void forget() { m_picture = {}; }
    // `seen`: from and to, 0 to 1, of what is in sight.
    void paint(QPainter &painter, const QRectF &area, const SequenceScene &scene, std::pair<qreal, qreal> seen);

    [[nodiscard]] Part partAt(const QPointF &at, const QRectF &area, const SequenceScene &scene, std::pair<qreal, qreal> seen) const;
    // The seq of the first event at or below a place, 0 to 1.
    [[nodiscard]] static qint64 seqAt(const SequenceLayout &layout, qreal place);
    // The places of a chosen range, or of the whole.
    [[nodiscard]] static std::pair<qreal, qreal> placesOf(const SequenceScene &scene);

private:
    void draw(const QSizeF &size, qreal scale, const SequenceScene &scene);

    QPixmap m_picture;
    QString m_search;
};

} // namespace txdesk::console
