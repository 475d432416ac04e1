// A paint device that writes SVG: real text, shapes, nothing as pixels; what belongs together is grouped under a title.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPaintDevice>
#include <QSizeF>
#include <QString>

#include <memory>

namespace txdesk::console {

class SvgEngine;

// QSvgGenerator knows one title for the whole document; readers of a diagram need one for each arrow.
class SvgDevice final : public QPaintDevice
{
public:
    SvgDevice(const QSizeF &size, const QString &title, const QString &description);
    ~SvgDevice() override;

    void beginGroup(const QString &title); // ends the group before
    void endGroup();
    [[nodiscard]] QByteArray document() const; // after the painter has ended

    [[nodiscard]] QPaintEngine *paintEngine() const override;

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    QString m_title;
    QString m_description;
    std::unique_ptr<SvgEngine> m_engine;
};

// For XML: escaped, and without characters that XML does not allow.
[[nodiscard]] QString xmlText(const QString &text);

} // namespace txdesk::console
