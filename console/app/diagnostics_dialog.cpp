// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/diagnostics_dialog.h"

#include "console/widgets/plain_label.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>

namespace txdesk::console {

using namespace Qt::StringLiterals;

DiagnosticsDialog::DiagnosticsDialog(QList<ArchiveFile> files, const Place &place, QWidget *parent)
    : BandedDialog(place, parent), m_files(std::move(files)), m_list(new QListWidget(this)), m_preview(new QPlainTextEdit(this)),
      m_said(new PlainLabel(this))
{
    setObjectName("diagnosticsDialog"_L1);
    setWindowTitle(tr("Diagnostics"));
    auto *words = new PlainLabel(tr("These files would be saved. Nothing is sent anywhere. Untick what you do not want to give away."), this);
    words->setWordWrap(true);
    m_list->setObjectName("diagnosticsList"_L1);
    m_list->setAccessibleName(tr("Files of the diagnostics"));
    m_list->setFixedWidth(180);
    for (const ArchiveFile &file : std::as_const(m_files)) {
        auto *item = new QListWidgetItem(file.name, m_list);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    m_preview->setObjectName("diagnosticsPreview"_L1);
    m_preview->setAccessibleName(tr("What the file says"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *row = new QHBoxLayout;
    row->addWidget(m_list);
    row->addWidget(m_preview, 1);
    body().addWidget(words);
    body().addLayout(row, 1);
    auto *foot = new QHBoxLayout;
    auto *save = new QPushButton(tr("Save…"), this);
    auto *close = new QPushButton(tr("Close"), this);
    save->setObjectName("diagnosticsSave"_L1);
    save->setAutoDefault(false);
    close->setDefault(true);
    foot->addWidget(m_said, 1);
    foot->addWidget(save);
    foot->addWidget(close);
    body().addLayout(foot);
    connect(m_list, &QListWidget::currentRowChanged, this,
            [this](int file) { m_preview->setPlainText(QString::fromUtf8(m_files.value(file).content)); });
    connect(save, &QPushButton::clicked, this, &DiagnosticsDialog::ask);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_list->setCurrentRow(0);
    resize(900, 560);
}

void DiagnosticsDialog::ask()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the diagnostics"), u"txdesk-diagnostics.tar.gz"_s,
                                                      tr("Archives (*.tar.gz)"));
    if (!file.isEmpty())
        m_said->setText(saveTo(file) ? tr("✔ Saved.") : tr("✖ It cannot be written."));
}

bool DiagnosticsDialog::saveTo(const QString &file)
{
    QList<ArchiveFile> chosen;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            chosen.append(m_files[i]);
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(tarGz(chosen, QDateTime::currentDateTimeUtc())) > 0 && out.commit();
}

} // namespace txdesk::console
