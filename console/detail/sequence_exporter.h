// Writes a sequence diagram to files: which part, as what, in another thread.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/export_note.h"
#include "console/timeline/growing_layout.h"
#include "console/theme/theme.h"
#include "shared/base/result.h"

#include <QFont>
#include <QFuture>

namespace txdesk::console {

enum class ExportFormat { Svg, Pdf, Png, PlantUml, Mermaid, Ascii };
enum class ExportPart { Everything, InSight, Range, Failures };

[[nodiscard]] QString suffixOf(ExportFormat format); // "svg", "puml"
[[nodiscard]] bool isText(ExportFormat format);

// Everything an export depends on; shares nothing with a widget.
struct ExportOrder
{
    ExportFormat format = ExportFormat::Svg;
    DiagramRequest diagram{}; // its filter says which part
    ExportNote note{};
    Theme theme{};
    QFont font{};
    qreal scale = 2;        // of PNG
    QByteArray caseFile{};  // attached to PDF; empty: none
    QString path{};
};

// The filter of a part. `inSight` and `range`: seqs, 0: no limit.
[[nodiscard]] MessageFilter filterOf(ExportPart part, std::pair<qint64, qint64> inSight, std::pair<qint64, qint64> range);

// As text; only for formats that are.
[[nodiscard]] QString textOf(const ExportOrder &order);

// Names of the files that were written. Not in the GUI thread.
[[nodiscard]] Result<QStringList> writeExport(const ExportOrder &order);
[[nodiscard]] QFuture<Result<QStringList>> startExport(ExportOrder order);

} // namespace txdesk::console
