// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/export_band.h"

#include "console/widgets/notice_band.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ExportBand::ExportBand(CoordinatorLink &link, const Clock &serverClock, QWidget *parent)
    : QWidget(parent), m_clock(serverClock), m_export(link, serverClock), m_band(new NoticeBand(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_band);
    m_band->setObjectName("exportBand"_L1);
    connect(&m_export, &ListExport::progressed, this, &ExportBand::showProgress);
    connect(&m_export, &ListExport::ended, this, &ExportBand::showEnd);
    connect(m_band, &NoticeBand::clicked, this, [this] {
        if (m_export.isRunning())
            m_export.cancel();
        else
            m_band->silence();
    });
}

void ExportBand::ask(const QString &filterText, TransactionSort sort)
{
    if (m_export.isRunning())
        return;
    auto *dialog = new QFileDialog(this, tr("Export this list"), {}, tr("CSV (*.csv);;JSON lines (*.jsonl)"));
    dialog->setObjectName("exportFile"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMs(m_clock.now()), Qt::UTC);
    dialog->selectFile(u"transactions-%1.csv"_s.arg(now.toString(u"yyyyMMdd-HHmmss'Z'"_s)));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains("jsonl"_L1) ? u"jsonl"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, filterText, sort](const QString &path) { begin(path, filterText, sort); });
    dialog->open();
}

void ExportBand::begin(const QString &path, const QString &filterText, TransactionSort sort)
{
    m_path = path;
    m_export.start(path, path.endsWith(".jsonl"_L1) ? ExportFormat::JsonLines : ExportFormat::Csv, filterText, sort);
}

void ExportBand::showProgress()
{
    if (m_export.isRunning())
        m_band->say(tr("Exporting to %1: %2 rows written").arg(QFileInfo(m_path).fileName(), locale().toString(m_export.written())), Meaning::Running,
                    tr("Stop"));
}

void ExportBand::showEnd(const QString &problem)
{
    const QString name = QFileInfo(m_path).fileName();
    const QString rows = locale().toString(m_export.written());
    if (!problem.isEmpty())
        m_band->say(tr("%1 was not written: %2").arg(name, problem), Meaning::Failed, tr("OK"));
    else if (m_export.wasCut())
        m_band->say(tr("%1 holds the first %2 rows; there are more. Secrets are hidden.").arg(name, rows), Meaning::Waiting, tr("OK"));
    else
        m_band->say(tr("%1 holds %2 rows, times in UTC. Secrets are hidden.").arg(name, rows), Meaning::Succeeded, tr("OK"));
}

void ExportBand::setAppearance(const Appearance &appearance) { m_band->setTheme(appearance.theme); }

} // namespace txdesk::console
