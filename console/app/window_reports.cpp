// What leaves the main window on paper or as files: print previews and diagnostics.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/diagnostics.h"
#include "console/app/diagnostics_dialog.h"
#include "console/app/main_window.h"
#include "console/app/print_desk.h"
#include "console/list/transaction_table.h"
#include "console/widgets/environment_strip.h"

#include <QLabel>
#include <QLayout>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QTabWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

PrintJob MainWindow::printJob() const
{
    const Place place = placeHere();
    PrintJob job{EnvironmentStrip::word(place.environment) + u' ' + place.label, {},
                 dateTimeText(m_workspace->serverClock().now(), appearanceOf(*m_workspace).zone()), {}, {}};
    const bool printsList = m_workspace->list().isAncestorOf(focusWidget()) || m_workspace->detail().desk().subject().isEmpty();
    if (m_workspace->currentPage() == Workspace::Transactions && !printsList) {
        job.title = m_workspace->detail().desk().subject().value;
        for (const QLabel *label : m_workspace->detail().findChildren<QLabel *>())
            if (label->isVisible() && label->text().size() > 2)
                job.paragraphs.append(label->text());
        job.paragraphs += printedLines(m_workspace->detail().printedText());
        for (const QAbstractItemView *view : m_workspace->detail().findChildren<QAbstractItemView *>())
            if (view->model() && view->model()->rowCount() > 0 && !view->accessibleName().isEmpty())
                job.tables.append(tableOf(*view, view->accessibleName()));
        return job;
    }
    if (m_workspace->currentPage() == Workspace::Transactions) {
        job.title = tr("Transactions: %1").arg(m_workspace->list().filterText().isEmpty() ? tr("all") : m_workspace->list().filterText());
        job.tables.append(tableOf(m_workspace->list().table(), job.title));
        return job;
    }
    const Workspace::PageInfo page = m_workspace->pages().value(m_workspace->currentPage());
    job.title = page.title;
    for (const QAbstractItemView *view : m_workspace->findChildren<QAbstractItemView *>())
        if (view->isVisible() && view->model() && !view->accessibleName().isEmpty())
            job.tables.append(tableOf(*view, view->accessibleName()));
    return job;
}

QDialog *MainWindow::openPrintPreview()
{
    auto *printer = new QPrinter(QPrinter::ScreenResolution);
    auto *dialog = new QPrintPreviewDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName("printPreview"_L1);
    dialog->setWindowTitle(tr("Print"));
    auto *strip = new EnvironmentStrip(dialog);
    strip->setTheme(m_appearance.theme);
    strip->setEnvironment(placeHere().environment, placeHere().label);
    dialog->layout()->setMenuBar(strip); // Qt's own dialog has the band, too
    connect(dialog, &QObject::destroyed, this, [printer] { delete printer; });
    connect(dialog, &QPrintPreviewDialog::paintRequested, dialog, [job = printJob()](QPrinter *paper) { paintPages(*paper, job); });
    return dialog;
}

QDialog *MainWindow::openDiagnostics()
{
    QList<ServerFacts> servers;
    for (Workspace *open : workspaces())
        servers.append({open->profile(), open->link().status(), open->link().capabilities()});
    return new DiagnosticsDialog(diagnosticFiles(m_parts.diagnostics, m_parts.settings.file(), servers), placeHere(), this);
}

} // namespace txdesk::console
