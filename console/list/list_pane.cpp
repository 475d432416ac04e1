// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/list/list_pane.h"

#include "console/list/export_band.h"
#include "console/list/facet_counts.h"
#include "console/list/filter_bar.h"
#include "console/list/hits_histogram.h"
#include "console/list/list_bands.h"
#include "console/list/list_header.h"
#include "console/list/list_state_page.h"
#include "console/list/transaction_table.h"
#include "console/models/filter_terms.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"

#include <QComboBox>
#include <QEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr int manyRows = 10'000;
constexpr int histogramEvery = 3; // seconds
constexpr int histogramFrom = 420; // pixels of height: below that the rows need the room
constexpr int chipsFrom = 200;     // the line above them says the same
}

ListPane::ListPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_feed(link, clock, delayed)
{
    setObjectName("listPane"_L1);
    build();
    connectParts();
    connectTable();
    applyCapabilities();
    retranslate();
    showState();
    second();
}

ListPane::~ListPane() { m_delayed.stop(m_second); }

void ListPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter = new FilterBar(m_clock, m_delayed, this));
    column->addWidget(m_hits = new HitsHistogram(m_link, m_feed.model(), m_clock, this));
    column->addWidget(m_bands = new ListBands(m_feed, m_delayed, this));
    column->addWidget(m_export = new ExportBand(m_link, m_clock, this));
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
    buildTools();
}

void ListPane::buildTools()
{
    m_sort = new QComboBox(this);
    m_sort->setObjectName("sortChoice"_L1);
    m_sort->setMinimumHeight(28);
    for (const Name<TransactionSort> &name : transactionSortNames)
        m_sort->addItem(QString(), static_cast<int>(name.value));
    m_freeze = new QToolButton(this);
    m_freeze->setObjectName("freezeButton"_L1);
    m_freeze->setCheckable(true);
    m_freeze->setMinimumHeight(28);
    m_tools = new QToolButton(this);
    m_tools->setObjectName("listTools"_L1);
    m_tools->setText(u"⋯"_s);
    m_tools->setMinimumHeight(28);
    m_tools->setPopupMode(QToolButton::InstantPopup);
    m_tools->setMenu(new QMenu(m_tools));
    for (QWidget *tool : std::initializer_list<QWidget *>{m_sort, m_freeze, m_tools}) {
        tool->setFocusPolicy(Qt::StrongFocus);
        m_filter->addTool(tool);
    }
    setTabOrder(m_tools, m_table); // the rows come after what stands above them
}

void ListPane::connectParts()
{
    connect(&m_link, &CoordinatorLink::capabilitiesChanged, this, &ListPane::applyCapabilities);
    connect(&m_link, &CoordinatorLink::statusChanged, this, &ListPane::showWatermark);
    connect(&m_feed, &TransactionFeed::stateChanged, this, &ListPane::showState);
    connect(&m_feed, &TransactionFeed::caughtUp, this, [this](int changed) {
        if (changed > 0)
            m_bands->sayBriefly(tr("%n rows changed while nobody was connected", nullptr, changed));
    });
    connect(&m_feed, &TransactionFeed::arrivedAtOldest, this, [this] {
        m_table->scrollToBottom();
        m_table->setCurrentIndex(m_feed.model().index(m_feed.model().transactionCount() - 1, TransactionListModel::GidColumn));
    });
    connect(&m_feed.model(), &TransactionListModel::heldBackChanged, this, &ListPane::showNewer);
    connect(&m_feed.model(), &QAbstractItemModel::rowsInserted, this, &ListPane::showState);
    connect(&m_feed.model(), &QAbstractItemModel::rowsRemoved, this, &ListPane::showState);
    connect(m_filter, &FilterBar::lineChanged, this, &ListPane::take);
    auto *facets = new FacetCounts(m_link, m_clock, this);
    connect(m_filter, &FilterBar::countsWanted, facets, &FacetCounts::ask);
    connect(facets, &FacetCounts::counted, m_filter, &FilterBar::showCount);
    connect(m_filter, &FilterBar::finished, this, &ListPane::focusRows);
    connect(m_sort, &QComboBox::currentIndexChanged, this, [this] {
        m_table->header().showSort(sort());
        m_feed.show(filterText(), sort());
        remember();
    });
    connect(m_freeze, &QToolButton::toggled, this, &ListPane::toggleFreeze);
    connect(m_newer, &QToolButton::clicked, this, &ListPane::goToNewest);
    connect(m_tools->menu(), &QMenu::aboutToShow, this, &ListPane::fillTools);
    connect(m_bands, &ListBands::serverOrderWanted, this, [this] { m_feed.show(filterText(), sort()); });
    connect(m_hits, &HitsHistogram::termWanted, this, [this](const QString &term) { m_filter->setLine(withTerm(filterText(), term)); });
    connect(m_empty, &ListStatePage::retryRequested, this, &ListPane::refresh);
    connect(m_empty, &ListStatePage::cancelRequested, &m_feed, &TransactionFeed::cancel);
    connect(m_empty, &ListStatePage::lineWanted, m_filter, &FilterBar::setLine);
}

