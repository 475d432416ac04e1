// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/call_menu.h"

#include "console/actions/action_bar.h"
#include "console/detail/selection_text.h"
#include "console/models/call_commands.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"

#include <QClipboard>
#include <QGuiApplication>

namespace txdesk::console {

using namespace Qt::StringLiterals;

CallMenu::CallMenu(SelectionHub &hub, ActionDesk &desk, ActionBar &bar, const CoordinatorLink &link, const Clock &serverClock, QWidget *parent)
    : QObject(parent), m_hub(hub), m_desk(desk), m_bar(bar), m_link(link), m_clock(serverClock)
{
    connect(&hub, &SelectionHub::menuWanted, this, &CallMenu::popUp);
}

// Connection, profile and role first; then what the engine says of this branch.
ActionState CallMenu::branchState(Action action) const
{
    const BranchId branch = m_hub.current().branch;
    const ActionState whole = m_desk.state(action);
    const bool aboutOne = action == Action::Skip || action == Action::MarkFailed;
    if (!whole.allowed && !aboutOne)
        return whole;
    if (!m_link.capabilities().has(Feature::Attempts))
        return {.action = action, .allowed = false, .reason = tr("This back end acts on whole transactions only."), .legalAt = {}};
    const ActionState one = engine::gate(action, m_detail.snapshot, branch, m_clock.now());
    if (!one.allowed)
        return {.action = action, .allowed = false, .reason = engineSentence(one.reason), .legalAt = one.legalAt};
    return whole.allowed ? one : whole;
}

QString CallMenu::command() const
{
    const CallSelection &selection = m_hub.current();
    const BranchOp *op = opToCall(m_detail, selection.branch, selection.op);
    return op ? callCommand(m_detail, *op) : QString();
}

void CallMenu::copyText() const { QGuiApplication::clipboard()->setText(selectionText(m_detail, m_hub.current(), m_appearance.zone())); }

void CallMenu::copyJson() const { QGuiApplication::clipboard()->setText(selectionJson(m_detail, m_hub.current())); }

void CallMenu::copyGid() const { QGuiApplication::clipboard()->setText(m_detail.snapshot.transaction.gid.value); }

void CallMenu::copySql() const { QGuiApplication::clipboard()->setText(dtmSqlFor(m_detail.snapshot.transaction.gid)); }

void CallMenu::copyCommand() const
{
    if (const QString text = command(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void CallMenu::addCopies(QMenu &menu) const
{
    const CallSelection &selection = m_hub.current();
    const BranchOp *op = opToCall(m_detail, selection.branch, selection.op);
    const bool grpc = op && transportOf(m_detail.snapshot.transaction.protocol, op->url) == CallTransport::Grpc;
    QAction *command = menu.addAction(grpc ? tr("Copy the call as grpcurl (Y)") : tr("Copy the call as curl (Y)"), this, &CallMenu::copyCommand);
    command->setObjectName("copyAsCommand"_L1);
    command->setEnabled(op);
    command->setToolTip(asToolTip(op ? command->text() : tr("There is nothing to call for this branch.")));
    menu.addAction(tr("Copy SQL for DTM's tables"), this, &CallMenu::copySql)->setObjectName("copyAsSql"_L1);
    menu.addAction(tr("Copy as text (Ctrl+C)"), this, &CallMenu::copyText)->setObjectName("copyAsText"_L1);
    menu.addAction(tr("Copy as JSON (Ctrl+Shift+C)"), this, &CallMenu::copyJson)->setObjectName("copyAsJson"_L1);
    menu.addAction(tr("Copy the gid (y)"), this, &CallMenu::copyGid)->setObjectName("copyTheGid"_L1);
}

void CallMenu::addVerbs(QMenu &menu) const
{
    const BranchId branch = m_hub.current().branch;
    if (!branch.isEmpty()) {
        for (const Action action : {Action::Retry, Action::Skip, Action::MarkFailed}) {
            const ActionState state = branchState(action);
            const QString words = tr("%1: only branch %2").arg(wordOf(action), branch.value);
            QAction *verb = menu.addAction(guardOf(action) == Guard::Armed ? words : words + u'…', this,
                                           [this, action, branch] { m_desk.trigger(action, branch); });
            verb->setObjectName(u"branch_"_s + nameIn(actionNames, action));
            verb->setEnabled(state.allowed);
            const QString whyNot = m_desk.whyNot(state);
            verb->setToolTip(asToolTip(state.allowed ? words : whyNot));
            verb->setStatusTip(whyNot);
        }
        menu.addSeparator();
    }
    menu.addActions(m_bar.actionsInOrder());
}

std::unique_ptr<QMenu> CallMenu::menu() const
{
    auto menu = std::make_unique<QMenu>(qobject_cast<QWidget *>(parent()));
    menu->setObjectName("callMenu"_L1);
    menu->setToolTipsVisible(true);
    menu->addAction(tr("Show the payload (Enter)"), &m_hub, &SelectionHub::payloadWanted);
    menu->addAction(tr("Difference of the last two answers (D)"), this, &CallMenu::diffWanted);
    menu->addAction(tr("Compare with the last good one (M)"), this, &CallMenu::compareWanted)->setObjectName("compareWithGood"_L1);
    menu->addSeparator();
    addCopies(*menu);
    menu->addSeparator();
    addVerbs(*menu);
    QAction *resubmit = menu->addAction(tr("Edit and resubmit…"), this, &CallMenu::resubmitWanted);
    const QString whyNot = m_desk.whyNoResubmit();
    resubmit->setObjectName("resubmit"_L1);
    resubmit->setEnabled(whyNot.isEmpty());
    resubmit->setToolTip(asToolTip(whyNot.isEmpty() ? tr("A changed copy under a new gid") : whyNot));
    resubmit->setStatusTip(whyNot);
    return menu;
}

void CallMenu::popUp(const QPoint &global)
{
    std::unique_ptr<QMenu> shown = menu();
    shown->setAttribute(Qt::WA_DeleteOnClose);
    shown.release()->popup(global);
}

} // namespace txdesk::console
