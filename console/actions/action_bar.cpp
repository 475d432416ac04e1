// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/action_bar.h"

#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "shared/model/participant_name.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ActionBar::ActionBar(ActionDesk &desk, QWidget *parent) : QWidget(parent), m_desk(desk)
{
    setObjectName("actionBar"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    addVerb(Action::Retry, QKeySequence(Qt::CTRL | Qt::Key_Return));
    addVerb(Action::Pause, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    addVerb(Action::Resume, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    addVerb(Action::Abort, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    addVerb(Action::ForceStop, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete));
    addVerb(Action::Submit, {});
    addVerb(Action::ForceRollback, {});
    addVerb(Action::AcceptCurrent, {});
    addVerb(Action::Skip, {});
    addVerb(Action::MarkFailed, {});
    row->addStretch();
    connect(&desk, &ActionDesk::statesChanged, this, [this] {
        refresh();
        if (m_hovered || m_focused)
            preview();
    });
    refresh();
}

QList<QAction *> ActionBar::actionsInOrder() const
{
    QList<QAction *> all;
    for (const Name<Action> &name : actionNames)
        all.append(action(name.value));
    return all;
}

void ActionBar::addVerb(Action verb, const QKeySequence &keys)
{
    auto *action = new QAction(this);
    action->setObjectName(u"verb_"_s + nameIn(actionNames, verb));
    action->setShortcut(keys);
    action->setAutoRepeat(false);
    action->setShortcutContext(Qt::WindowShortcut);
    m_actions.insert(static_cast<int>(verb), action);
    connect(action, &QAction::triggered, this, [this, verb] { run(verb); });
    auto *button = new QToolButton(this);
    button->setObjectName(u"button_"_s + nameIn(actionNames, verb));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(28);
    button->installEventFilter(this);
    m_buttons.insert(static_cast<int>(verb), button);
    layout()->addWidget(button);
}

// An act on one branch that several could be meant by asks which.
void ActionBar::run(Action verb)
{
    const QList<BranchId> branches = m_desk.state(verb).branches;
    if (branches.size() < 2)
        return m_desk.trigger(verb);
    auto *menu = new QMenu(this);
    menu->setObjectName("branchChoice"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const BranchId &branch : branches)
        connect(menu->addAction(tr("%1: branch %2").arg(wordOf(verb, m_desk.parked()), oneLine(branch.value, 60))), &QAction::triggered, this,
                [this, verb, branch] { m_desk.trigger(verb, branch); });
    menu->popup(m_buttons.value(static_cast<int>(verb))->mapToGlobal(QPoint(0, height())));
}

void ActionBar::refresh()
{
    for (const Name<Action> &name : actionNames) {
        QAction *action = m_actions.value(static_cast<int>(name.value));
        QToolButton *button = m_buttons.value(static_cast<int>(name.value));
        const ActionState state = m_desk.state(name.value);
        const QString verb = wordOf(name.value, m_desk.parked());
        const QString text = guardOf(name.value) == Guard::Armed ? verb : verb + u'…';
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setText(text);
        action->setEnabled(state.allowed);
        const QString tip = keys.isEmpty() ? verb : u"%1  (%2)"_s.arg(verb, keys);
        const QString whyNot = m_desk.whyNot(state);
        action->setToolTip(asToolTip(state.allowed ? tip : u"%1: %2"_s.arg(verb, whyNot)));
        action->setStatusTip(whyNot);
        button->setAccessibleName(verb);
        button->setAccessibleDescription(whyNot);
    }
    // Only one of the two makes sense at a time; without a subject the first one shows.
    const bool paused = m_desk.state(Action::Resume).allowed;
    m_buttons.value(static_cast<int>(Action::Resume))->setVisible(paused);
    m_buttons.value(static_cast<int>(Action::Pause))->setVisible(!paused);
    // Decisions that only one kind of waiting asks for; the menu has them always, with the reason why not.
    const Parked parked = m_desk.parked();
    m_buttons.value(static_cast<int>(Action::Submit))->setVisible(parked == Parked::Unanswered);
    m_buttons.value(static_cast<int>(Action::ForceRollback))->setVisible(parked == Parked::Dirty);
    m_buttons.value(static_cast<int>(Action::AcceptCurrent))->setVisible(parked == Parked::Dirty);
    m_buttons.value(static_cast<int>(Action::Skip))->setVisible(m_desk.state(Action::Skip).allowed);
    m_buttons.value(static_cast<int>(Action::MarkFailed))->setVisible(m_desk.state(Action::MarkFailed).allowed);
}

bool ActionBar::eventFilter(QObject *watched, QEvent *event)
{
    const QObject *const hovered = m_hovered, *const focused = m_focused;
    switch (event->type()) {
    case QEvent::Enter: m_hovered = watched; break;
    case QEvent::Leave:
    case QEvent::Hide: m_hovered = m_hovered == watched ? nullptr : m_hovered; break;
    case QEvent::FocusIn: m_focused = static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason ? nullptr : watched; break;
    case QEvent::FocusOut: m_focused = nullptr; break;
    case QEvent::ToolTip: return showTip(watched, static_cast<QHelpEvent *>(event)->globalPos()) || QWidget::eventFilter(watched, event);
    default: return QWidget::eventFilter(watched, event);
    }
    if (m_hovered != hovered || m_focused != focused)
        preview();
    return QWidget::eventFilter(watched, event);
}

// What a verb without a dialog will do is said before it is pressed; the others say it in their dialog.
QString ActionBar::promise(Action verb) const
{
    if (guardOf(verb) != Guard::Armed || !m_desk.state(verb).allowed)
        return {};
    constexpr qsizetype callsMax = 3;
    const engine::Preview preview = m_desk.confirmation(verb).preview;
    QStringList lines;
    for (const QString &sentence : preview.willDo)
        lines.append(engineSentence(sentence));
    for (const PlannedCall &call : preview.calls.first(std::min(preview.calls.size(), callsMax)))
        lines.append(oneLine(named(u"%1 %2  %3"_s.arg(call.branch.value, wordOf(call.op), participantOf(call.url)), m_desk.participantNames()), 160));
    if (preview.calls.size() > callsMax)
        lines.append(u"…"_s);
    return lines.join(u'\n');
}

bool ActionBar::showTip(const QObject *button, const QPoint &at)
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it) {
        const auto verb = static_cast<Action>(it.key());
        const QString words = *it == button ? promise(verb) : QString();
        if (words.isEmpty())
            continue;
        const QString keys = action(verb)->shortcut().toString(QKeySequence::NativeText);
        const QString name = wordOf(verb, m_desk.parked());
        QToolTip::showText(at, asToolTip((keys.isEmpty() ? name : u"%1  (%2)"_s.arg(name, keys)) + u'\n' + words), *it);
        return true;
    }
    return false;
}

// The pointer goes before the focus.
void ActionBar::preview()
{
    const QObject *const pointed = m_hovered ? m_hovered : m_focused;
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        if (pointed && *it == pointed && (*it)->isEnabled()) {
            m_previews = true;
            (*it)->setAccessibleDescription(promise(static_cast<Action>(it.key())));
            return emit previewed(static_cast<Action>(it.key()));
        }
    if (std::exchange(m_previews, false))
        emit previewEnded();
}

void ActionBar::tick()
{
    for (const Name<Action> &name : actionNames)
        if (m_desk.state(name.value).legalAt)
            return refresh();
}

void ActionBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
