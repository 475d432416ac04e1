// Asks what of the diagram is exported, as what, and whether the case file goes with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/detail/sequence_exporter.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
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
class SequenceExportDialog final : public QDialog
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
    void refresh();

    QComboBox *m_format;
    QComboBox *m_part;
    QComboBox *m_look;
    QSpinBox *m_scale;
    QCheckBox *m_caseFile;
    QPushButton *m_copy;
    bool m_hasCaseFile;
};

} // namespace txdesk::console
