// F6: from pane to pane of the page that is shown, and on through the docks.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/main_window.h"

#include <QDockWidget>

#include <algorithm>

namespace txdesk::console {

namespace {

// A dock behind another one of its tabs is "visible", but nobody sees it.
bool isSeen(const QWidget &widget) { return widget.isVisible() && !widget.visibleRegion().isEmpty(); }

bool takesTab(const QWidget &widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.isVisible() && widget.isEnabled();
}

// The first in the order of Tab; null: nothing in it can be used.
QWidget *firstIn(QWidget &pane)
{
    if (takesTab(pane) || pane.focusProxy())
        return &pane;
    for (QWidget *next = pane.nextInFocusChain(); next && next != &pane; next = next->nextInFocusChain())
        if (pane.isAncestorOf(next) && takesTab(*next))
            return next;
    return nullptr;
}

} // namespace

void MainWindow::cyclePane(int direction)
{
    QList<QWidget *> panes;
    if (m_workspace->currentPage() == Workspace::Transactions)
        panes = m_workspace->panes();
    else if (QWidget *page = m_workspace->shownPage())
        panes.append(page);
    for (QDockWidget *dock : findChildren<QDockWidget *>())
        if (dock->widget() && isSeen(*dock->widget()))
            panes.append(dock->widget());
    const QWidget *focused = focusWidget();
    const auto here = std::ranges::find_if(panes, [focused](const QWidget *pane) { return focused && (pane == focused || pane->isAncestorOf(focused)); });
    qsizetype at = here == panes.end() ? (direction > 0 ? -1 : 0) : here - panes.begin();
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        at = (at + direction + panes.size()) % panes.size();
        if (QWidget *target = firstIn(*panes[at]))
            return target->setFocus(Qt::TabFocusReason);
    }
}

} // namespace txdesk::console
