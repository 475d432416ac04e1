// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/command_registry.h"

#include "console/text/plain_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSettings>
#include <QWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// "&Open…" is "Open…"; "&&" stays one sign.
QString withoutMnemonic(QString text)
{
    static const QRegularExpression bracketed(u"\\(&.\\)"_s); // Chinese menus put the letter behind
    text.remove(bracketed);
    text.replace("&&"_L1, "\x01"_L1);
    text.remove(u'&');
    return text.replace(u'\x01', u'&').trimmed();
}

} // namespace

void CommandRegistry::setGroupName(const QString &menu, const QString &name) { m_groups.insert(menu, withoutMnemonic(name)); }

CommandRegistry::CommandRegistry(QWidget &window) : QObject(&window), m_window(window) {}

QAction *CommandRegistry::add(const Command &command)
{
    auto *action = new QAction(this);
    action->setObjectName(command.id);
    action->setAutoRepeat(false);
    action->setCheckable(command.isOn != nullptr);
    m_order.append(command.id);
    m_own.insert(command.id, {command, action});
    m_actions.insert(command.id, action);
    m_delivered.insert(command.id, command.keys);
    bind(command.id, *action);
    m_window.addAction(action); // also those that stand in no menu have their key
    connect(action, &QAction::triggered, this, [this, id = command.id] {
        const Own own = m_own.value(id);
        own.command.run();
        refresh();
    });
    return action;
}

void CommandRegistry::adopt(const QString &id, const QString &group, QAction *action)
{
    if (!m_actions.contains(id)) {
        m_order.append(id);
        m_delivered.insert(id, action->shortcut());
    }
    m_actions.insert(id, action);
    m_groupOf.insert(id, group);
    bind(id, *action);
    connect(action, &QObject::destroyed, this, [this, id, action] {
        if (m_actions.value(id) == action)
            m_actions.insert(id, nullptr);
    });
}

void CommandRegistry::bind(const QString &id, QAction &action)
{
    action.setShortcut(m_bound.contains(id) ? m_bound.value(id) : m_delivered.value(id));
}

QString CommandRegistry::whyNot(const QString &id) const
{
    if (m_own.contains(id)) {
        const Command &command = m_own[id].command;
        return command.whyNot ? command.whyNot() : QString();
    }
    const QAction *action = m_actions.value(id);
    if (!action)
        return tr("No transaction is shown.");
    return action->isEnabled() ? QString() : action->statusTip();
}

CommandRegistry::Entry CommandRegistry::localEntry(const LocalKey &key) const
{
    return {key.id, localKeyText(key), localPlaceText(key.place), key.place == LocalKey::Everywhere ? key.keys : m_local.keysOf(key.id), key.keys, {}};
}

QList<CommandRegistry::Entry> CommandRegistry::localEntries() const
{
    QList<Entry> all;
    for (const LocalKey &key : localKeys())
        all.append(localEntry(key));
    return all;
}

CommandRegistry::Entry CommandRegistry::entry(const QString &id) const
{
    if (const LocalKey *key = LocalKeys::find(id))
        return localEntry(*key);
    const QAction *action = m_actions.value(id);
    const QString group = m_own.contains(id) ? m_own[id].command.menu.section(u'/', 0, 0) : m_groupOf.value(id);
    return {id, action ? withoutMnemonic(action->text()) : id, m_groups.value(group, group),
            m_bound.contains(id) ? m_bound.value(id) : m_delivered.value(id), m_delivered.value(id), whyNot(id)};
}

QList<CommandRegistry::Entry> CommandRegistry::entries() const
{
    QList<Entry> all;
    for (const QString &id : m_order)
        if (m_actions.value(id))
            all.append(entry(id));
    return all;
}

bool CommandRegistry::run(const QString &id)
{
    QAction *action = m_actions.value(id);
    if (!action || !whyNot(id).isEmpty())
        return false;
    action->trigger();
    return true;
}

