// Everything a person can tell the window, once: menus, palette, help and preferences are made from it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/app/local_keys.h"

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

class QSettings;
class QWidget;

namespace txdesk::console {

struct Command
{
    QString id;                        // "view.refresh": of settings; never changes
    const char *text = nullptr;        // in the context txdesk::console::MainWindow, with its mnemonic
    QKeySequence keys{};               // as delivered
    QString menu{};                    // "view": the menu it stands in; empty: in none, or in one that is filled otherwise
    std::function<void()> run{};
    std::function<QString()> whyNot{}; // translated; no function, or empty text: it can be run
    std::function<QString()> title{};  // instead of text, when it depends on what is shown
    std::function<bool()> isOn{};      // it is a switch, or one of several choices
};

// Thread: GUI. Lives as long as the window whose shortcuts it makes.
class CommandRegistry final : public QObject
{
    Q_OBJECT

public:
    explicit CommandRegistry(QWidget &window);

    struct Entry
    {
        QString id;
        QString title; // without mnemonic
        QString group; // of the menu, for help and preferences
        QKeySequence keys;
        QKeySequence delivered;
        QString whyNot; // empty: it can be run
    };

    QAction *add(const Command &command);
    // An action of somebody else, who decides whether it can be run: its key is bound here. One id may be adopted again.
    void adopt(const QString &id, const QString &group, QAction *action);
    [[nodiscard]] QAction *action(const QString &id) const { return m_actions.value(id); }
    [[nodiscard]] const QList<QString> &ids() const { return m_order; }
    [[nodiscard]] QString menuOf(const QString &id) const { return m_own.value(id).command.menu; }
    [[nodiscard]] QList<Entry> entries() const;
    [[nodiscard]] Entry entry(const QString &id) const;
    // Of lists and diagrams, in the same map: they are keys only, nothing that could be run.
    [[nodiscard]] QList<Entry> localEntries() const;
    bool run(const QString &id); // false: it cannot be run now
    [[nodiscard]] QString whyNot(const QString &id) const;

    void setGroupName(const QString &menu, const QString &name); // of a menu, its mnemonic is left out
    void setKeys(const QString &id, const QKeySequence &keys);
    void resetKeys();
    // Who has these keys already where `exceptId` could be pressed, by title; empty: nobody but it itself.
    [[nodiscard]] QString holderOf(const QKeySequence &keys, const QString &exceptId) const;
    // Why a command cannot have these keys, translated; empty: it can. The only judge of it.
    [[nodiscard]] QString whyNotKeys(const QString &id, const QKeySequence &keys) const;
    void loadKeys(QSettings &settings);
    void saveKeys(QSettings &settings) const; // only those that differ

    void refresh();     // greys and ticks
    void retranslate(); // and refreshes

signals:
    void keysChanged();

private:
    struct Own
    {
        Command command;
        QAction *action = nullptr;
    };
    void bind(const QString &id, QAction &action);
    [[nodiscard]] Entry localEntry(const LocalKey &key) const;
    void show(const Own &own) const;

    QWidget &m_window;
    QList<QString> m_order;
    QHash<QString, Own> m_own;
    QHash<QString, QAction *> m_actions; // own and adopted
    QHash<QString, QString> m_groupOf;   // of adopted ones
    QHash<QString, QKeySequence> m_delivered;
    QHash<QString, QKeySequence> m_bound; // by the person
    QHash<QString, QString> m_groups;
    LocalKeys m_local;
};

} // namespace txdesk::console
