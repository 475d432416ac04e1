// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_pane.h"

#include "console/list/list_state_page.h"
#include "console/list/transaction_table.h"
#include "console/models/filter_grammar.h"
#include "console/text/plain_text.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds typingPause{150};
} // namespace

ListPane::ListPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_delayed(delayed), m_feed(link, clock, delayed)
{
    setObjectName("listPane"_L1);
    build();
    retranslate();
    connect(&m_feed, &TransactionFeed::stateChanged, this, &ListPane::showState);
    connect(&m_feed.model(), &TransactionListModel::heldBackChanged, this, &ListPane::showNewer);
    connect(&m_feed.model(), &QAbstractItemModel::rowsInserted, this, &ListPane::showState);
    connect(&m_feed.model(), &QAbstractItemModel::rowsRemoved, this, &ListPane::showState);
    connect(m_table, &TransactionTable::bottomReached, &m_feed, &TransactionFeed::loadOlder);
    connect(m_table, &TransactionTable::currentChangedTo, this, &ListPane::currentChanged);
    connect(m_table, &TransactionTable::freezeToggled, this, [this] { m_freeze->toggle(); });
    connect(m_table, &TransactionTable::filterWanted, this, &ListPane::focusFilter);
    connect(m_table, &TransactionTable::opened, this, &ListPane::opened);
    showState();
}

ListPane::~ListPane() { m_delayed.stop(m_debounce); }

void ListPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 8);
    bar->setSpacing(8);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName("filterField"_L1);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumHeight(28);
    m_filter->setMaxLength(500);
    bar->addWidget(m_filter, 1);
    m_sort = new QComboBox(this);
    m_sort->setObjectName("sortChoice"_L1);
    m_sort->setMinimumHeight(28);
    for (const Name<TransactionSort> &name : transactionSortNames)
        m_sort->addItem(QString(), static_cast<int>(name.value));
    bar->addWidget(m_sort);
    m_freeze = new QToolButton(this);
    m_freeze->setObjectName("freezeButton"_L1);
    m_freeze->setCheckable(true);
    m_freeze->setMinimumHeight(28);
    bar->addWidget(m_freeze);
    column->addLayout(bar);
    m_filterError = new PlainLabel(this);
    m_filterError->setObjectName("filterError"_L1);
    m_filterError->setWordWrap(true);
    m_filterError->setContentsMargins(14, 0, 10, 6);
    m_filterError->hide();
    column->addWidget(m_filterError);
    m_error = new NoticeBand(this);
    m_error->setObjectName("listError"_L1);
    column->addWidget(m_error);
    m_stack = new QStackedWidget(this);
    m_table = new TransactionTable(m_feed.model(), m_stack);
    m_empty = new ListStatePage(m_stack);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    m_newer = new QToolButton(m_table);
    m_newer->setObjectName("newerButton"_L1);
    m_newer->setMinimumHeight(26);
    m_newer->hide();
    m_table->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, this, &ListPane::filterEdited);
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_sort, &QComboBox::currentIndexChanged, this, [this] { m_feed.show(m_shownFilter, sort()); });
    connect(m_freeze, &QToolButton::toggled, this, &ListPane::toggleFreeze);
    connect(m_newer, &QToolButton::clicked, this, &ListPane::goToNewest);
    connect(m_error, &NoticeBand::clicked, &m_feed, &TransactionFeed::refresh);
    connect(m_empty, &ListStatePage::retryRequested, &m_feed, &TransactionFeed::refresh);
    connect(m_empty, &ListStatePage::cancelRequested, &m_feed, &TransactionFeed::cancel);
    connect(m_empty, &ListStatePage::clearFilterRequested, m_filter, &QLineEdit::clear);
}

void ListPane::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter, for example: status:rolling-back age>5m err:\"timeout\"   ( / )"));
    m_filter->setToolTip(asToolTip(FilterGrammar::help()));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setAccessibleDescription(FilterGrammar::help());
    m_sort->setAccessibleName(tr("Sort order"));
    m_sort->setToolTip(asToolTip(tr("The coordinator sorts, over all transactions")));
    m_sort->setItemText(0, tr("Newest first"));
    m_sort->setItemText(1, tr("Oldest first"));
    m_sort->setItemText(2, tr("Next due first"));
    m_sort->setItemText(3, tr("Most failures first"));
    m_freeze->setText(tr("Freeze"));
    m_freeze->setAccessibleName(tr("Freeze"));
    m_freeze->setToolTip(asToolTip(tr("Hold the list still while you read (Space)")));
    m_table->setAccessibleName(tr("Transactions"));
    m_feed.model().retranslate();
    showState();
    showNewer();
}

