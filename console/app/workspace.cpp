// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/workspace.h"

#include "console/actions/confirm_dialog.h"
#include "console/actions/door_words.h"
#include "console/alerts/alerts_panel.h"
#include "console/detail/inspector_panel.h"
#include "console/detail/sequence_tab.h"
#include "console/jobs/jobs_panel.h"
#include "console/list/groups_panel.h"
#include "console/list/transaction_table.h"
#include "console/pages/audit_view.h"
#include "console/pages/locks_view.h"
#include "console/pages/parked_view.h"
#include "console/pages/tokens_view.h"
#include "console/pages/topics_page.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/environment_strip.h"
#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QMenu>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

Workspace::Workspace(const Profile &profile, std::unique_ptr<CoordinatorLink> link, const Clock &clock,
                     DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_link(std::move(link)), m_serverClock(clock, *m_link), m_delayed(delayed),
      m_alerts(std::make_unique<AlertWatch>(profile.name.isEmpty() ? profile.url : profile.name, *m_link, m_serverClock, delayed))
{
    setObjectName("workspace"_L1);
    build();
    connectParts();
    retranslate();
    second();
}

Workspace::~Workspace()
{
    m_delayed.stop(m_second);
    // The views ask the link until they are gone; QWidget would delete them after it.
    for (const QPointer<QWidget> &panel : std::as_const(m_panels))
        delete panel.data();
    delete m_bulk;
    delete m_jobs;
    delete m_pages;
}

void Workspace::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_connection = new NoticeBand(this));
    m_connection->setObjectName("connectionBand"_L1);
    column->addWidget(m_open = new NoticeBand(this));
    m_open->setObjectName("openBand"_L1);
    column->addWidget(m_pages = new QTabWidget(this), 1);
    m_pages->setObjectName("pages"_L1);
    m_pages->setDocumentMode(true);
    m_splitter = new QSplitter(Qt::Vertical, m_pages);
    m_splitter->setObjectName("listOverDetail"_L1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(5);
    m_list = new ListPane(*m_link, m_serverClock, m_delayed, m_splitter);
    m_detail = new DetailPane(*m_link, m_serverClock, m_delayed, m_splitter);
    m_list->setMinimumHeight(150);
    m_detail->setMinimumHeight(230);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_pages->addTab(m_splitter, QString());
    addPages();
    addPanels();
    m_tokens->setPlace(m_profile.environment, labelOf(m_profile));
    m_detail->desk().setReadOnly(m_profile.readOnly);
    m_detail->desk().setActsPerSecond(m_profile.actsPerSecond);
    m_detail->setRevealsAllowed(m_profile.revealsAllowed);
    m_detail->desk().setProduction(m_profile.environment == Environment::Production);
    m_detail->desk().setActor(qEnvironmentVariable("USER", u"console"_s));
    resetLayout();
}

void Workspace::place(WorkspacePage *page, bool scrolls)
{
    QWidget *shown = page;
    if (scrolls) { // a low window scrolls the page, it does not squeeze it
        auto *scroll = new QScrollArea(m_pages);
        scroll->setObjectName(page->id() + "Scroll"_L1);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(page);
        shown = scroll;
    }
    m_pageList.append(page);
    m_pages->addTab(shown, QString());
    connect(page, &WorkspacePage::transactionWanted, this, &Workspace::showTransaction);
    connect(page, &WorkspacePage::listWanted, this, [this](const QString &filter) {
        showPage(Transactions);
        showList(filter);
    });
    connect(page, &WorkspacePage::badgeChanged, this, [this, page](const QString &badge) {
        m_badges.insert(page->id(), badge);
        showTabs();
    });
}

// Titles, badges, and the reason of each page that this back end cannot fill.
void Workspace::showTabs()
{
    const QList<PageInfo> infos = pages();
    for (int tab = 0; tab < infos.size(); ++tab) {
        const PageInfo &info = infos[tab];
        const QString badge = m_badges.value(info.id);
        m_pages->setTabText(tab, badge.isEmpty() ? info.title : u"%1  %2"_s.arg(info.title, badge));
        m_pages->setTabEnabled(tab, info.whyAbsent.isEmpty());
        m_pages->setTabToolTip(tab, !info.whyAbsent.isEmpty() ? asToolTip(info.whyAbsent)
                                    : tab < 9                 ? u"Ctrl+%1"_s.arg(tab + 1)
                                                              : QString());
    }
    emit pagesChanged();
}

