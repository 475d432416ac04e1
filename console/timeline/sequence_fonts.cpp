// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/sequence_fonts.h"

#include <QFontMetricsF>

#include <array>
#include <memory>

namespace txdesk::console {
namespace {

QFont scaled(const QFont &base, double factor)
{
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(int(std::lround(base.pixelSize() * factor)), 6));
    return font;
}

} // namespace

const QFont &SequenceFonts::of(TextRole role) const
{
    switch (role) {
    case TextRole::Label: return label;
    case TextRole::Small: return small;
    case TextRole::Head: return head;
    case TextRole::Caption: return caption;
    }
    return label;
}

TextWidth SequenceFonts::textWidth() const
{
    using Metrics = std::array<QFontMetricsF, 4>;
    const auto metrics = std::make_shared<Metrics>(
        Metrics{QFontMetricsF(label), QFontMetricsF(small), QFontMetricsF(head), QFontMetricsF(caption)});
    return [metrics](const QString &text, TextRole role) { return (*metrics)[std::size_t(role)].horizontalAdvance(text); };
}

SequenceMetrics SequenceFonts::metrics(AxisMode axis) const
{
    SequenceMetrics metrics;
    metrics.textWidth = textWidth();
    metrics.axis = axis;
    metrics.lineHeight = std::ceil(QFontMetricsF(label).height());
    return metrics;
}

SequenceFonts sequenceFonts(const QFont &base)
{
    SequenceFonts fonts{base, scaled(base, 0.88), base, scaled(base, 0.85)};
    fonts.head.setWeight(QFont::DemiBold);
    return fonts;
}

} // namespace txdesk::console