TransactionSort ListPane::sort() const { return static_cast<TransactionSort>(m_sort->currentData().toInt()); }

QString ListPane::filterText() const { return m_shownFilter; }

void ListPane::showList(const QString &filterText)
{
    const QSignalBlocker quiet(m_filter);
    m_filter->setText(filterText);
    m_shownFilter = QString();
    applyFilter();
}

void ListPane::filterEdited()
{
    m_delayed.stop(m_debounce);
    m_debounce = m_delayed.start(typingPause, [this] {
        m_debounce = 0;
        applyFilter();
    });
}

void ListPane::applyFilter()
{
    const QString text = m_filter->text().trimmed();
    const auto parsed = FilterGrammar::parse(text, m_clock.now());
    m_filterError->setVisible(!parsed);
    if (!parsed) {
        // The old list stays; the fault is shown where it stands.
        m_filterError->setText(
            tr("“%1”: %2").arg(text.mid(parsed.error().position, parsed.error().length), parsed.error().message));
        return;
    }
    if (text == m_shownFilter && m_feed.state() != FeedState::Idle && !text.isEmpty())
        return;
    m_shownFilter = text;
    m_feed.show(text, sort());
    emit filterChanged(text);
}

void ListPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ListPane::showState()
{
    const bool hasRows = m_feed.model().transactionCount() > 0;
    const bool failed = m_feed.state() == FeedState::Failed;
    if (hasRows) {
        m_stack->setCurrentWidget(m_table);
    } else {
        m_stack->setCurrentWidget(m_empty);
        if (failed)
            m_empty->showFailed(m_feed.error().message);
        else if (m_feed.state() == FeedState::Ready)
            m_empty->showEmpty(m_shownFilter);
        else
            m_empty->showLoading(m_feed.loadingFor());
    }
    if (hasRows && failed)
        m_error->say(tr("The list is not up to date: %1").arg(m_feed.error().message), Meaning::Failed,
                     tr("Try again"));
    else
        m_error->silence();
    emit rowsChanged(m_feed.model().transactionCount());
}

void ListPane::showNewer()
{
    const TransactionListModel &model = m_feed.model();
    QString text;
    if (model.isFrozen())
        text = tr("Frozen, %n changes waiting", nullptr, static_cast<int>(model.pendingCount()));
    else if (model.heldBackCount() > 0)
        text = tr("▲ %n newer", nullptr, static_cast<int>(model.heldBackCount()));
    else if (model.isTopEvicted())
        text = tr("▲ back to the newest");
    m_newer->setText(text);
    m_newer->setAccessibleName(text);
    m_newer->setVisible(!text.isEmpty());
    placeNewer();
}

void ListPane::placeNewer()
{
    m_newer->resize(m_newer->sizeHint());
    m_newer->move((m_table->width() - m_newer->width()) / 2, m_table->viewport()->y() + 6);
    m_newer->raise();
}

bool ListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        placeNewer();
    return QWidget::eventFilter(watched, event);
}

void ListPane::toggleFreeze() { m_feed.model().setFrozen(m_freeze->isChecked()); }

void ListPane::goToNewest()
{
    m_freeze->setChecked(false);
    m_table->verticalScrollBar()->setValue(0);
    if (m_feed.model().isTopEvicted())
        m_feed.show(m_shownFilter, sort());
    else
        m_feed.model().releaseHeldBack();
    m_table->setFocus();
}

void ListPane::setAppearance(const Appearance &appearance)
{
    m_table->setAppearance(appearance);
    m_empty->setTheme(appearance.theme);
    m_error->setTheme(appearance.theme);
    QPalette error = m_filterError->palette();
    error.setColor(QPalette::WindowText,
                   appearance.theme.dark ? appearance.theme.text : appearance.theme.color(Meaning::Failed));
    m_filterError->setPalette(error);
}

void ListPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