void Workspace::connectParts()
{
    connect(m_list, &ListPane::currentChanged, m_detail, &DetailPane::showTransaction);
    const auto listKey = [this](const QKeySequence &keys, void (DetailPane::*act)()) {
        auto *shortcut = new QShortcut(keys, &m_list->table());
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, m_detail, act);
    };
    listKey(Qt::Key_M, &DetailPane::markForCompare); // the current row is the one that is shown
    listKey(QKeySequence(Qt::SHIFT | Qt::Key_M), &DetailPane::compare);
    connect(m_list, &ListPane::opened, this, [this] { m_detail->showTab(m_detail->currentTab()); });
    connect(&m_list->table(), &TransactionTable::menuWanted, this, [this](QMenu &menu) {
        menu.addActions(m_detail->actionBar().actionsInOrder()); // of the current row, greyed with the reason
        if (m_list->table().selectedGids().size() > 1) {
            menu.addSeparator();
            menu.addActions(m_bulk->actions().first(m_bulk->actions().size() / 2)); // of all rows that are picked
        }
    });
    connect(m_parked, &ParkedView::transactionSelected, m_detail, &DetailPane::showTransaction);
    connect(m_parked, &ParkedView::undoWanted, this, [this](const Gid &gid) {
        showTransaction(gid);
        m_detail->showTab(DetailPane::Undo);
    });
    connect(m_pages, &QTabWidget::currentChanged, this, [this](int page) {
        if (page > Transactions && page <= m_pageList.size())
            m_pageList[page - 1]->reload();
        emit pageShown(page);
    });
    connect(m_link.get(), &CoordinatorLink::capabilitiesChanged, this, &Workspace::showTabs);
    connect(&m_detail->desk(), &ActionDesk::confirmationNeeded, this,
            [this](const Confirmation &confirmation) { askToConfirm(confirmation)->open(); });
    connect(&m_detail->desk(), &ActionDesk::statesChanged, this, [this] {
        if (m_focusMode)
            showFocusMode();
    });
    connect(m_link.get(), &CoordinatorLink::statusChanged, this, &Workspace::showLink);
    connect(m_connection, &NoticeBand::clicked, this, [this] {
        const Door door = m_link->status().door;
        if (door == Door::Open || door == Door::Busy)
            m_link->retryNow();
        else
            emit profileWanted();
    });
}

ConfirmDialog *Workspace::askToConfirm(const Confirmation &confirmation)
{
    auto *dialog = new ConfirmDialog(m_detail->desk(), confirmation, m_delayed, this);
    dialog->setEnvironment(m_profile.environment, labelOf(m_profile), m_appearance.theme);
    if (m_link->capabilities().product == "TxDesk"_L1)
        dialog->setAddress(m_profile.url);
    return dialog;
}

void Workspace::open() { m_link->open(); }

void Workspace::sayKeyringProblem(const QString &problem) { m_keyringProblem = problem; }

void Workspace::showList(const QString &filterText) { m_list->showList(filterText); }

void Workspace::showTransaction(const Gid &gid)
{
    showPage(0);
    m_list->table().selectGid(gid);
    m_detail->showTransaction(gid);
}

void Workspace::showPage(int page)
{
    if (page >= 0 && page < m_pages->count() && m_pages->isTabEnabled(page))
        m_pages->setCurrentIndex(page);
}

void Workspace::showPage(const QString &id)
{
    const QList<PageInfo> infos = pages();
    for (int page = 0; page < infos.size(); ++page)
        if (infos[page].id == id)
            showPage(page);
}

int Workspace::currentPage() const { return m_pages->currentIndex(); }

void Workspace::refresh()
{
    m_list->refresh();
    m_detail->reload();
    for (WorkspacePage *page : std::as_const(m_pageList))
        page->reload();
}

void Workspace::setDetailOnly(bool only) { m_list->setVisible(!only); }

bool Workspace::isDetailOnly() const { return m_list->isHidden(); }

void Workspace::setFocusMode(bool on)
{
    m_focusMode = on;
    if (on)
        showPage(Transactions);
    showFocusMode();
    m_splitter->setSizes(on ? QList<int>{500, 200} : QList<int>{260, 540});
}

void Workspace::showFocusMode()
{
    m_pages->tabBar()->setVisible(!m_focusMode);
    if (auto *tabs = m_detail->findChild<QTabWidget *>("detailTabs"_L1))
        tabs->setVisible(!m_focusMode);
    m_detail->setMinimumHeight(m_focusMode ? 120 : 230);
    const QList<Action> kept{Action::Retry, Action::Pause, Action::Resume, Action::Abort};
    for (const Name<Action> &name : actionNames) {
        auto *button = m_detail->actionBar().findChild<QWidget *>(u"button_"_s + name.text);
        if (!button || kept.contains(name.value))
            continue;
        if (m_focusMode)
            button->hide();
        else if (name.value == Action::ForceStop)
            button->show(); // the others come and go with the transaction
    }
}