void CommandRegistry::setKeys(const QString &id, const QKeySequence &keys)
{
    if (LocalKeys::find(id)) {
        m_local.setKeys(id, keys);
        emit keysChanged();
        return;
    }
    if (keys == m_delivered.value(id))
        m_bound.remove(id);
    else
        m_bound.insert(id, keys);
    if (QAction *action = m_actions.value(id))
        bind(id, *action);
    refresh();
    emit keysChanged();
}

void CommandRegistry::resetKeys()
{
    m_bound.clear();
    m_local.clear();
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        if (*it)
            bind(it.key(), **it);
    refresh();
    emit keysChanged();
}

QString CommandRegistry::holderOf(const QKeySequence &keys, const QString &exceptId) const
{
    if (keys.isEmpty())
        return {};
    for (const Entry &entry : entries())
        if (entry.id != exceptId && entry.keys == keys)
            return entry.title;
    const LocalKey *own = LocalKeys::find(exceptId);
    for (const LocalKey &key : localKeys()) {
        const bool sharesPlace = !own || key.place == LocalKey::Everywhere || (own->place & key.place);
        const QKeySequence taken = localEntry(key).keys;
        // A key that begins a longer one could not be told from it.
        if (key.id != exceptId && sharesPlace && !taken.isEmpty() && taken[0] == keys[0] && (taken.count() != keys.count() || taken == keys))
            return localKeyText(key);
    }
    return {};
}

QString CommandRegistry::whyNotKeys(const QString &id, const QKeySequence &keys) const
{
    if (keys.isEmpty())
        return {};
    const bool isLocal = LocalKeys::find(id) != nullptr;
    if (keys != entry(id).delivered && keys.count() > 1)
        return tr("✖ One key, or one with Ctrl, Alt or Shift, please: not one after the other.");
    const bool bare = (keys[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier && keys[0].key() < Qt::Key_Escape;
    if (bare && !isLocal)
        return tr("✖ Single letters stay with lists and diagrams: elsewhere they would be typed.");
    const QString holder = holderOf(keys, id);
    return holder.isEmpty() ? QString() : tr("✖ \"%1\" has these keys. Give it others first.").arg(holder);
}

void CommandRegistry::loadKeys(QSettings &settings)
{
    m_bound.clear();
    m_local.clear();
    settings.beginGroup("keys"_L1);
    for (const QString &id : settings.childKeys()) {
        const QKeySequence keys(settings.value(id).toString(), QKeySequence::PortableText);
        if (LocalKeys::find(id))
            m_local.setKeys(id, keys);
        else
            m_bound.insert(id, keys);
    }
    settings.endGroup();
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        if (*it)
            bind(it.key(), **it);
    emit keysChanged();
}

void CommandRegistry::saveKeys(QSettings &settings) const
{
    settings.remove("keys"_L1);
    settings.beginGroup("keys"_L1);
    for (auto it = m_bound.cbegin(); it != m_bound.cend(); ++it)
        settings.setValue(it.key(), it->toString(QKeySequence::PortableText));
    for (const LocalKey &key : localKeys())
        if (LocalKeys::find(key.id) && m_local.keysOf(key.id) != key.keys)
            settings.setValue(key.id, m_local.keysOf(key.id).toString(QKeySequence::PortableText));
    settings.endGroup();
}

void CommandRegistry::show(const Own &own) const
{
    const Command &command = own.command;
    const QString why = command.whyNot ? command.whyNot() : QString();
    own.action->setText(command.title ? command.title() : QCoreApplication::translate("txdesk::console::MainWindow", command.text));
    own.action->setEnabled(why.isEmpty());
    own.action->setToolTip(asToolTip(why.isEmpty() ? withoutMnemonic(own.action->text()) : why));
    own.action->setStatusTip(why);
    if (command.isOn)
        own.action->setChecked(command.isOn());
}

void CommandRegistry::refresh()
{
    for (const Own &own : std::as_const(m_own))
        show(own);
}

void CommandRegistry::retranslate() { refresh(); }

} // namespace txdesk::console
