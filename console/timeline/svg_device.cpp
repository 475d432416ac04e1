// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/svg_device.h"

#include <QFontInfo>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QString svgNumber(qreal value)
{
    return QString::number(std::round(value * 100) / 100);
}

QString svgPaint(const char *attribute, const QColor &color)
{
    QString text = u" %1=\"%2\""_s.arg(QLatin1StringView(attribute), color.name());
    if (color.alpha() < 255)
        text += u" %1-opacity=\"%2\""_s.arg(QLatin1StringView(attribute), svgNumber(color.alphaF()));
    return text;
}

} // namespace

class SvgEngine final : public QPaintEngine
{
public:
    SvgEngine() : QPaintEngine(PaintEngineFeatures(AllFeatures & ~(PatternBrush | PerspectiveTransform | ConicalGradientFill | PorterDuff))) {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return SVG; }

    void updateState(const QPaintEngineState &now) override
    {
        if (now.state() & DirtyPen)
            m_pen = now.pen();
        if (now.state() & DirtyBrush)
            m_brush = now.brush();
        if (now.state() & DirtyTransform)
            m_transform = now.transform();
        if (now.state() & DirtyOpacity)
            m_opacity = now.opacity();
    }

    void drawLines(const QLineF *lines, int count) override
    {
        if (m_pen.style() == Qt::NoPen)
            return;
        QString data;
        for (int i = 0; i < count; ++i) {
            const QLineF line = m_transform.map(lines[i]);
            data += u"M%1 %2L%3 %4"_s.arg(svgNumber(line.x1()), svgNumber(line.y1()), svgNumber(line.x2()), svgNumber(line.y2()));
        }
        body += u"<path d=\"%1\" fill=\"none\"%2/>\n"_s.arg(data, stroke());
    }

    void drawRects(const QRectF *rects, int count) override
    {
        for (int i = 0; i < count; ++i) {
            const QRectF rect = m_transform.mapRect(rects[i]);
            body += u"<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"%5/>\n"_s.arg(svgNumber(rect.x()), svgNumber(rect.y()), svgNumber(rect.width()),
                                                                                    svgNumber(rect.height()), fill() + stroke());
        }
    }

    void drawEllipse(const QRectF &rect) override
    {
        const QRectF at = m_transform.mapRect(rect);
        body += u"<ellipse cx=\"%1\" cy=\"%2\" rx=\"%3\" ry=\"%4\"%5/>\n"_s.arg(svgNumber(at.center().x()), svgNumber(at.center().y()), svgNumber(at.width() / 2),
                                                                              svgNumber(at.height() / 2), fill() + stroke());
    }

    void drawPoints(const QPointF *points, int count) override
    {
        for (int i = 0; i < count; ++i) {
            const QPointF at = m_transform.map(points[i]);
            body += u"<circle cx=\"%1\" cy=\"%2\" r=\"%3\"%4/>\n"_s.arg(svgNumber(at.x()), svgNumber(at.y()), svgNumber(m_pen.widthF() / 2), svgPaint("fill", m_pen.color()));
        }
    }

    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        QString data;
        for (int i = 0; i < count; ++i) {
            const QPointF at = m_transform.map(points[i]);
            data += (i > 0 ? u" "_s : QString()) + svgNumber(at.x()) + u',' + svgNumber(at.y());
        }
        const bool open = mode == PolylineMode;
        body += u"<%1 points=\"%2\"%3/>\n"_s.arg(open ? "polyline"_L1 : "polygon"_L1, data, (open ? u" fill=\"none\""_s : fill()) + stroke());
    }

    void drawPath(const QPainterPath &path) override
    {
        const QPainterPath mapped = m_transform.map(path);
        QString data;
        for (int i = 0; i < mapped.elementCount(); ++i) {
            const QPainterPath::Element element = mapped.elementAt(i);
            static constexpr QLatin1StringView letters[] = {"M"_L1, "L"_L1, "C"_L1, " "_L1};
            data += letters[element.type] + svgNumber(element.x) + u' ' + svgNumber(element.y);
        }
        body += u"<path d=\"%1\"%2/>\n"_s.arg(data, fill() + stroke());
    }

    void drawTextItem(const QPointF &point, const QTextItem &item) override
    {
        const QFont font = item.font();
        const QPointF at = m_transform.map(point);
        QString style = u" font-family=\"%1\" font-size=\"%2\""_s.arg(xmlText(font.family()), svgNumber(QFontInfo(font).pixelSize()));
        if (font.weight() > QFont::Medium)
            style += u" font-weight=\"%1\""_s.arg(int(font.weight()));
        body += u"<text x=\"%1\" y=\"%2\" xml:space=\"preserve\"%3%4%5>%6</text>\n"_s.arg(svgNumber(at.x()), svgNumber(at.y()), style, svgPaint("fill", m_pen.color()),
                                                                                         opacity(), xmlText(item.text()));
    }

    // A diagram has none.
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}

    QString body;
    bool inGroup = false;