void Workspace::showLink()
{
    const LinkStatus status = m_link->status();
    for (WorkspacePage *page : std::as_const(m_pageList))
        page->setLink(status);
    const Instant now = m_serverClock.local().now();
    const Freshness freshness = freshnessAt(status, now);
    if (status.serverIsOpen)
        m_open->say(tr("This coordinator is open: whoever reaches it may do everything, without a token."), Meaning::Failed);
    else if (!status.notices.isEmpty())
        m_open->say(status.notices.join(u' '), Meaning::Waiting);
    else
        m_open->silence();
    if (status.state == LinkState::Closed || freshness == Freshness::Live) {
        m_connection->silence();
        return;
    }
    if (freshness == Freshness::Stale) {
        const Milliseconds silent{(now - *status.lastByteAt).count() / 1000 * 1000};
        m_connection->say(tr("Nothing heard for %1: what you see may be old.").arg(durationText(silent)),
                          Meaning::Waiting);
        return;
    }
    if (status.state == LinkState::Connecting) {
        m_connection->say(tr("Connecting to %1…").arg(m_profile.url), Meaning::Waiting);
        return;
    }
    sayNotConnected(status, now);
}

void Workspace::sayNotConnected(const LinkStatus &status, Instant now)
{
    QString text = tr("Not connected: %1.").arg(status.problem);
    if (status.lastByteAt && !status.node.isEmpty())
        text = tr("Not connected, as of %1 (%2).")
                   .arg(clockText(*status.lastByteAt, m_appearance.zone()), ageText(*status.lastByteAt, now)) +
               u' ' + status.problem + (status.problem.endsWith(u'.') ? u""_s : u"."_s);
    if (status.door != Door::Open)
        text = DoorWords::sentence(status) + (status.doorWords.isEmpty() ? QString() : u" ("_s + status.doorWords + u')');
    if (status.door == Door::NotAuthorised && !m_keyringProblem.isEmpty())
        text += u' ' + tr("No token could be read: %1").arg(m_keyringProblem);
    if (status.nextTryAt)
        text += u' ' + tr("Try %1 in %2.")
                           .arg(status.failures + 1)
                           .arg(countdownText(std::max(*status.nextTryAt - now, Milliseconds{0})));
    else
        text += u' ' + tr("Trying…");
    const bool helpsToWait = status.door == Door::Open || status.door == Door::Busy;
    m_connection->say(text, Meaning::Failed, helpsToWait                     ? tr("Try now")
                                                : status.door == Door::Untrusted ? tr("Certificate…")
                                                                                 : tr("Profile…"));
}

void Workspace::second()
{
    showLink();
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
}

void Workspace::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_connection->setTheme(appearance.theme);
    m_open->setTheme(appearance.theme);
    m_list->setAppearance(appearance);
    m_groups->setAppearance(appearance);
    m_detail->setAppearance(appearance);
    m_jobsPanel->setAppearance(appearance);
    for (WorkspacePage *page : std::as_const(m_pageList))
        page->setAppearance(appearance);
    m_alertsPanel->setAppearance(appearance);
    const auto setDensity = [&appearance](const QWidget &part) {
        for (DetailTable *table : part.findChildren<DetailTable *>())
            table->setDensity(appearance.density);
    };
    setDensity(*this);
    for (const QPointer<QWidget> &panel : std::as_const(m_panels))
        if (panel)
            setDensity(*panel); // a dock has it, not the workspace
    showLink();
}

QByteArray Workspace::splitterState() const { return m_splitter->saveState(); }

void Workspace::restoreSplitter(const QByteArray &state)
{
    if (!state.isEmpty())
        m_splitter->restoreState(state);
}

void Workspace::resetLayout() { m_splitter->setSizes({260, 540}); }

void Workspace::preferList() { m_splitter->setSizes({640, 240}); }

void Workspace::preferDetail() { m_splitter->setSizes({150, 700}); }

void Workspace::retranslate()
{
    m_detail->sequence().setEnvironment(EnvironmentStrip::word(m_profile.environment) + u' ' + labelOf(m_profile)); // a word of the language
    m_bulk->refresh();
    showTabs();
    m_pages->setAccessibleName(tr("Pages"));
    showLink();
}

void Workspace::showEvent(QShowEvent *event)
{
    m_link->setWatched(true);
    QWidget::showEvent(event);
}

void Workspace::hideEvent(QHideEvent *event)
{
    m_link->setWatched(false);
    QWidget::hideEvent(event);
}

void Workspace::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
