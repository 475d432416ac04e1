// F1: the keys of this view first, then all others, and what the signs mean; made from the commands there are.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/command_registry.h"
#include "console/widgets/banded_dialog.h"

class QLineEdit;
class QTableWidget;

namespace txdesk::console {

class HelpDialog final : public BandedDialog
{
    Q_OBJECT

public:
    // viewPlace: where the focus is; its keys come first.
    HelpDialog(const CommandRegistry &commands, LocalKey::Place viewPlace, const Place &place, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget &keys() { return *m_keys; }

private:
    void addKey(const QString &keys, const QString &text, const QString &where);
    void addLocal(const CommandRegistry &commands, LocalKey::Place place, bool ofView);
    QLayout *makeLegend();
    void search(const QString &text);

    QLineEdit *m_search;
    QTableWidget *m_keys;
};

} // namespace txdesk::console
