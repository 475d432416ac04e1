// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/parked_view.h"

#include "console/models/waiting_rows.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds pauseBetween{500};
constexpr std::array kinds{Parked::Dirty, Parked::Unanswered, Parked::DeadLetter};
} // namespace

ParkedView::ParkedView(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, ActionDesk &desk, QWidget *parent)
    : WorkspacePage(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_desk(desk)
{
    setObjectName("parkedView"_L1);
    build();
    retranslate();
    connect(&link, &CoordinatorLink::opened, this, &ParkedView::reloadSoon);
    connect(&link, &CoordinatorLink::changed, this, [this](const TransactionRow &row) {
        const bool listed = m_model.rowOf(row.transaction.gid.value) >= 0;
        if (listed || row.transaction.parked != Parked::No)
            reloadSoon();
    });
    connect(&desk, &ActionDesk::statesChanged, this, &ParkedView::showActs);
}

ParkedView::~ParkedView()
{
    m_delayed.stop(m_timer);
    m_delayed.stop(m_countdown);
}

QString ParkedView::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.filters.testFlag(FilterTerm::Parked) ? QString() : tr("%1 never leaves a transaction to a person.").arg(capabilities.product);
}

void ParkedView::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->addWidget(m_kind = new QComboBox(this));
    m_kind->setObjectName("parkedKind"_L1);
    m_kind->setMinimumHeight(28);
    m_kind->addItem(QString(), QString());
    for (const Parked parked : kinds)
        m_kind->addItem(QString(), QString(nameIn(parkedNames, parked)));
    top->addStretch();
    column->addLayout(top);
    column->addWidget(m_problem = new NoticeBand(this));
    m_problem->setObjectName("parkedProblem"_L1);
    column->addWidget(m_toast = new ActToast(m_desk, m_delayed, this));
    auto *cells = new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({0});
    cells->setMiddleElided(1);
    m_table = new DetailTable(m_model, cells, this);
    m_table->setObjectName("parkedTable"_L1);
    m_table->setWidths({19, 22, 10, 8, 0, 11, 11});
    column->addWidget(m_table, 1);
    column->addWidget(m_what = new PlainLabel(this));
    m_what->setObjectName("parkedWhat"_L1);
    m_what->setWordWrap(true);
    column->addWidget(buildFoot());
    connect(m_kind, &QComboBox::activated, this, &ParkedView::reload);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showCurrent();
        if (!currentGid().isEmpty() && isVisible())
            emit transactionSelected(currentGid());
    });
    connect(m_table, &QTableView::activated, this, [this] { emit transactionWanted(currentGid()); });
    connect(m_problem, &NoticeBand::clicked, this, &ParkedView::reload);
}

void ParkedView::addAct(Action action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(u"parked_"_s + nameIn(actionNames, action));
    button->setAutoDefault(false);
    button->setMinimumHeight(28);
    connect(button, &QPushButton::clicked, this, [this, action] { m_desk.trigger(action); });
    parent->layout()->addWidget(button);
    m_acts.append({action, button});
}

QWidget *ParkedView::buildFoot()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    addAct(Action::Retry, bar);
    addAct(Action::Submit, bar);
    addAct(Action::Abort, bar);
    row->addWidget(m_undo = new QPushButton(bar));
    row->addStretch();
    row->addWidget(m_count = new PlainLabel(bar));
    row->addWidget(m_more = new QPushButton(bar));
    row->addWidget(m_toTransaction = new QPushButton(bar));
    m_undo->setObjectName("parkedUndo"_L1);
    m_count->setObjectName("parkedCount"_L1);
    m_more->setObjectName("parkedMore"_L1);
    m_toTransaction->setObjectName("parkedToTransaction"_L1);
    for (QPushButton *button : {m_undo, m_more, m_toTransaction})
        button->setMinimumHeight(28);
    connect(m_undo, &QPushButton::clicked, this, [this] { emit undoWanted(currentGid()); });
    connect(m_more, &QPushButton::clicked, this, [this] { ask(m_next); });
    connect(m_toTransaction, &QPushButton::clicked, this, [this] { emit transactionWanted(currentGid()); });
    return bar;
}

void ParkedView::retranslate()
{
    m_kind->setItemText(0, tr("everything that waits for a person"));
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i)
        m_kind->setItemText(i + 1, wordOf(kinds.at(static_cast<std::size_t>(i))));
    m_kind->setAccessibleName(tr("Filter: why it waits"));
    m_undo->setText(tr("Read the undo record…"));
    m_more->setText(tr("Load more"));
    m_toTransaction->setText(tr("Show the transaction"));
    for (QPushButton *button : {m_undo, m_more, m_toTransaction})
        button->setAccessibleName(button->text());
    m_model.setHeaders(WaitingRows::parkedHeaders());
    m_table->setAccessibleName(tr("What waits for a person"));
    fill();
}

