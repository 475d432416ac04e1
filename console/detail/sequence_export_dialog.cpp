// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_export_dialog.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace txdesk::console {
using namespace Qt::StringLiterals;
namespace {

QComboBox *addChoice(QFormLayout &form, QLatin1StringView name, const QString &label, const QStringList &items)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->addItems(items);
    box->setAccessibleName(label);
    form.addRow(label, box);
    return box;
}

} // namespace

SequenceExportDialog::SequenceExportDialog(bool hasRange, bool caseFile, const QStringList &note, QWidget *parent)
    : QDialog(parent), m_hasCaseFile(caseFile)
{
    setObjectName("sequenceExport"_L1);
    setWindowTitle(tr("Export the diagram"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    column->addLayout(form);
    m_format = addChoice(*form, "exportFormat"_L1, tr("&Format"),
                         {tr("SVG picture, with text that can be searched"), tr("PDF pages"), tr("PNG picture"), tr("PlantUML text"), tr("Mermaid text"),
                          tr("Plain text for tickets")});
    m_part = addChoice(*form, "exportPart"_L1, tr("&Part"),
                       {tr("Everything"), tr("What is in sight"), tr("The chosen range"), tr("Failures, with five rows before and after")});
    auto *model = qobject_cast<QStandardItemModel *>(m_part->model());
    if (!hasRange && model) {
        QStandardItem *range = model->item(int(ExportPart::Range));
        range->setEnabled(false);
        range->setToolTip(asToolTip(tr("No range is chosen: drag along the time rail, or press < and > on an arrow.")));
    }
    if (hasRange)
        m_part->setCurrentIndex(int(ExportPart::Range));
    m_look = addChoice(*form, "exportLook"_L1, tr("&Colours"), {tr("Light, for paper"), tr("As on screen")});
    m_scale = new QSpinBox;
    m_scale->setObjectName("exportScale"_L1);
    m_scale->setRange(1, 4);
    m_scale->setValue(2);
    m_scale->setSuffix(u"×"_s);
    m_scale->setAccessibleName(tr("Pixels for each point of a PNG"));
    form->addRow(tr("&Resolution"), m_scale);
    m_caseFile = new QCheckBox(tr("&Attach the case file"));
    m_caseFile->setObjectName("exportCaseFile"_L1);
    form->addRow(QString(), m_caseFile);
    auto *words = new PlainLabel(note.join(u'\n'));
    words->setObjectName("exportNote"_L1);
    words->setWordWrap(true);
    form->addRow(tr("It says"), words);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    m_copy = buttons->addButton(tr("Co&py"), QDialogButtonBox::ActionRole);
    save->setObjectName("exportSave"_L1);
    m_copy->setObjectName("exportCopy"_L1);
    save->setDefault(true);
    column->addWidget(buttons);
    connect(save, &QPushButton::clicked, this, [this] { emit saveWanted(); accept(); });
    connect(m_copy, &QPushButton::clicked, this, [this] { emit copyWanted(); accept(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &QComboBox::currentIndexChanged, this, &SequenceExportDialog::refresh);
    refresh();
}

ExportWish SequenceExportDialog::wish() const
{
    return {.format = ExportFormat(m_format->currentIndex()), .part = ExportPart(m_part->currentIndex()), .asOnScreen = m_look->currentIndex() == 1,
            .scale = m_scale->value(), .caseFile = m_caseFile->isEnabled() && m_caseFile->isChecked()};
}

// What a format cannot have is greyed and says why.
void SequenceExportDialog::refresh()
{
    const ExportFormat format = wish().format;
    const auto grey = [](QWidget *widget, bool enabled, const QString &why) {
        widget->setEnabled(enabled);
        widget->setToolTip(enabled ? QString() : asToolTip(why));
        widget->setAccessibleDescription(enabled ? QString() : why);
    };
    grey(m_look, !isText(format), tr("Text has no colours."));
    grey(m_scale, format == ExportFormat::Png, tr("Only a PNG has pixels."));
    grey(m_caseFile, format == ExportFormat::Pdf && m_hasCaseFile,
         m_hasCaseFile ? tr("Only a PDF can carry another file.") : tr("There is no case file of this transaction to attach."));
    grey(m_copy, isText(format), tr("Only text can be copied: save pictures to a file."));
}

} // namespace txdesk::console
