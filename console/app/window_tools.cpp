// What the main window does besides showing: links, focus mode, layouts, fonts, palette and preferences.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/deep_link.h"
#include "console/app/main_window.h"
#include "console/app/preferences_dialog.h"
#include "console/app/status_line.h"
#include "console/list/views_panel.h"
#include "console/text/plain_text.h"
#include "console/widgets/name_dialog.h"

#include <QApplication>
#include <QDockWidget>
#include <QListWidget>
#include <QMenu>
#include <QUndoStack>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int saidForMs = 8000;
constexpr qreal focusFont = 1.25;

// One change of the layout: what it was and what it became.
class LayoutStep final : public QUndoCommand
{
public:
    LayoutStep(ConsoleSettings::Layout before, ConsoleSettings::Layout after, std::function<void(const ConsoleSettings::Layout &)> put)
        : m_before(std::move(before)), m_after(std::move(after)), m_put(std::move(put))
    {
    }

    void undo() override { m_put(m_before); }
    void redo() override
    {
        if (std::exchange(m_done, true))
            m_put(m_after); // the first time it has happened already
    }

private:
    ConsoleSettings::Layout m_before;
    ConsoleSettings::Layout m_after;
    std::function<void(const ConsoleSettings::Layout &)> m_put;
    bool m_done = false;
};

} // namespace

void MainWindow::say(const QString &text) { m_status->showMessage(oneLine(text, 300), saidForMs); }

Place MainWindow::placeHere() const
{
    if (!m_workspace)
        return {Environment::Development, {}, m_appearance};
    return {m_workspace->profile().environment, labelOf(m_workspace->profile()), m_appearance};
}

QList<std::pair<QString, QString>> MainWindow::views() const
{
    QList<std::pair<QString, QString>> all;
    const auto *list = m_views->findChild<QListWidget *>();
    for (int row = 0; list && row < list->count(); ++row)
        if (list->item(row)->flags().testFlag(Qt::ItemIsSelectable) && list->item(row)->data(Qt::UserRole).isValid())
            all.append({list->item(row)->text(), list->item(row)->data(Qt::UserRole).toString()});
    return all;
}

PaletteDialog *MainWindow::openPalette(const QString &text) { return m_palette.open(text); }

QDialog *MainWindow::openPreferences()
{
    return new PreferencesDialog(*this, m_parts.settings, this);
}

QString MainWindow::linkHere() const
{
    if (!m_workspace)
        return {};
    DeepLink link{m_workspace->profile().name, m_workspace->detail().desk().subject()};
    const CallSelection selected = m_workspace->detail().selection().current();
    if (!link.gid.isEmpty() && !selected.isEmpty()) {
        link.branch = selected.branch;
        link.op = selected.op;
        link.attempt = selected.attempt;
    }
    return linkText(link);
}

void MainWindow::openLink(const QString &text)
{
    raise();
    activateWindow();
    const Result<DeepLink> link = parseLink(text);
    if (!link)
        return say(tr("This link cannot be opened: %1").arg(link.error().message));
    Workspace *shown = nullptr;
    for (Workspace *open : workspaces())
        if (open->profile().name == link->profile)
            shown = open;
    for (const Profile &profile : m_parts.settings.profiles())
        if (!shown && profile.name == link->profile) {
            connectTo(profile); // a place that this person has set up
            shown = m_workspace;
        }
    if (!shown)
        return say(tr("This link is of \"%1\", and no profile has that name.").arg(oneLine(link->profile, 64)));
    raiseWorkspace(shown);
    if (link->gid.isEmpty())
        return;
    shown->showTransaction(link->gid);
    if (!link->branch.isEmpty())
        shown->detail().selection().select({link->branch, link->op, link->attempt});
}

void MainWindow::setDensity(Density density)
{
    m_parts.settings.setDensity(density);
    m_appearance.density = density;
    applyAppearance();
}

void MainWindow::setFontPercent(int percent)
{
    m_parts.settings.setFontPercent(std::clamp(percent, 100, 200));
    applyAppearance();
}

void MainWindow::setCalm(bool calm)
{
    m_parts.settings.setCalm(calm);
    m_appearance.calm = calm;
    applyAppearance();
}

void MainWindow::takeSettings()
{
    m_commands.loadKeys(m_parts.settings.file());
    m_appearance.density = m_parts.settings.density();
    m_appearance.calm = m_parts.settings.calm();
    setLanguageChoice(m_parts.settings.language());
    setTimes(m_parts.settings.times());
    setThemeChoice(m_parts.settings.theme());
}

void MainWindow::applyFont()
{
    const qreal size = m_baseFontSize * m_parts.settings.fontPercent() / 100.0 * (m_appearance.focus ? focusFont : 1.0);
    QFont font = QApplication::font();
    if (qFuzzyCompare(font.pointSizeF(), size))
        return;
    font.setPointSizeF(size);
    QApplication::setFont(font);
}