TransactionFilter ParkedView::filter() const
{
    TransactionFilter filter;
    const std::optional<Parked> chosen = valueIn(parkedNames, m_kind->currentData().toString());
    if (chosen && *chosen != Parked::No)
        filter.parked = {*chosen};
    else
        filter.parked = {kinds.begin(), kinds.end()};
    return filter;
}

const TransactionRow *ParkedView::current() const
{
    const int row = m_table->currentIndex().row();
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

Gid ParkedView::currentGid() const { return current() ? current()->transaction.gid : Gid{}; }

void ParkedView::reloadSoon()
{
    if (m_timer != 0 || !isVisible())
        return;
    m_timer = m_delayed.start(pauseBetween, [this] {
        m_timer = 0;
        reload();
    });
}

void ParkedView::reload() { ask({}); }

void ParkedView::ask(const QString &after)
{
    const int question = ++m_question;
    PageRequest page;
    page.after = after;
    page.limit = pageSize;
    m_link.list(filter(), page, this, [this, question, first = after.isEmpty()](const Result<TransactionPage> &answer) {
        if (question == m_question)
            take(answer, first);
    });
}

void ParkedView::take(const Result<TransactionPage> &answer, bool first)
{
    if (!answer) { // the old ones stay
        m_problem->say(tr("What waits could not be read: %1").arg(answer.error().message), Meaning::Failed, tr("Try again"));
        return;
    }
    m_problem->silence();
    if (first)
        m_rows.clear();
    m_rows += answer->rows;
    m_next = answer->next;
    fill();
}

void ParkedView::fill()
{
    const QString chosen = m_table->currentIndex().data(PlainTableModel::KeyRole).toString();
    m_model.setRows(WaitingRows::parked(m_rows, m_clock.now()));
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0)
        m_table->selectRow(std::max(0, m_model.rowOf(chosen)));
    showCurrent();
}

void ParkedView::showCurrent()
{
    const TransactionRow *row = current();
    m_what->setText(row ? WaitingRows::whatToDo(row->transaction.parked) : QString());
    m_what->setAccessibleName(m_what->text());
    m_toTransaction->setEnabled(row != nullptr);
    m_undo->setVisible(row && row->transaction.parked == Parked::Dirty);
    m_more->setEnabled(!m_next.isEmpty());
    m_count->setText(m_rows.isEmpty()   ? tr("Nothing waits for a person.")
                     : m_next.isEmpty() ? tr("%n transactions, all of them", nullptr, static_cast<int>(m_rows.size()))
                                        : tr("%n transactions, there are more", nullptr, static_cast<int>(m_rows.size())));
    showActs();
}

// The desk speaks of the selected transaction only once that has been loaded. A reason that counts down is told anew.
void ParkedView::showActs()
{
    m_delayed.stop(std::exchange(m_countdown, 0));
    const TransactionRow *row = current();
    const Parked parked = row ? row->transaction.parked : Parked::No;
    const bool ready = row && m_desk.subject() == row->transaction.gid;
    for (const auto &[action, button] : std::as_const(m_acts)) {
        const ActionState state = m_desk.state(action);
        const QString verb = wordOf(action, parked);
        const QString why = !row ? tr("Nothing is selected.") : !ready ? tr("It is being loaded.") : m_desk.whyNot(state);
        button->setText(guardOf(action) == Guard::Armed ? verb : verb + u'…');
        button->setEnabled(ready && state.allowed);
        button->setToolTip(asToolTip(button->isEnabled() ? verb : u"%1: %2"_s.arg(verb, why)));
        button->setStatusTip(button->isEnabled() ? QString() : why);
        button->setAccessibleName(verb);
        button->setAccessibleDescription(button->statusTip());
        if (ready && state.legalAt && m_countdown == 0 && isVisible())
            m_countdown = m_delayed.start(Milliseconds{1000}, [this] {
                m_countdown = 0;
                showActs();
            });
        button->setVisible(action == Action::Retry || parked == Parked::Unanswered);
    }
}

void ParkedView::setAppearance(const Appearance &appearance)
{
    m_problem->setTheme(appearance.theme);
    m_toast->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    fill();
}

void ParkedView::showEvent(QShowEvent *event)
{
    WorkspacePage::showEvent(event);
    reload();
    if (!currentGid().isEmpty())
        emit transactionSelected(currentGid());
}

void ParkedView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    WorkspacePage::changeEvent(event);
}

} // namespace txdesk::console
