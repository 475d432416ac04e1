// Asks what of the diagram is exported, as what, and whether the case file goes with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/sequence_exporter.h"
#include "console/widgets/banded_dialog.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace txdesk::console {

struct ExportWish
{
    ExportFormat format = ExportFormat::Svg;
    ExportPart part = ExportPart::Everything;
    bool asOnScreen = false; // its theme; else light, for paper
    int scale = 2;
    bool caseFile = false;
};

// Thread: GUI. Not modal to other windows; says saveWanted or copyWanted once, and closes.
class SequenceExportDialog final : public BandedDialog
{
    Q_OBJECT

public:
    // `hasRange`: a range is chosen in the diagram. `caseFile`: there is one to attach. `note`: what the file will say.
    SequenceExportDialog(bool hasRange, bool caseFile, const QStringList &note, QWidget *parent);

    [[nodiscard]] ExportWish wish() const;

signals:
    void saveWanted();
    void copyWanted();

private:
    QComboBox *addChoice(QFormLayout &form, const char *name, int count);
    void addButtons();
    void retranslate();
    void refresh();

    QFormLayout *m_form;
    QComboBox *m_format;
    QComboBox *m_part;
    QComboBox *m_look;
    QSpinBox *m_scale;
    QCheckBox *m_caseFile;
    QLabel *m_note;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_cancel = nullptr;
    bool m_hasCaseFile;
};

} // namespace txdesk::console