void MainWindow::setFocusMode(bool on)
{
    if (!m_workspace)
        return;
    m_parts.settings.setFocusMode(m_workspace->profile().name, on);
    followFocus();
}

// The mode belongs to the profile: with its tab it comes and goes.
void MainWindow::followFocus()
{
    const bool on = m_workspace && m_parts.settings.focusMode(m_workspace->profile().name);
    if (on == m_appearance.focus)
        return;
    if (on)
        saveLayout();
    m_appearance.focus = on;
    showFocus();
    applyAppearance();
    m_commands.refresh();
}

void MainWindow::showFocus()
{
    const bool on = m_appearance.focus;
    if (m_workspace)
        m_workspace->setFocusMode(on);
    m_viewsDock->setVisible(!on && m_workspace);
    m_docks->showPanels(m_workspace && !on ? m_workspace->panels() : QHash<QString, QWidget *>());
}

void MainWindow::rememberLayout()
{
    if (m_puttingLayout || m_appearance.focus || QApplication::mouseButtons() != Qt::NoButton)
        return;
    ConsoleSettings::Layout now = currentLayout();
    now.geometry.clear(); // where the window stands is the window manager's
    if (now == m_lastLayout || now.splitter.isEmpty())
        return;
    const ConsoleSettings::Layout before = std::exchange(m_lastLayout, now);
    if (before.docks.isEmpty() || before.splitter.isEmpty())
        return;
    m_layouts->push(new LayoutStep(before, now, [this](const ConsoleSettings::Layout &layout) { putLayout(layout); }));
    m_commands.refresh();
}

void MainWindow::putLayout(const ConsoleSettings::Layout &layout)
{
    m_puttingLayout = true;
    restoreState(layout.docks, ConsoleSettings::layoutVersion);
    m_docks->setOpen(layout.openDocks);
    if (m_workspace)
        m_workspace->restoreSplitter(layout.splitter);
    m_lastLayout = currentLayout();
    m_lastLayout.geometry.clear();
    m_puttingLayout = false;
}

QDialog *MainWindow::askLayoutName()
{
    auto *dialog = new NameDialog(tr("Save the layout"), tr("Name of the layout"), {}, this);
    dialog->setObjectName("layoutName"_L1);
    dialog->setCheck([this](const QString &name) {
        for (const QString &delivered : {tr("Triage"), tr("Debug"), tr("Wall"), u"triage"_s, u"debug"_s, u"wall"_s})
            if (name.compare(delivered, Qt::CaseInsensitive) == 0)
                return tr("A delivered layout has this name.");
        return m_parts.settings.layoutNames().contains(name) ? tr("There is one of this name: delete it first.") : QString();
    });
    connect(dialog, &NameDialog::chosen, this, [this](const QString &name) {
        m_parts.settings.setLayout(currentLayout(), name);
        say(tr("Saved: the layout \"%1\" is in the menu View > Layout.").arg(name));
    });
    return dialog;
}

// What a person keeps, behind what is delivered; and how to get rid of it.
void MainWindow::fillLayoutMenu()
{
    QMenu *menu = m_menus.value(u"view/layout"_s);
    qDeleteAll(std::exchange(m_ownLayouts, {}));
    const QStringList names = m_parts.settings.layoutNames();
    if (names.isEmpty())
        return;
    m_ownLayouts.append(menu->addSeparator());
    for (const QString &name : names) {
        QAction *put = menu->addAction(oneLine(name, 60).replace(u'&', u"&&"_s), this, [this, name] { applyLayout(name); });
        put->setEnabled(m_workspace);
        put->setStatusTip(m_workspace ? QString() : tr("No coordinator is connected."));
        m_ownLayouts.append(put);
    }
    auto *doomed = new QMenu(tr("De&lete a layout"), menu);
    for (const QString &name : names)
        doomed->addAction(oneLine(name, 60).replace(u'&', u"&&"_s), this, [this, name] {
            m_parts.settings.removeLayout(name);
            say(tr("Deleted: the layout \"%1\".").arg(name));
        });
    menu->addMenu(doomed);
    m_ownLayouts.append(doomed);
}

void MainWindow::applyLayout(const QString &name)
{
    if (const auto kept = m_parts.settings.layout(name); kept && !name.isEmpty()) {
        rememberLayout();
        const ConsoleSettings::Layout before = m_lastLayout;
        putLayout(*kept);
        m_lastLayout = before; // a step of its own, which can be undone
        return rememberLayout();
    }
    const bool wall = name == "wall"_L1;
    rememberLayout();
    m_viewsDock->setVisible(!wall);
    m_docks->setOpen(wall                    ? QStringList()
                     : name == "debug"_L1 ? QStringList{u"inspectorDock"_s}
                                          : QStringList{u"groupsDock"_s, u"jobsDock"_s, u"alertsDock"_s});
    m_workspace->showPage(wall ? Workspace::Overview : Workspace::Transactions);
    if (name == "debug"_L1)
        m_workspace->preferDetail();
    else
        m_workspace->preferList();
    rememberLayout();
}

} // namespace txdesk::console
