// A message or a question, in plain text and with the environment band: what the console has instead of QMessageBox.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/banded_dialog.h"

class QHBoxLayout;
class QPushButton;

namespace txdesk::console {

// Thread: GUI. Esc and Enter mean the button that changes nothing; it takes the focus.
class MessageDialog final : public BandedDialog
{
    Q_OBJECT

public:
    // The place is that of the window around `parent`. `closes`: the text of the button that changes nothing.
    MessageDialog(Meaning meaning, const QString &title, const QString &text, const QString &closes, QWidget *parent);

    // To its left: never the default, closes the dialog when it is clicked.
    QPushButton *addButton(const QString &text);

private:
    QHBoxLayout *m_row;
};

} // namespace txdesk::console
