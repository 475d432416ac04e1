// How the diagram leaves the tab: files, clipboard, paper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_export_dialog.h"
#include "console/detail/sequence_tab.h"
#include "console/timeline/page_painter.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/notice_band.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPrintPreviewDialog>
#include <QPrinter>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

// A gid may hold what a file name must not: it comes from applications.
QString fileNameOf(const QString &gid)
{
    QString name = gid.left(80);
    for (QChar &letter : name)
        if (!letter.isLetterOrNumber() && letter != u'-' && letter != u'_')
            letter = u'_';
    return name;
}

} // namespace

ExportNote SequenceTab::note() const
{
    return {.environment = m_environment, .gid = m_gid, .version = QStringLiteral(TXDESK_VERSION), .zone = m_appearance.zone(), .takenAt = m_now};
}

void SequenceTab::openExport()
{
    const MessageFilter &filter = m_view->filter();
    auto *dialog = new SequenceExportDialog(filter.fromSeq > 0 || filter.toSeq > 0, bool(m_caseFile), noteLines(note(), m_view->sequenceLayout()), this);
    connect(dialog, &SequenceExportDialog::saveWanted, this, [this, dialog] { save(*dialog); });
    connect(dialog, &SequenceExportDialog::copyWanted, this, [this, dialog] { copy(*dialog); });
    dialog->open();
}

ExportOrder SequenceTab::orderOf(const SequenceExportDialog &dialog) const
{
    const ExportWish wish = dialog.wish();
    const MessageFilter &filter = m_view->filter();
    ExportOrder order{.format = wish.format, .diagram = m_view->request(), .note = note(), .theme = wish.asOnScreen ? m_appearance.theme : lightTheme(),
                      .font = m_view->font(), .scale = qreal(wish.scale)};
    order.diagram.choice.filter = filterOf(wish.part, m_view->seqsInSight(), {filter.fromSeq, filter.toSeq});
    if (wish.caseFile && m_caseFile)
        order.caseFile = m_caseFile();
    return order;
}

void SequenceTab::save(const SequenceExportDialog &dialog)
{
    ExportOrder order = orderOf(dialog);
    const QString suffix = suffixOf(order.format);
    auto *files = new QFileDialog(this, tr("Export the diagram"), fileNameOf(m_gid) + u'.' + suffix, u"*.%1"_s.arg(suffix));
    files->setAttribute(Qt::WA_DeleteOnClose);
    files->setAcceptMode(QFileDialog::AcceptSave);
    files->setDefaultSuffix(suffix);
    connect(files, &QFileDialog::fileSelected, this, [this, order](const QString &path) {
        ExportOrder chosen = order;
        chosen.path = path;
        start(chosen);
    });
    files->open();
}

void SequenceTab::start(ExportOrder order)
{
    m_problem->say(tr("Writing %1 …").arg(order.path), Meaning::Running);
    startExport(std::move(order)).then(this, [this](const Result<QStringList> &written) {
        if (!written)
            return m_problem->say(tr("The diagram could not be written: %1").arg(written.error().message), Meaning::Failed, tr("Close"));
        m_problem->say(tr("Written: %1").arg(written->join(u", "_s)), Meaning::Succeeded, tr("Close"));
    });
}

void SequenceTab::copy(const SequenceExportDialog &dialog)
{
    QGuiApplication::clipboard()->setText(textOf(orderOf(dialog)));
    m_problem->say(tr("The diagram is in the clipboard as text."), Meaning::Succeeded, tr("Close"));
}

void SequenceTab::openPrintPreview()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    auto *preview = new QPrintPreviewDialog(printer.get(), this);
    preview->setObjectName("printPreview"_L1);
    preview->setAttribute(Qt::WA_DeleteOnClose);
    preview->setWindowTitle(tr("Print the diagram"));
    connect(preview, &QPrintPreviewDialog::paintRequested, this, [this, printer](QPrinter *paper) {
        SequenceScene scene = m_view->scene();
        const Theme light = lightTheme();
        paintPages(*paper, {.layout = scene.layout, .theme = light, .fonts = scene.fonts, .zone = scene.zone}, note());
    });
    preview->open();
}

} // namespace txdesk::console
