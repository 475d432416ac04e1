// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/dock_area.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QStackedWidget>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int stackHeight = 90; // no dock can be dragged to nothing

struct DockRow
{
    QLatin1StringView name;
    const char *title;
    Qt::DockWidgetArea area;
    bool open; // as delivered
};

constexpr std::array<DockRow, 4> dockRows{{
    {"groupsDock"_L1, QT_TRANSLATE_NOOP("txdesk::console::DockArea", "Errors by kind"), Qt::LeftDockWidgetArea, true},
    {"inspectorDock"_L1, QT_TRANSLATE_NOOP("txdesk::console::DockArea", "Inspector"), Qt::RightDockWidgetArea, false},
    {"jobsDock"_L1, QT_TRANSLATE_NOOP("txdesk::console::DockArea", "Jobs"), Qt::BottomDockWidgetArea, false},
    {"alertsDock"_L1, QT_TRANSLATE_NOOP("txdesk::console::DockArea", "Alerts"), Qt::BottomDockWidgetArea, false},
}};

} // namespace

DockArea::DockArea(QMainWindow &window) : QObject(&window), m_window(window)
{
    for (const DockRow &row : dockRows) {
        auto *dock = new QDockWidget(&window);
        dock->setObjectName(row.name);
        auto *stack = new QStackedWidget(dock);
        stack->setMinimumSize(160, stackHeight);
        dock->setWidget(stack);
        dock->toggleViewAction()->setEnabled(false);
        dock->installEventFilter(this);
        m_docks.insert(row.name, {dock, stack, row.open});
        connect(dock->toggleViewAction(), &QAction::triggered, this, [this, name = QString(row.name)](bool open) {
            m_docks[name].wanted = open;
        });
    }
    place();
    retranslate();
}

QStringList DockArea::names()
{
    QStringList all;
    for (const DockRow &row : dockRows)
        all.append(row.name);
    return all;
}

void DockArea::place()
{
    for (const DockRow &row : dockRows) {
        QDockWidget *dock = m_docks.value(row.name).dock;
        dock->setFloating(false);
        m_window.addDockWidget(row.area, dock);
        dock->setVisible(m_docks.value(row.name).wanted && hasPanel(row.name));
    }
    m_window.tabifyDockWidget(dock(u"jobsDock"_s), dock(u"alertsDock"_s));
}

void DockArea::reset()
{
    for (const DockRow &row : dockRows)
        m_docks[row.name].wanted = row.open;
    place();
}

bool DockArea::hasPanel(const QString &name) const { return m_docks.value(name).dock->toggleViewAction()->isEnabled(); }

void DockArea::showPanels(const QHash<QString, QWidget *> &panels)
{
    for (auto it = m_docks.begin(); it != m_docks.end(); ++it) {
        QWidget *panel = panels.value(it.key());
        if (panel && it->stack->indexOf(panel) < 0)
            it->stack->addWidget(panel);
        if (panel)
            it->stack->setCurrentWidget(panel);
        if (panel) // its least height is the dock's, or its last row would be cut
            it->stack->setMinimumHeight(std::max(stackHeight, panel->minimumSizeHint().height()));
        it->dock->toggleViewAction()->setEnabled(panel != nullptr);
        it->dock->setVisible(panel && it->wanted);
    }
}

void DockArea::raise(const QString &name)
{
    if (!hasPanel(name))
        return;
    m_docks[name].wanted = true;
    QDockWidget *shown = dock(name);
    shown->show();
    shown->raise();
}

QStringList DockArea::open() const
{
    QStringList all;
    for (auto it = m_docks.cbegin(); it != m_docks.cend(); ++it)
        if (it->wanted)
            all.append(it.key());
    all.sort();
    return all;
}

void DockArea::setOpen(const QStringList &names)
{
    for (auto it = m_docks.begin(); it != m_docks.end(); ++it) {
        it->wanted = names.contains(it.key());
        it->dock->setVisible(it->wanted && hasPanel(it.key()));
    }
}

// Closed by its own button: it stays closed with the next workspace, too.
bool DockArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Close && m_docks.contains(watched->objectName()))
        m_docks[watched->objectName()].wanted = false;
    return QObject::eventFilter(watched, event);
}

void DockArea::retranslate()
{
    for (const DockRow &row : dockRows)
        m_docks.value(row.name).dock->setWindowTitle(tr(row.title));
}

} // namespace txdesk::console
