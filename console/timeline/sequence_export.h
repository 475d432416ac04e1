// A sequence diagram as a picture outside the window: SVG with real text, PNG.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/sequence_painter.h"
#include "shared/base/result.h"

#include <QImage>

class QIODevice;

namespace txdesk::console {

inline constexpr qint64 exportPixelsMax = 64'000'000; // of one PNG; more: SVG

// Heads, rail and body as one picture, in px.
[[nodiscard]] QSizeF pictureSize(const SequenceLayout &layout);
void paintPicture(QPainter &painter, const SequenceScene &scene);

// `caption` says where the picture comes from: gid, environment, time zone, program version.
[[nodiscard]] Result<> writeSvg(QIODevice &device, const SequenceScene &scene, const QString &caption);
// InvalidRequest if it would have more than exportPixelsMax pixels.
[[nodiscard]] Result<QImage> renderImage(const SequenceScene &scene, qreal scale);

} // namespace txdesk::console
