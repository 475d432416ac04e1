// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/local_keys.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QShortcut>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Which of the places a widget is: only views without text to type.
int placeOf(const QWidget &widget)
{
    if (widget.inherits("txdesk::console::SequenceView") || widget.inherits("txdesk::console::GanttView"))
        return LocalKey::Diagram;
    return widget.inherits("txdesk::console::TransactionTable") || widget.inherits("txdesk::console::DetailTable") ? LocalKey::List : 0;
}

// "+" and "Shift+=" are one key; what a key field records and what a view is sent are made the same.
QKeySequence keysIn(const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const int key = event.key();
    const bool isSign = key > Qt::Key_Space && key < Qt::Key_Escape && !QChar(key).isLetter();
    if (isSign)
        modifiers &= ~Qt::ShiftModifier;
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

QString textOfKey(QKeyCombination keys)
{
    if (keys.key() >= Qt::Key_Escape)
        return {};
    const QChar letter(static_cast<char16_t>(keys.key()));
    return keys.keyboardModifiers().testFlag(Qt::ShiftModifier) ? QString(letter) : QString(letter.toLower());
}

// The shortcut that does it where a key is not read by the view itself.
QShortcut *shortcutOf(const QWidget &view, const QKeySequence &keys)
{
    for (const QWidget *at = &view; at; at = at->parentWidget())
        for (QShortcut *shortcut : at->findChildren<QShortcut *>(Qt::FindDirectChildrenOnly))
            if (shortcut->key() == keys && (at == &view || shortcut->context() == Qt::WidgetWithChildrenShortcut))
                return shortcut;
    return nullptr;
}

} // namespace

LocalKeys::LocalKeys(QObject *parent) : QObject(parent) {}

const LocalKey *LocalKeys::find(const QString &id)
{
    for (const LocalKey &key : localKeys())
        if (key.id == id && key.place != LocalKey::Everywhere)
            return &key;
    return nullptr;
}

QKeySequence LocalKeys::keysOf(const QString &id) const
{
    const LocalKey *key = find(id);
    return m_bound.value(id, key ? key->keys : QKeySequence());
}

void LocalKeys::setKeys(const QString &id, const QKeySequence &keys)
{
    const LocalKey *key = find(id);
    if (!key)
        return;
    if (keys == key->keys)
        m_bound.remove(id);
    else
        m_bound.insert(id, keys);
    QCoreApplication::instance()->removeEventFilter(this);
    if (!m_bound.isEmpty()) // as delivered nobody looks at any event
        QCoreApplication::instance()->installEventFilter(this);
}

void LocalKeys::clear()
{
    m_bound.clear();
    QCoreApplication::instance()->removeEventFilter(this);
}

const LocalKey *LocalKeys::boundTo(const QKeySequence &keys, int place) const
{
    for (auto it = m_bound.cbegin(); it != m_bound.cend(); ++it)
        if (const LocalKey *key = find(it.key()); key && (key->place & place) && *it == keys)
            return key;
    return nullptr;
}

bool LocalKeys::isGivenAway(const QKeySequence &keys, int place) const
{
    for (auto it = m_bound.cbegin(); it != m_bound.cend(); ++it)
        if (const LocalKey *key = find(it.key()); key && (key->place & place) && key->keys[0] == keys[0])
            return true;
    return false;
}

bool LocalKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (m_sending)
        return false;
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto *view = qobject_cast<QWidget *>(watched);
        const int place = view && view->hasFocus() ? placeOf(*view) : 0;
        return place != 0 && takeKey(*view, place, *static_cast<QKeyEvent *>(event));
    }
    auto *menu = event->type() == QEvent::Show ? qobject_cast<QMenu *>(watched) : nullptr;
    for (QAction *action : menu ? menu->actions() : QList<QAction *>()) // what a menu says is what a person would press
        for (auto it = m_bound.cbegin(); it != m_bound.cend(); ++it)
            if (const LocalKey *key = find(it.key()); key && action->shortcut() == key->keys)
                action->setShortcut(*it);
    return false;
}

// First as a shortcut, which could be somebody else's, then as a key.
bool LocalKeys::takeKey(QWidget &view, int place, QKeyEvent &event)
{
    const QKeySequence keys = keysIn(event);
    const LocalKey *bound = boundTo(keys, place);
    if (!bound && !isGivenAway(keys, place))
        return false;
    if (event.type() == QEvent::ShortcutOverride)
        event.accept();
    else if (bound)
        perform(*bound, view);
    return true;
}

void LocalKeys::perform(const LocalKey &key, QWidget &view)
{
    if (QShortcut *shortcut = shortcutOf(view, key.keys)) {
        emit shortcut->activated();
        return;
    }
    m_sending = true;
    for (uint i = 0; i < static_cast<uint>(key.keys.count()); ++i) {
        const QKeyCombination keys = key.keys[i];
        QKeyEvent press(QEvent::KeyPress, keys.key(), keys.keyboardModifiers(), textOfKey(keys));
        QCoreApplication::sendEvent(&view, &press);
    }
    m_sending = false;
}

} // namespace txdesk::console
