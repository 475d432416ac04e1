// The buttons of a transaction's verbs: always there, greyed with the reason in tool tip and accessible description.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/action_desk.h"

#include <QAction>
#include <QHash>
#include <QWidget>

class QLabel;
class QToolButton;

namespace txdesk::console {

// Thread: GUI. Owns the QActions of the verbs; menus show the same ones.
class ActionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ActionBar(ActionDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] QAction *action(Action action) const { return m_actions.value(static_cast<int>(action)); }
    [[nodiscard]] QList<QAction *> actionsInOrder() const;
    void tick(); // countdowns in the reasons, about once a second

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

signals:
    void previewed(txdesk::Action action); // the pointer or the keyboard's focus came to a verb that is allowed; again when its state has changed
    void previewEnded();

private:
    void run(Action verb);
    void addVerb(Action action, const QKeySequence &keys);
    void refresh();
    void preview();
    [[nodiscard]] QString promise(Action verb) const;
    bool showTip(const QObject *button, const QPoint &at);

    ActionDesk &m_desk;
    QHash<int, QAction *> m_actions;
    QHash<int, QToolButton *> m_buttons;
    const QObject *m_hovered = nullptr; // a button; only compared
    const QObject *m_focused = nullptr; // by keyboard: who clicks sees what happens
    bool m_previews = false;
};

} // namespace txdesk::console
