// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/workspace.h"

#include "console/actions/confirm_dialog.h"
#include "console/actions/door_words.h"
#include "console/list/transaction_table.h"
#include "console/pages/audit_view.h"
#include "console/pages/locks_view.h"
#include "console/pages/parked_view.h"
#include "console/pages/tokens_view.h"
#include "console/text/duration_text.h"
#include "console/text/time_text.h"
#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QMenu>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

Workspace::Workspace(const Profile &profile, std::unique_ptr<CoordinatorLink> link, const Clock &clock,
                     DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_profile(profile), m_link(std::move(link)), m_serverClock(clock, *m_link), m_delayed(delayed)
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
    m_overview = new OverviewPage(*m_link, m_serverClock, m_delayed, m_pages);
    auto *scroll = new QScrollArea(m_pages); // a low window scrolls the numbers, it does not squeeze them
    scroll->setObjectName("overviewScroll"_L1);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_overview);
    m_pages->addTab(m_splitter, QString());
    m_pages->addTab(scroll, QString());
    m_pages->addTab(m_audit = new AuditView(*m_link, m_serverClock, m_pages), QString());
    m_pages->addTab(m_tokens = new TokensView(*m_link, m_serverClock, m_pages), QString());
    m_pages->addTab(m_locks = new LocksView(*m_link, m_serverClock, m_delayed, m_pages), QString());
    m_pages->addTab(m_parked = new ParkedView(*m_link, m_serverClock, m_delayed, m_detail->desk(), m_pages), QString());
    m_tokens->setPlace(m_profile.environment, labelOf(m_profile));
    m_detail->desk().setReadOnly(m_profile.readOnly);
    m_detail->desk().setActor(qEnvironmentVariable("USER", u"console"_s));
    resetLayout();
}

void Workspace::connectParts()
{
    connect(m_list, &ListPane::currentChanged, m_detail, &DetailPane::showTransaction);
    connect(m_list, &ListPane::opened, this, [this] { m_detail->showTab(m_detail->currentTab()); });
    connect(&m_list->table(), &TransactionTable::menuWanted, this, [this](QMenu &menu) {
        menu.addActions(m_detail->actionBar().actionsInOrder()); // of the current row, greyed with the reason
    });
    connect(m_overview, &OverviewPage::listWanted, this, [this](const QString &filter) {
        showPage(0);
        showList(filter);
    });
    connect(m_audit, &AuditView::transactionWanted, this, &Workspace::showTransaction);
    connect(m_locks, &LocksView::transactionWanted, this, &Workspace::showTransaction);
    connect(m_parked, &ParkedView::transactionWanted, this, &Workspace::showTransaction);
    connect(m_parked, &ParkedView::transactionSelected, m_detail, &DetailPane::showTransaction);
    connect(m_parked, &ParkedView::undoWanted, this, [this](const Gid &gid) {
        showTransaction(gid);
        m_detail->showTab(DetailPane::Undo);
    });
    connect(m_pages, &QTabWidget::currentChanged, this, [this](int page) {
        if (page == Audit)
            m_audit->reload();
        else if (page == Tokens)
            m_tokens->reload();
    });
    connect(&m_detail->desk(), &ActionDesk::confirmationNeeded, this,
            [this](const Confirmation &confirmation) { askToConfirm(confirmation)->open(); });
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

void Workspace::showPage(int page) { m_pages->setCurrentIndex(page); }

void Workspace::refresh()
{
    m_list->refresh();
    m_detail->reload();
    m_audit->reload();
    m_tokens->reload();
    m_locks->reload();
    m_parked->reload();
}

void Workspace::cyclePane(int direction)
{
    const QList<QWidget *> panes{&m_list->table(), m_list->findChild<QWidget *>("filterField"_L1),
                                 m_detail->findChild<QTabWidget *>("detailTabs"_L1)->currentWidget()};
    qsizetype at = 0;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes[i]->hasFocus() || panes[i]->isAncestorOf(window()->focusWidget()))
            at = i + direction;
    panes[(at + panes.size()) % panes.size()]->setFocus(Qt::TabFocusReason);
}

void Workspace::setDetailOnly(bool only) { m_list->setVisible(!only); }

void Workspace::showLink()
{
    const LinkStatus status = m_link->status();
    m_audit->setLink(status);
    m_tokens->setLink(status);
    const Instant now = m_serverClock.local().now();
    const Freshness freshness = freshnessAt(status, now);
    if (status.serverIsOpen)
        m_open->say(tr("This coordinator is open: whoever reaches it may do everything, without a token."), Meaning::Failed);
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
    const TimeStyle style = m_appearance.utc ? TimeStyle::Utc : TimeStyle::Local;
    QString text = tr("Not connected: %1.").arg(status.problem);
    if (status.lastByteAt && !status.node.isEmpty())
        text = tr("Not connected, as of %1 (%2).")
                   .arg(clockText(*status.lastByteAt, zoneOf(style)), ageText(*status.lastByteAt, now)) +
               u' ' + status.problem;
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
    m_detail->setAppearance(appearance);
    m_overview->setAppearance(appearance);
    m_audit->setAppearance(appearance);
    m_tokens->setAppearance(appearance);
    m_locks->setAppearance(appearance);
    m_parked->setAppearance(appearance);
    showLink();
}

QByteArray Workspace::splitterState() const { return m_splitter->saveState(); }

void Workspace::restoreSplitter(const QByteArray &state)
{
    if (!state.isEmpty())
        m_splitter->restoreState(state);
}

void Workspace::resetLayout() { m_splitter->setSizes({260, 540}); }

void Workspace::preferDetail() { m_splitter->setSizes({150, 700}); }

void Workspace::retranslate()
{
    m_pages->setTabText(Transactions, tr("Transactions"));
    m_pages->setTabText(Overview, tr("Overview"));
    m_pages->setTabText(Audit, tr("Audit"));
    m_pages->setTabText(Tokens, tr("Tokens"));
    m_pages->setTabText(Locks, tr("Locks"));
    m_pages->setTabText(Parked, tr("For a person"));
    for (int page = 0; page < m_pages->count(); ++page)
        m_pages->setTabToolTip(page, u"Ctrl+%1"_s.arg(page + 1));
    m_pages->setAccessibleName(tr("Pages"));
    showLink();
}

void Workspace::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