private:
    [[nodiscard]] QString opacity() const { return m_opacity < 1 ? u" opacity=\"%1\""_s.arg(svgNumber(m_opacity)) : QString(); }
    [[nodiscard]] QString fill() const { return m_brush.style() == Qt::NoBrush ? u" fill=\"none\""_s : svgPaint("fill", m_brush.color()); }

    [[nodiscard]] QString stroke() const
    {
        if (m_pen.style() == Qt::NoPen)
            return u" stroke=\"none\""_s + opacity();
        const qreal width = std::max(m_pen.widthF(), 1.0);
        QString text = svgPaint("stroke", m_pen.color()) + u" stroke-width=\"%1\""_s.arg(svgNumber(width));
        if (m_pen.style() != Qt::SolidLine) {
            QStringList dashes;
            for (const qreal dash : m_pen.dashPattern())
                dashes.append(svgNumber(dash * width));
            text += u" stroke-dasharray=\"%1\""_s.arg(dashes.join(u' '));
        }
        if (m_pen.capStyle() == Qt::RoundCap)
            text += u" stroke-linecap=\"round\" stroke-linejoin=\"round\""_s;
        return text + opacity();
    }

    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
    qreal m_opacity = 1;
};

SvgDevice::SvgDevice(const QSizeF &size, const QString &title, const QString &description)
    : m_size(size), m_title(title), m_description(description), m_engine(std::make_unique<SvgEngine>())
{
}

SvgDevice::~SvgDevice() = default;

void SvgDevice::beginGroup(const QString &title)
{
    endGroup();
    m_engine->body += u"<g><title>%1</title>\n"_s.arg(xmlText(title));
    m_engine->inGroup = true;
}

void SvgDevice::endGroup()
{
    if (std::exchange(m_engine->inGroup, false))
        m_engine->body += u"</g>\n"_s;
}

QByteArray SvgDevice::document() const
{
    const QString size = u"width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\""_s.arg(svgNumber(m_size.width()), svgNumber(m_size.height()));
    const QString head = u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" %1>\n<title>%2</title>\n<desc>%3</desc>\n"_s
                             .arg(size, xmlText(m_title), xmlText(m_description));
    return (head + m_engine->body + u"</svg>\n"_s).toUtf8();
}

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    constexpr int dpi = 96;
    switch (metric) {
    case PdmWidth: return int(std::ceil(m_size.width()));
    case PdmHeight: return int(std::ceil(m_size.height()));
    case PdmWidthMM: return int(m_size.width() * 25.4 / dpi);
    case PdmHeightMM: return int(m_size.height() * 25.4 / dpi);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY: return dpi;
    case PdmNumColors: return INT_MAX;
    case PdmDepth: return 24;
    case PdmDevicePixelRatio: return 1;
    case PdmDevicePixelRatioScaled: return int(devicePixelRatioFScale());
    }
    return 0;
}

QString xmlText(const QString &text)
{
    QString allowed;
    allowed.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const bool xml = c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
        allowed += xml ? QString::fromUcs4(&c, 1) : QString(QChar(QChar::ReplacementCharacter));
    }
    return allowed.toHtmlEscaped();
}

} // namespace txdesk::console