void ListPane::connectTable()
{
    connect(m_table, &TransactionTable::bottomReached, &m_feed, &TransactionFeed::loadOlder);
    connect(m_table, &TransactionTable::topReached, &m_feed, &TransactionFeed::loadNewer);
    connect(m_table, &TransactionTable::moreWanted, this, [this] { m_feed.loadMany(manyRows); });
    connect(m_table, &TransactionTable::newestWanted, this, [this] {
        if (m_feed.model().isTopEvicted())
            goToNewest();
    });
    connect(m_table, &TransactionTable::oldestWanted, this, &ListPane::goToOldest);
    connect(m_table, &TransactionTable::currentChangedTo, this, &ListPane::currentChanged);
    connect(m_table, &TransactionTable::freezeToggled, this, [this] { m_freeze->toggle(); });
    connect(m_table, &TransactionTable::filterWanted, this, &ListPane::focusFilter);
    connect(m_table, &TransactionTable::exportWanted, this, &ListPane::exportList);
    connect(m_table, &TransactionTable::opened, this, &ListPane::opened);
    connect(&m_table->header(), &ListHeader::sortWanted, this, &ListPane::setSort);
    connect(&m_table->header(), &ListHeader::localSortWanted, this, &ListPane::sortLoaded);
    connect(&m_table->header(), &ListHeader::sortRefused, m_bands, &ListBands::sayBriefly);
    connect(&m_table->header(), &ListHeader::layoutEdited, this, &ListPane::remember);
}

void ListPane::retranslate()
{
    m_sort->setAccessibleName(tr("Sort order"));
    m_sort->setToolTip(asToolTip(tr("The coordinator sorts, over all transactions")));
    m_sort->setItemText(0, tr("Newest first"));
    m_sort->setItemText(1, tr("Oldest first"));
    m_sort->setItemText(2, tr("Next due first"));
    m_sort->setItemText(3, tr("Most failures first"));
    m_freeze->setText(tr("Freeze"));
    m_freeze->setAccessibleName(tr("Freeze"));
    m_freeze->setToolTip(asToolTip(tr("Hold the list still while you read (Space)")));
    m_tools->setAccessibleName(tr("Columns, export, more rows"));
    m_tools->setToolTip(asToolTip(tr("Columns, export, more rows")));
    m_table->setAccessibleName(tr("Transactions"));
    m_feed.model().retranslate();
    m_hits->retranslate();
    showState();
    showNewer();
    showWatermark();
}

void ListPane::fillTools()
{
    QMenu &menu = *m_tools->menu();
    menu.clear();
    menu.addAction(tr("Load 10,000 older rows"), QKeySequence(Qt::Key_B), this, [this] { m_feed.loadMany(manyRows); })
        ->setEnabled(!m_feed.model().nextCursor().isEmpty());
    menu.addAction(tr("Jump to the oldest"), QKeySequence(Qt::Key_End), this, &ListPane::goToOldest);
    menu.addAction(tr("Export this list…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &ListPane::exportList)->setEnabled(!m_export->job().isRunning());
    menu.addSeparator();
    m_table->header().fillMenu(menu, m_table->currentIndex().isValid() ? m_table->currentIndex().column() : -1);
}

void ListPane::applyCapabilities()
{
    const Capabilities can = m_link.capabilities();
    m_filter->setSupported(can.filters);
    m_table->header().setSorts(can.sorts);
    m_feed.model().setSorts(can.sorts);
    auto *choices = qobject_cast<QStandardItemModel *>(m_sort->model());
    for (int i = 0; choices && i < m_sort->count(); ++i) {
        const bool offered = can.sorts.contains(static_cast<TransactionSort>(m_sort->itemData(i).toInt()));
        choices->item(i)->setEnabled(offered);
        choices->item(i)->setToolTip(asToolTip(offered ? QString() : tr("%1 does not sort like this").arg(can.product)));
    }
}

TransactionSort ListPane::sort() const { return static_cast<TransactionSort>(m_sort->currentData().toInt()); }

QString ListPane::filterText() const { return m_filter->line(); }

void ListPane::showList(const QString &filterText) { m_filter->setLine(filterText); }

void ListPane::take(const QString &line)
{
    m_feed.show(line, sort());
    remember();
    emit filterChanged(line);
}

void ListPane::setSort(TransactionSort sort) { m_sort->setCurrentIndex(m_sort->findData(static_cast<int>(sort))); }

void ListPane::showView(const SavedView &view)
{
    {
        const QSignalBlocker quiet(m_sort);
        setSort(view.sort);
    }
    m_table->header().showSort(sort());
    m_table->header().setLayoutText(view.columns);
    showList(view.filter);
}

SavedView ListPane::currentView() const { return {{}, filterText(), sort(), m_table->header().layoutNow()}; }

void ListPane::setMemory(std::unique_ptr<ListMemory> memory)
{
    m_memory = std::move(memory);
    emit viewsChanged();
}

void ListPane::showLast() { showView(m_memory ? m_memory->lastUsed().value_or(SavedView{}) : SavedView{}); }

void ListPane::remember()
{
    if (m_memory)
        m_memory->setLastUsed(currentView());
}

void ListPane::refresh() { m_feed.refresh(); }

void ListPane::exportList() { m_export->ask(filterText(), sort()); }

void ListPane::focusFilter() { m_filter->edit(); }

void ListPane::focusRows()
{
    m_rowsGetFocus = m_stack->currentWidget() != m_table;
    if (!m_rowsGetFocus)
        m_table->setFocus(Qt::OtherFocusReason);
}

void ListPane::sortLoaded(TransactionListModel::Column column, Qt::SortOrder order)
{
    m_feed.stopLoading();
    m_feed.model().sortLoaded(column, order);
    m_table->header().showLocalSort(column, order);
}

void ListPane::showState()
{
    m_bands->showState();
    const bool hasRows = m_feed.model().transactionCount() > 0;
    m_stack->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_table) : m_empty);
    if (!hasRows) {
        if (m_feed.state() == FeedState::Failed)
            m_empty->showFailed(m_feed.error().message);
        else if (m_feed.state() == FeedState::Ready)
            showEmpty();
        else
            m_empty->showLoading(m_feed.loadingFor());
    }
    if (hasRows && std::exchange(m_rowsGetFocus, false))
        m_table->setFocus(Qt::OtherFocusReason);
    if (!m_feed.model().isLocallySorted())
        m_table->header().showSort(sort());
    emit rowsChanged(m_feed.model().transactionCount());
}

