// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/timeline/page_painter.h"

#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_marks.h"

#include <QCoreApplication>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

constexpr qreal footRoom = 34;
constexpr qreal lineAbove = 26; // the line above the lifelines
constexpr qreal listLine = 18;

class Pages
{
public:
    Pages(QPagedPaintDevice &device, const SequenceScene &scene, const ExportNote &note)
        : m_device(device), m_scene(scene), m_layout(scene.layout), m_note(noteLines(note, scene.layout)), m_painter(&device),
          m_phases(phasesOf(scene.layout))
    {
        const QRectF page = device.pageLayout().paintRectPixels(m_painter.device()->logicalDpiX());
        const qreal perPx = m_painter.device()->logicalDpiX() / 96.0; // of the device for one px of the layout
        m_scale = std::min(page.width() / (railWidth + m_layout.width), perPx);
        m_size = page.size() / m_scale;
        m_cuts = pageCuts(m_layout, m_size.height() - lineAbove - m_layout.headerHeight - footRoom);
    }

    void paint()
    {
        m_painter.scale(m_scale, m_scale);
        paintFirst();
        for (qsizetype i = 0; i + 1 < m_cuts.size(); ++i) {
            m_device.newPage();
            paintPage(i);
        }
    }

private:
    [[nodiscard]] qsizetype listPages() const { return 1; }
    [[nodiscard]] qsizetype pageCount() const { return listPages() + m_cuts.size() - 1; }
    [[nodiscard]] qsizetype pageOf(qreal top) const
    {
        const auto after = std::upper_bound(m_cuts.cbegin(), m_cuts.cend() - 1, top);
        return listPages() + (after - m_cuts.cbegin());
    }

    void words(qreal x, qreal y, const QString &text, const QFont &font, const QColor &color, Qt::Alignment align = Qt::AlignLeft)
    {
        const qreal room = m_size.width() - x;
        drawWords(m_painter, QRectF(x, y, room, listLine), QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, room), font, color, align);
    }

    // What it is, and where in it things happen.
    void paintFirst()
    {
        const Theme &theme = m_scene.theme;
        m_painter.fillRect(QRectF(QPointF(), m_size), theme.canvas);
        qreal y = 10;
        words(0, y, QCoreApplication::translate("Sequence", "Sequence diagram"), m_scene.fonts.head, theme.text);
        y += 2 * listLine;
        for (const QString &line : std::as_const(m_note)) {
            words(0, y, line, m_scene.fonts.label, theme.text);
            y += listLine;
        }
        y += listLine;
        words(0, y, QCoreApplication::translate("Sequence", "Phases"), m_scene.fonts.head, theme.text);
        y += 1.5 * listLine;
        const auto room = qsizetype((m_size.height() - y - footRoom) / listLine) - 1;
        for (qsizetype i = 0; i < m_phases.size() && i < room; ++i, y += listLine) {
            const bool more = i + 1 == room && m_phases.size() > room;
            const QString text = more ? QCoreApplication::translate("Sequence", "… and %1 more").arg(m_phases.size() - i) : m_phases[i].words;
            words(12, y, QFontMetricsF(m_scene.fonts.label).elidedText(text, Qt::ElideRight, m_size.width() - 120), m_scene.fonts.label, theme.text);
            if (!more)
                words(0, y, QCoreApplication::translate("Sequence", "page %1").arg(pageOf(m_phases[i].top)), m_scene.fonts.label, theme.mutedText, Qt::AlignRight);
        }
        paintFoot(1);
    }

    void paintPage(qsizetype index)
    {
        const qreal top = m_cuts[index];
        const qreal bottom = m_cuts[index + 1];
        const QRectF clip(0, top, m_layout.width, bottom - top);
        m_painter.fillRect(QRectF(QPointF(), m_size), m_scene.theme.canvas);
        words(0, 2, m_note.first(std::min<qsizetype>(m_note.size(), 3)).join(u" · "_s), m_scene.fonts.caption, m_scene.theme.text);
        const qreal heads = lineAbove;
        m_painter.save();
        m_painter.setClipRect(QRectF(0, heads + m_layout.headerHeight, railWidth + m_layout.width, bottom - top));
        m_painter.translate(railWidth, heads + m_layout.headerHeight - top);
        paintBody(m_painter, clip, m_scene);
        m_painter.translate(-railWidth, 0);
        paintRail(m_painter, clip, m_scene);
        m_painter.restore();
        m_painter.save();
        m_painter.translate(0, heads);
        paintRailHead(m_painter, m_scene, m_layout.headerHeight);
        m_painter.translate(railWidth, 0);
        paintHeader(m_painter, m_scene);
        m_painter.restore();
        paintFoot(listPages() + index + 1);
    }

    void paintFoot(qsizetype page)
    {
        const qreal y = m_size.height() - footRoom + 8;
        const QString number = QCoreApplication::translate("Sequence", "page %1 of %2").arg(page).arg(pageCount());
        m_painter.fillRect(QRectF(0, y - 4, m_size.width(), 1), m_scene.theme.hairline);
        const QString note = QFontMetricsF(m_scene.fonts.caption).elidedText(m_note.join(u" · "_s), Qt::ElideRight, m_size.width() - 140);
        words(0, y, note, m_scene.fonts.caption, m_scene.theme.mutedText);
        words(0, y, number, m_scene.fonts.caption, m_scene.theme.mutedText, Qt::AlignRight);
    }

    QPagedPaintDevice &m_device;
    const SequenceScene &m_scene;
    const SequenceLayout &m_layout;
    QStringList m_note;
    QPainter m_painter;
    QList<PhaseStart> m_phases;
    QList<qreal> m_cuts;
    QSizeF m_size; // of a page, in px of the layout
    qreal m_scale = 1;
};

// Sizes in px: a painter that is scaled would scale points once more.
QFont inPixels(const QFont &font)
{
    QFont sized = font;
    sized.setPixelSize(std::max(QFontInfo(font).pixelSize(), 6));
    return sized;
}

} // namespace

QList<PhaseStart> phasesOf(const SequenceLayout &layout)
{
    QList<PhaseStart> phases;
    for (const SequenceRow &row : layout.rows) {
        if (row.message < 0)
            continue;
        const SequenceMessage &message = layout.sequence.messages[row.message];
        const bool starts = phases.isEmpty() || row.kind == RowKind::Decision || row.kind == RowKind::Restart
                            || (row.kind == RowKind::Loop && message.seq > 0) || (row.kind == RowKind::Call && message.verb == u"manual"_s);
        if (starts)
            phases.append({row.top, message.label});
    }
    return phases;
}

void paintPages(QPagedPaintDevice &device, const SequenceScene &scene, const ExportNote &note)
{
    const SequenceFonts fonts{inPixels(scene.fonts.label), inPixels(scene.fonts.small), inPixels(scene.fonts.head), inPixels(scene.fonts.caption)};
    const SequenceScene sized{.layout = scene.layout, .theme = scene.theme, .fonts = fonts, .now = scene.now, .nowKnown = scene.nowKnown, .zone = scene.zone};
    Pages(device, sized, note).paint();
}

Result<> writePdf(QIODevice &device, const SequenceScene &scene, const ExportNote &note, const QByteArray &caseFile)
{
    QPdfWriter writer(&device);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(300);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter);
    writer.setTitle(note.gid);
    writer.setCreator(u"TxDesk console "_s + note.version);
    if (!caseFile.isEmpty())
        writer.addFileAttachment(u"transaction.txcase"_s, caseFile, u"application/x-txcase"_s);
    paintPages(writer, scene, note);
    return {};
}

} // namespace txdesk::console
