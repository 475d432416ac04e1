// A sequence diagram on paper: pages with the heads repeated, a list of phases with their pages on the first.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/timeline/export_note.h"
#include "console/timeline/sequence_painter.h"
#include "shared/base/result.h"

class QIODevice;
class QPagedPaintDevice;

namespace txdesk::console {

// Fits the width of a page; rows are never cut. `device` is a PDF or a printer, its pages and margins are set.
void paintPages(QPagedPaintDevice &device, const SequenceScene &scene, const ExportNote &note);

// A4 landscape. `caseFile`: attached as transaction.txcase; empty: nothing is attached.
[[nodiscard]] Result<> writePdf(QIODevice &device, const SequenceScene &scene, const ExportNote &note, const QByteArray &caseFile = {});

// What has a line of its own in the list: rows where a phase begins, with their words.
struct PhaseStart
{
    qreal top = 0;
    QString words{};
};
[[nodiscard]] QList<PhaseStart> phasesOf(const SequenceLayout &layout);

} // namespace txdesk::console
