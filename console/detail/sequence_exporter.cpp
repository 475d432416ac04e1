// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_exporter.h"

#include "console/timeline/page_painter.h"
#include "console/timeline/sequence_export.h"
#include "console/timeline/sequence_uml.h"

#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// Fonts and layout, made where they are used.
struct Drawing
{
    explicit Drawing(const ExportOrder &order) : fonts(sequenceFonts(ownFont(order.font))), diagram(requestOf(order, fonts)) {}

    [[nodiscard]] static QFont ownFont(const QFont &font)
    {
        QFont own;
        own.fromString(font.toString());
        return own;
    }
    [[nodiscard]] static DiagramRequest requestOf(const ExportOrder &order, const SequenceFonts &fonts)
    {
        DiagramRequest request = order.diagram;
        request.metrics.textWidth = fonts.textWidth();
        return request;
    }
    [[nodiscard]] SequenceScene scene(const ExportOrder &order) const
    {
        return {.layout = diagram.layout(), .theme = order.theme, .fonts = fonts, .zone = order.note.zone};
    }

    SequenceFonts fonts;
    GrowingLayout diagram;
};

QString textOf(const SequenceLayout &layout, const ExportOrder &order)
{
    switch (order.format) {
    case ExportFormat::PlantUml: return plantUmlText(layout, order.note);
    case ExportFormat::Mermaid: return mermaidText(layout, order.note);
    case ExportFormat::Ascii: return asciiText(layout, order.note);
    case ExportFormat::Svg:
    case ExportFormat::Pdf:
    case ExportFormat::Png: break;
    }
    return {};
}

Result<> writeInto(QIODevice &file, const Drawing &drawing, const ExportOrder &order)
{
    if (order.format == ExportFormat::Svg)
        return writeSvg(file, drawing.scene(order), order.note);
    if (order.format == ExportFormat::Pdf)
        return writePdf(file, drawing.scene(order), order.note, order.caseFile);
    const QByteArray text = textOf(drawing.diagram.layout(), order).toUtf8();
    if (file.write(text) != text.size())
        return fail(ErrorCode::Unavailable, file.errorString());
    return {};
}

} // namespace

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Svg: return u"svg"_s;
    case ExportFormat::Pdf: return u"pdf"_s;
    case ExportFormat::Png: return u"png"_s;
    case ExportFormat::PlantUml: return u"puml"_s;
    case ExportFormat::Mermaid: return u"mmd"_s;
    case ExportFormat::Ascii: return u"txt"_s;
    }
    return u"svg"_s;
}

bool isText(ExportFormat format)
{
    return format == ExportFormat::PlantUml || format == ExportFormat::Mermaid || format == ExportFormat::Ascii;
}

MessageFilter filterOf(ExportPart part, std::pair<qint64, qint64> inSight, std::pair<qint64, qint64> range)
{
    switch (part) {
    case ExportPart::Everything: return {};
    case ExportPart::InSight: return {.fromSeq = inSight.first, .toSeq = inSight.second};
    case ExportPart::Range: return {.fromSeq = range.first, .toSeq = range.second};
    case ExportPart::Failures: return {.failures = true};
    }
    return {};
}

QString textOf(const ExportOrder &order)
{
    return textOf(Drawing(order).diagram.layout(), order);
}

Result<QStringList> writeExport(const ExportOrder &order)
{
    const Drawing drawing(order);
    if (order.format == ExportFormat::Png)
        return writePng(order.path, drawing.scene(order), order.scale, order.note);
    QSaveFile file(order.path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Unavailable, file.errorString());
    if (const Result<> written = writeInto(file, drawing, order); !written)
        return tl::unexpected(written.error());
    if (!file.commit())
        return fail(ErrorCode::Unavailable, file.errorString());
    return QStringList{order.path};
}

QFuture<Result<QStringList>> startExport(ExportOrder order)
{
    auto promise = std::make_shared<QPromise<Result<QStringList>>>();
    promise->start();
    QFuture<Result<QStringList>> future = promise->future();
    QThreadPool::globalInstance()->start([promise, order = std::move(order)] {
        promise->addResult(writeExport(order));
        promise->finish();
    });
    return future;
}

} // namespace txdesk::console
