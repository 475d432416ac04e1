// Quiet hours, and the ways by which alerts may leave the program.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/alerts/alert_rule.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTimeEdit;

namespace txdesk::console {

// Thread: GUI.
class OutputsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit OutputsForm(QWidget *parent = nullptr);

    void setPolicy(const AlertPolicy &policy);
    [[nodiscard]] QuietHours quiet() const;
    [[nodiscard]] AlertOutputs outputs() const;
    // What is wrong with it, in words; empty: nothing.
    [[nodiscard]] QString problem() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showState();

    QCheckBox *m_quiet;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QCheckBox *m_critical;
    QCheckBox *m_popup;
    QCheckBox *m_attention;
    QCheckBox *m_sound;
    QLabel *m_webHookWords;
    QLineEdit *m_webHook;
    QCheckBox *m_mayRun;
    QLabel *m_programWords;
    QPlainTextEdit *m_program;
};

} // namespace txdesk::console