// A person who finds nothing wants to know whether anything comes in at all.
void ListPane::showEmpty()
{
    m_empty->showEmpty(filterText());
    if (filterText().isEmpty())
        return;
    const int question = ++m_newestAsked;
    m_link.list({}, {.after = {}, .limit = 1, .sort = TransactionSort::NewestFirst}, m_empty, [this, question](const Result<TransactionPage> &page) {
        if (question == m_newestAsked && page && !page->rows.isEmpty())
            m_empty->showNewest(ageText(page->rows.first().transaction.createdAt, m_clock.now()));
    });
}

void ListPane::showWatermark()
{
    const LinkStatus status = m_link.status();
    const Instant now = m_clock.local().now();
    const bool away = status.lastByteAt && freshnessAt(status, now) == Freshness::Disconnected;
    m_table->setWatermark(away ? tr("as of %1 (%2)").arg(clockText(*status.lastByteAt, m_appearance.zone()), ageText(*status.lastByteAt, now)) : QString());
}

void ListPane::second()
{
    showWatermark();
    if (m_seconds++ % histogramEvery == 0)
        m_hits->count();
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
}

void ListPane::showNewer()
{
    const TransactionListModel &model = m_feed.model();
    QString text;
    if (model.isFrozen() && model.pendingCount() == 0)
        text = tr("Frozen, nothing has changed");
    else if (model.isFrozen())
        text = tr("Frozen, +%1 changes").arg(locale().toString(model.pendingCount()));
    else if (model.heldBackCount() > 0)
        text = tr("▲ %1 newer").arg(locale().toString(model.heldBackCount()));
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

void ListPane::resizeEvent(QResizeEvent *event)
{
    m_hits->setVisible(height() >= histogramFrom);
    m_filter->setChipsShown(height() >= chipsFrom);
    QWidget::resizeEvent(event);
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
    if (m_feed.model().isTopEvicted() || m_feed.model().isLocallySorted())
        m_feed.show(filterText(), sort());
    else
        m_feed.model().releaseHeldBack();
    m_table->setFocus();
}

void ListPane::goToOldest()
{
    if (m_feed.model().nextCursor().isEmpty() || m_feed.place() == FeedPlace::Oldest)
        return; // the last row is the oldest
    const QString why = m_feed.whyNoOldest();
    if (why.isEmpty())
        m_feed.showOldest();
    else
        m_bands->sayBriefly(why);
}

void ListPane::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_feed.model().setReducedMotion(appearance.calm);
    m_table->setAppearance(appearance);
    m_empty->setTheme(appearance.theme);
    m_bands->setAppearance(appearance);
    m_filter->setAppearance(appearance);
    m_export->setAppearance(appearance);
    m_hits->setTheme(appearance.theme);
    showWatermark();
}

void ListPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
