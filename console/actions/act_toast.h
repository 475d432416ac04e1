// The line that says which act is about to be sent, and afterwards what became of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace txdesk::console {

// Thread: GUI. Hidden while there is nothing to say; Esc cancels while it is armed (the window forwards it).
class ActToast final : public QFrame
{
    Q_OBJECT

public:
    ActToast(ActionDesk &desk, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ActToast() override;

    void setTheme(const Theme &theme);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showArmed(Action action, const Gid &gid);
    void showReport(const ActReport &report);
    void say(const QString &text, Meaning meaning);

    ActionDesk &m_desk;
    DelayedCalls &m_delayed;
    Theme m_theme = lightTheme();
    QLabel *m_text;
    QToolButton *m_cancel;
    std::optional<ActReport> m_report;
    Meaning m_meaning = Meaning::Running;
    DelayedCalls::Handle m_hide = 0;
};

} // namespace txdesk::console
