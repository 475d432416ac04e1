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

CommandRegistry::Entry CommandRegistry::entry(const QString &id) const
{
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
    return {};
}

void CommandRegistry::loadKeys(QSettings &settings)
{
    m_bound.clear();
    settings.beginGroup("keys"_L1);
    for (const QString &id : settings.childKeys())
        m_bound.insert(id, QKeySequence(settings.value(id).toString(), QKeySequence::PortableText));
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
