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

SequenceExportDialog::SequenceExportDialog(bool hasRange, bool caseFile, const QStringList &note, QWidget *parent)
    : BandedDialog(placeAround(parent), parent), m_form(new QFormLayout), m_scale(new QSpinBox(this)), m_caseFile(new QCheckBox(this)),
      m_note(new PlainLabel(note.join(u'\n'), this)), m_hasCaseFile(caseFile)
{
    setObjectName("sequenceExport"_L1);
    body().addLayout(m_form);
    m_format = addChoice(*m_form, "exportFormat", 6);
    m_part = addChoice(*m_form, "exportPart", 4);
    auto *parts = qobject_cast<QStandardItemModel *>(m_part->model());
    if (!hasRange && parts)
        parts->item(int(ExportPart::Range))->setEnabled(false);
    if (hasRange)
        m_part->setCurrentIndex(int(ExportPart::Range));
    m_look = addChoice(*m_form, "exportLook", 2);
    m_scale->setObjectName("exportScale"_L1);
    m_scale->setRange(1, 4);
    m_scale->setValue(2);
    m_scale->setSuffix(u"×"_s);
    m_form->addRow(new PlainLabel(this), m_scale);
    m_caseFile->setObjectName("exportCaseFile"_L1);
    m_form->addRow(new PlainLabel(this), m_caseFile);
    m_note->setObjectName("exportNote"_L1);
    m_note->setWordWrap(true);
    m_form->addRow(new PlainLabel(this), m_note);
    addButtons();
    connect(m_format, &QComboBox::currentIndexChanged, this, &SequenceExportDialog::refresh);
    addTexts([this] { retranslate(); });
}

QComboBox *SequenceExportDialog::addChoice(QFormLayout &form, const char *name, int count)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QLatin1StringView(name));
    for (int i = 0; i < count; ++i)
        box->addItem(QString());
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    form.addRow(new PlainLabel(this), box);
    return box;
}

void SequenceExportDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_save = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_copy = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_save->setObjectName("exportSave"_L1);
    m_copy->setObjectName("exportCopy"_L1);
    m_save->setDefault(true);
    body().addWidget(buttons);
    connect(m_save, &QPushButton::clicked, this, [this] { emit saveWanted(); accept(); });
    connect(m_copy, &QPushButton::clicked, this, [this] { emit copyWanted(); accept(); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SequenceExportDialog::retranslate()
{
    setWindowTitle(tr("Export the diagram"));
    const auto choices = [](QComboBox &box, const QStringList &items) {
        for (int i = 0; i < items.size(); ++i)
            box.setItemText(i, items[i]);
    };
    choices(*m_format, {tr("SVG picture, with text that can be searched"), tr("PDF pages"), tr("PNG picture"), tr("PlantUML text"), tr("Mermaid text"),
                        tr("Plain text for tickets")});
    choices(*m_part, {tr("Everything"), tr("What is in sight"), tr("The chosen range"), tr("Failures, with five rows before and after")});
    choices(*m_look, {tr("Light, for paper"), tr("As on screen")});
    const QList<std::pair<QWidget *, QString>> rows{{m_format, tr("&Format")}, {m_part, tr("&Part")}, {m_look, tr("&Colours")},
                                                    {m_scale, tr("&Resolution")}, {m_caseFile, QString()}, {m_note, tr("It says")}};
    for (const auto &[field, text] : rows) {
        auto *label = qobject_cast<QLabel *>(m_form->labelForField(field));
        label->setText(text);
        label->setBuddy(field);
        if (!text.isEmpty() && field != m_note) // their names are what they say
            field->setAccessibleName(QString(text).remove(u'&'));
    }
    m_scale->setAccessibleName(tr("Pixels for each point of a PNG"));
    m_caseFile->setText(tr("&Attach the case file"));
    m_save->setText(tr("&Save…"));
    m_copy->setText(tr("Co&py"));
    m_cancel->setText(tr("Cancel"));
    if (auto *parts = qobject_cast<QStandardItemModel *>(m_part->model()); parts && !parts->item(int(ExportPart::Range))->isEnabled())
        parts->item(int(ExportPart::Range))->setToolTip(asToolTip(tr("No range is chosen: drag along the time rail, or press < and > on an arrow.")));
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
