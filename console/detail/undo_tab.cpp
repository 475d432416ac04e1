// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/undo_tab.h"

#include "console/actions/door_words.h"
#include "console/models/wait_graph.h"
#include "console/models/waiting_rows.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"
#include "shared/model/participant_name.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype locksNamed = 6;
}

UndoTab::UndoTab(SelectionHub &selection, ActionDesk &desk, QWidget *parent) : DetailTab(selection, parent), m_desk(desk)
{
    setObjectName("undoTab"_L1);
    build();
    retranslate();
    connect(&desk, &ActionDesk::statesChanged, this, &UndoTab::showDecision);
}

void UndoTab::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 8, 4, 4);
    column->setSpacing(6);
    column->addWidget(m_locks = new PlainLabel(this));
    m_locks->setObjectName("undoLocks"_L1);
    m_locks->setWordWrap(true);
    column->addWidget(m_hint = new PlainLabel(this));
    column->addWidget(buildAsk());
    column->addWidget(m_summary = new NoticeBand(this));
    m_summary->setObjectName("undoSummary"_L1);
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({6});
    m_table = new DetailTable(m_model, cells, this);
    m_table->setObjectName("undoTable"_L1);
    m_table->setWidths({13, 6, 17, 0, 0, 0, 25});
    column->addWidget(m_table, 1);
    column->addWidget(m_decision = buildDecision());
}

QWidget *UndoTab::buildAsk()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_branch = new QComboBox(bar));
    row->addWidget(m_reason = new QLineEdit(bar), 1);
    row->addWidget(m_read = new QPushButton(bar));
    m_branch->setObjectName("undoBranch"_L1);
    m_hint->setObjectName("undoHint"_L1);
    m_hint->setWordWrap(true);
    m_reason->setObjectName("undoReason"_L1);
    m_reason->setMaxLength(500);
    m_reason->setMinimumSize(180, 28);
    m_read->setObjectName("undoRead"_L1);
    m_read->setAutoDefault(false);
    m_read->setMinimumHeight(28);
    m_branch->setMinimumHeight(28);
    connect(m_read, &QPushButton::clicked, this, &UndoTab::askNow);
    connect(m_reason, &QLineEdit::returnPressed, m_read, &QPushButton::click); // only reads: nothing to guard
    connect(m_branch, &QComboBox::activated, this, [this] {
        m_view.reset();
        m_problem.clear();
        showUndo();
    });
    return bar;
}

QWidget *UndoTab::buildDecision()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 4);
    for (const Action action : {Action::ForceRollback, Action::AcceptCurrent, Action::Retry}) {
        auto *button = new QPushButton(bar);
        button->setObjectName(u"undo_"_s + nameIn(actionNames, action));
        button->setAutoDefault(false);
        button->setMinimumHeight(28);
        connect(button, &QPushButton::clicked, this, [this, action] { m_desk.trigger(action); });
        row->addWidget(button);
        m_acts.append({action, button});
    }
    row->addStretch();
    return bar;
}

void UndoTab::retranslate()
{
    m_model.setHeaders(WaitingRows::undoHeaders());
    m_table->setAccessibleName(tr("Undo record: before, after, now"));
    m_branch->setAccessibleName(tr("Branch"));
    m_reason->setPlaceholderText(tr("reason, kept in the audit"));
    m_reason->setAccessibleName(tr("Reason to look"));
    fillBranches();
    showUndo();
    showDecision();
}

void UndoTab::forget()
{
    m_view.reset();
    m_problem.clear();
    m_decidedSince = false;
    m_asking = false;
    m_lockWords.clear();
    m_reason->clear();
}

void UndoTab::showDetail(const TransactionDetail &detail, Instant)
{
    const bool another = !m_detail || m_detail->snapshot.transaction.gid != detail.snapshot.transaction.gid;
    if (!another && m_view && m_detail->snapshot.transaction.parked == Parked::Dirty && detail.snapshot.transaction.parked != Parked::Dirty)
        m_decidedSince = true;
    m_detail = detail;
    if (another)
        forget();
    fillBranches();
    showUndo();
    showDecision();
}

// The dirty one first: that is the one to decide about.
void UndoTab::fillBranches()
{
    const QString chosen = m_branch->currentData().toString();
    m_branch->clear();
    if (!m_detail)
        return;
    int dirty = -1;
    for (const BranchOp &op : m_detail->snapshot.ops) {
        if (op.kind != OpKind::Rollback)
            continue;
        const QString name = tr("branch %1 (%2)").arg(op.branch.value, named(participantOf(op.url), m_desk.participantNames()));
        m_branch->addItem(op.status == OpStatus::Dirty ? u"⚑ "_s + name : name, op.branch.value);
        if (op.status == OpStatus::Dirty && dirty < 0)
            dirty = m_branch->count() - 1;
    }
    const int before = m_branch->findData(chosen);
    m_branch->setCurrentIndex(before >= 0 && !chosen.isEmpty() ? before : std::max(dirty, 0));
}

