// Where the console catches DTM's alerts: the address, the line for DTM's configuration, what has come so far.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/dtm/hook_catcher.h"
#include "console/widgets/banded_dialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace txdesk::console {

// Thread: GUI. What is set applies at once and is told to `save`, so that it is there next time.
class HookDialog final : public BandedDialog
{
    Q_OBJECT

public:
    HookDialog(HookCatcher &catcher, std::function<void(const HookSettings &)> save, const Place &place, QWidget *parent = nullptr);

private:
    void build();
    void retranslate();
    [[nodiscard]] HookSettings entered() const;
    void showState(); // of the fields and of the catcher
    void apply();

    HookCatcher &m_catcher;
    std::function<void(const HookSettings &)> m_save;
    QString m_problem; // of the newest attempt to listen
    QCheckBox *m_enabled = nullptr;
    QLineEdit *m_address = nullptr;
    QSpinBox *m_port = nullptr;
    QLineEdit *m_token = nullptr;
    QPushButton *m_newToken = nullptr;
    QLineEdit *m_relay = nullptr;
    QLineEdit *m_line = nullptr;
    QPushButton *m_copy = nullptr;
    QLabel *m_intro = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_hint = nullptr;
    QList<QLabel *> m_labels;
    QPushButton *m_apply = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace txdesk::console
