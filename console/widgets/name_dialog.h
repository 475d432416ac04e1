// Asks for a name, with the environment band: what the console has instead of QInputDialog.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/widgets/banded_dialog.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace txdesk::console {

// Thread: GUI.
class NameDialog final : public BandedDialog
{
    Q_OBJECT

public:
    static constexpr int nameMax = 60; // characters

    // The place is that of the window around `parent`. `what`: "Name of the view".
    NameDialog(const QString &title, const QString &what, const QString &name, QWidget *parent);

    // Why a name cannot be taken, in words; empty: it can. Without it any name can that is not empty.
    void setCheck(std::function<QString(const QString &)> whyNot);

signals:
    void chosen(const QString &name); // trimmed

private:
    void check();

    std::function<QString(const QString &)> m_whyNot;
    QLineEdit *m_name;
    QLabel *m_problem;
    QPushButton *m_save;
};

} // namespace txdesk::console