void UndoTab::setLink(const LinkStatus &link)
{
    m_link = link;
    showUndo();
}

void UndoTab::setLocks(const QList<LockHolder> &locks, const QList<LockWait> &waits, Instant now)
{
    if (!m_detail)
        return;
    const Gid &gid = m_detail->snapshot.transaction.gid;
    QStringList rows;
    for (const LockHolder &lock : locks)
        if (lock.gid == gid)
            rows.append(u"%1 %2 (%3)"_s.arg(lock.row.table, lock.row.row, lock.row.resource));
    QStringList words{rows.isEmpty() ? tr("It holds no lock") : tr("It holds %n locks: %1", nullptr, static_cast<int>(rows.size()))
                                                                     .arg(rows.first(std::min(rows.size(), locksNamed)).join(u", "_s))
                                                                 + (rows.size() > locksNamed ? u", …"_s : QString())};
    QList<LockWait> ours;
    for (const LockWait &wait : waits)
        if (wait.waiter == gid || wait.holder == gid)
            ours.append(wait);
    for (const WaitLine &line : WaitWords::lines(waitGraphOf(ours, now), now))
        words.append(line.text);
    m_lockWords = oneLine(words.join(u" · "_s), 800);
    m_locks->setText(m_lockWords);
    m_locks->setAccessibleName(m_lockWords);
}

void UndoTab::askNow()
{
    const QString branch = m_branch->currentData().toString();
    if (branch.isEmpty())
        return;
    m_asking = true;
    m_problem.clear();
    showUndo();
    emit undoWanted(BranchId{branch}, m_reason->text().trimmed());
}

void UndoTab::takeUndo(const Gid &gid, const Result<UndoView> &answer)
{
    if (!m_detail || m_detail->snapshot.transaction.gid != gid)
        return;
    m_asking = false;
    m_decidedSince = false;
    if (answer) {
        m_view = *answer;
        m_desk.setUndo(*answer);
    } else {
        m_view.reset();
        m_problem = answer.error().message;
        m_desk.setUndoProblem(m_problem);
    }
    showUndo();
}

void UndoTab::showUndo()
{
    const QString whyNot = DoorWords::whyNot(Role::Operator, m_link);
    QString words = tr("The participant is asked for the undo record: what it was, what this transaction made of it, what it is now.");
    if (!whyNot.isEmpty())
        words = tr("Undo records are hidden: they hold data of applications.") + u' ' + whyNot;
    else if (m_asking)
        words = tr("Asking the participant…");
    m_hint->setText(words);
    m_hint->setAccessibleName(words);
    m_reason->setVisible(whyNot.isEmpty());
    m_read->setVisible(whyNot.isEmpty());
    setFocusProxy(whyNot.isEmpty() ? static_cast<QWidget *>(m_reason) : m_table); // where Alt+8 leads
    m_read->setText(m_view ? tr("Read it again (this is recorded)") : tr("Read the undo record (this is recorded)"));
    m_read->setAccessibleName(m_read->text());
    m_read->setEnabled(!m_asking && m_link.state == LinkState::Live && m_branch->count() > 0);
    m_model.setRows(m_view ? WaitingRows::undo(*m_view) : QList<PlainRow>());
    if (!m_problem.isEmpty())
        m_summary->say(tr("The participant does not show it: %1").arg(m_problem), Meaning::Failed);
    else if (m_view && m_decidedSince)
        m_summary->say(tr("This was read before the decision; the rows may hold something else now."), Meaning::Waiting);
    else if (m_view)
        m_summary->say(UndoWords::summary(*m_view), isDirty(*m_view) ? Meaning::Failed : Meaning::Compensating);
    else
        m_summary->silence();
}

void UndoTab::showDecision()
{
    const bool dirty = m_desk.parked() == Parked::Dirty;
    m_decision->setVisible(dirty);
    for (const auto &[action, button] : std::as_const(m_acts)) {
        const ActionState state = m_desk.state(action);
        const QString verb = wordOf(action, Parked::Dirty);
        button->setText(guardOf(action) == Guard::Armed ? verb : verb + u'…');
        button->setEnabled(state.allowed);
        const QString whyNot = m_desk.whyNot(state);
        button->setToolTip(asToolTip(state.allowed ? verb : u"%1: %2"_s.arg(verb, whyNot)));
        button->setStatusTip(whyNot);
        button->setAccessibleName(verb);
        button->setAccessibleDescription(whyNot);
    }
}

void UndoTab::setAppearance(const Appearance &appearance)
{
    m_summary->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    QPalette muted = m_hint->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_hint->setPalette(muted);
}

void UndoTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
