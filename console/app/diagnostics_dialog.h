// Shows every file of the diagnostics before anything is saved; what a person does not want to give away, they leave out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/tar_gz.h"
#include "console/widgets/banded_dialog.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace txdesk::console {

// Thread: GUI.
class DiagnosticsDialog final : public BandedDialog
{
    Q_OBJECT

public:
    DiagnosticsDialog(QList<ArchiveFile> files, const Place &place, QWidget *parent = nullptr);

    [[nodiscard]] bool saveTo(const QString &file); // what is ticked
    [[nodiscard]] QListWidget &list() { return *m_list; }

private:
    void ask();

    QList<ArchiveFile> m_files;
    QListWidget *m_list;
    QPlainTextEdit *m_preview;
    QLabel *m_said;
};

} // namespace txdesk::console
