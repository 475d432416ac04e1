// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_pane.h"

#include "console/detail/attempts_tab.h"
#include "console/detail/branches_tab.h"
#include "console/detail/call_menu.h"
#include "console/detail/case_maker.h"
#include "console/detail/compare_tab.h"
#include "console/detail/delivery_tab.h"
#include "console/detail/detail_header.h"
#include "console/detail/inspector_panel.h"
#include "console/detail/payload_tab.h"
#include "console/detail/raw_tab.h"
#include "console/detail/resubmit_dialog.h"
#include "console/detail/sequence_tab.h"
#include "console/detail/timeline_tab.h"
#include "console/detail/undo_tab.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

DetailPane::DetailPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_feed(link, delayed), m_lockFeed(link),
      m_desk(link, clock, delayed)
{
    setObjectName("detailPane"_L1);
    build();
    connectViews();
    retranslate();
    second();
}

DetailPane::~DetailPane() { m_delayed.stop(m_second); }

void DetailPane::build()
{
    m_stack = new QStackedWidget(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_nothing = new PlainLabel(m_stack);
    m_nothing->setObjectName("nothingSelected"_L1);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_stack->addWidget(m_nothing);
    auto *page = new QWidget(m_stack);
    m_stack->addWidget(page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(10, 5, 10, 0);
    column->setSpacing(5);
    column->addWidget(m_header = new DetailHeader(page));
    column->addWidget(m_bar = new ActionBar(m_desk, page));
    column->addWidget(m_toast = new ActToast(m_desk, m_delayed, page));
    column->addWidget(m_problem = new NoticeBand(page));
    column->addWidget(m_tabs = new QTabWidget(page), 1);
    m_problem->setObjectName("detailProblem"_L1);
    m_tabs->setObjectName("detailTabs"_L1);
    m_tabs->setDocumentMode(true);
    addTab(Branches, new BranchesTab(m_hub, m_clock, m_tabs));
    addTab(Sequence, m_sequence = new SequenceTab(m_hub, m_tabs));
    addTab(Timeline, m_timeline = new TimelineTab(m_hub, m_tabs));
    addTab(Attempts, new AttemptsTab(m_hub, m_tabs));
    addTab(Payload, m_payload = new PayloadTab(m_hub, m_tabs));
    addTab(Compare, m_compare = new CompareTab(m_hub, m_link, m_tabs));
    addTab(Raw, new RawTab(m_hub, m_tabs));
    addTab(Undo, m_undo = new UndoTab(m_hub, m_desk, m_tabs));
    addTab(Delivery, new DeliveryTab(m_hub, m_desk, m_tabs));
    m_tabs->setTabVisible(Undo, false);
    m_tabs->setTabVisible(Delivery, false);
    m_inspector = new InspectorPanel(m_hub, this);
    m_inspector->hide();
    m_sequence->setCaseFile([this] { return caseFile(); });
    m_menu = new CallMenu(m_hub, m_desk, *m_bar, m_link, m_clock, this);
    addKeys();
}

// Single letters only where there is no text to type.
void DetailPane::addKeys()
{
    for (const Tab tab : {Branches, Sequence, Timeline, Attempts, Compare}) {
        const auto key = [this, tab](const QKeySequence &keys, const std::function<void()> &run) {
            auto *shortcut = new QShortcut(keys, m_all[tab]);
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, run);
        };
        key(Qt::Key_Y, [this] { m_menu->copyGid(); });
        key(QKeySequence(Qt::SHIFT | Qt::Key_Y), [this] { m_menu->copyCommand(); });
        key(QKeySequence(Qt::CTRL | Qt::Key_C), [this] { m_menu->copyText(); });
        key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { m_menu->copyJson(); });
        key(Qt::Key_M, [this] { markForCompare(); });
        key(QKeySequence(Qt::SHIFT | Qt::Key_M), [this] { compare(); });
        key(QKeySequence(Qt::SHIFT | Qt::Key_D), [this] { diffAnswers(); });
    }
}

void DetailPane::addTab(Tab place, DetailTab *tab)
{
    Q_ASSERT(m_all.size() == place);
    m_all.append(tab);
    m_tabs->addTab(tab, QString());
}

void DetailPane::connectViews()
{
    connect(&m_feed, &DetailFeed::loaded, this, &DetailPane::take);
    connect(&m_feed, &DetailFeed::failed, this, &DetailPane::showProblem);
    connect(m_problem, &NoticeBand::clicked, &m_feed, &DetailFeed::reload);
    connect(&m_hub, &SelectionHub::payloadWanted, this, [this] { showTab(Payload); });
    connect(m_menu, &CallMenu::compareWanted, this, &DetailPane::compare);
    connect(m_menu, &CallMenu::resubmitWanted, this, &DetailPane::editAndResubmit);
    connect(m_menu, &CallMenu::diffWanted, this, &DetailPane::diffAnswers);
    connect(m_header, &DetailHeader::transactionWanted, this, &DetailPane::transactionWanted);
    connect(m_header, &DetailHeader::wholeWanted, &m_feed, &DetailFeed::loadWhole);
    connect(m_header, &DetailHeader::callWanted, &m_hub, &SelectionHub::select);
    connect(m_payload, &PayloadTab::payloadsWanted, this, [this](const QString &reason) {
        m_link.payloads(m_feed.gid(), reason, this,
                        [this](const Result<ShownPayloads> &answer) { m_payload->takePayloads(answer); });
    });
    connect(m_undo, &UndoTab::undoWanted, this, [this](const BranchId &branch, const QString &reason) {
        const Gid gid = m_feed.gid();
        m_link.undo(gid, branch, reason, this, [this, gid](const Result<UndoView> &answer) { m_undo->takeUndo(gid, answer); });
    });
    connect(&m_lockFeed, &LockFeed::changed, this, &DetailPane::showLocks);
    connect(&m_link, &CoordinatorLink::statusChanged, this, [this] {
        for (DetailTab *tab : std::as_const(m_all))
            tab->setLink(m_link.status());
    });
    connect(m_bar, &ActionBar::previewed, this,
            [this](Action action) { m_sequence->setPreview(m_desk.confirmation(action).preview.calls); });
    connect(m_bar, &ActionBar::previewEnded, m_sequence, &SequenceTab::clearPreview);
}

void DetailPane::retranslate()
{
    m_nothing->setText(tr("Select a transaction to see what happened to it."));
    for (int tab = 0; tab < TabCount; ++tab) {
        m_tabs->setTabText(tab, m_all[tab]->title());
        m_tabs->setTabToolTip(tab, u"Alt+%1"_s.arg(tab + 1));
        if (m_detail)
            m_all[tab]->showWhyEmpty();
    }
    m_tabs->setAccessibleName(tr("Details"));
}

void DetailPane::showTransaction(const Gid &gid)
{
    if (gid == m_feed.gid())
        return;
    m_problem->silence();
    m_detail.reset();
    m_desk.clearSubject();
    m_hub.clear();
    if (m_inspector)
        m_inspector->clear();
    m_feed.watch(gid);
    if (gid.isEmpty())
        m_stack->setCurrentIndex(0);
}

void DetailPane::showTab(Tab tab)
{
    raiseTab(tab);
    m_tabs->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void DetailPane::raiseTab(Tab tab)
{
    if (hasTab(tab))
        m_tabs->setCurrentIndex(tab);
}

bool DetailPane::hasTab(Tab tab) const { return m_tabs->isTabVisible(tab); }

void DetailPane::showLocks()
{
    m_header->setWaits(m_lockFeed.waits());
    m_undo->setLocks(m_lockFeed.locks(), m_lockFeed.waits(), m_clock.now());
}

DetailPane::Tab DetailPane::currentTab() const { return static_cast<Tab>(m_tabs->currentIndex()); }

QString DetailPane::printedText() const
{
    const QString text = m_all[currentTab()]->printedText();
    return text.isEmpty() ? QString() : m_all[currentTab()]->title() + u'\n' + text;
}

void DetailPane::take(const TransactionDetail &detail)
{
    m_problem->silence();
    m_detail = detail;
    m_stack->setCurrentIndex(1);
    m_header->setWhole(m_feed.isWhole());
    m_header->setDetail(detail, m_clock.now(), connected());
    m_desk.setSubject(detail);
    m_menu->setDetail(detail);
    if (!m_all[currentTab()]->concerns(detail))
        m_tabs->setCurrentIndex(Branches); // not its neighbour, which would be the raw text
    for (int tab = 0; tab < TabCount; ++tab) {
        m_tabs->setTabVisible(tab, m_all[tab]->concerns(detail));
        m_all[tab]->showDetail(detail, m_clock.now());
        m_all[tab]->showWhyEmpty();
    }
    if (m_inspector)
        m_inspector->setDetail(m_payload->detail());
    m_lockFeed.watch(detail.snapshot.transaction);
    showLocks();
    emit detailShown();
}

void DetailPane::showProblem(const Error &error)
{
    if (!m_detail) {
        m_stack->setCurrentIndex(0);
        m_nothing->setText(error.code == ErrorCode::NotFound
                               ? tr("The coordinator does not know %1.").arg(m_feed.gid().value)
                               : tr("%1 could not be loaded: %2").arg(m_feed.gid().value, error.message));
        return;
    }
    const QString text = error.code == ErrorCode::NotFound
                             ? tr("The coordinator has removed it meanwhile; this is its last state.")
                             : tr("Not up to date: %1").arg(error.message);
    m_problem->say(text, Meaning::Failed, tr("Try again"));
}

// What a PDF of the diagram carries. The coordinator's record of acts is not in it: that takes a question, see "Save case file".
QByteArray DetailPane::caseFile() const
{
    if (!m_detail)
        return {};
    const CasePlace place{environmentCode(m_environment), m_place, m_link.status().node, m_clock.now(), m_appearance.zone()};
    return caseFileBytes(caseFileOf(*m_detail, m_link.capabilities(), place));
}

// An act was greyed until a moment that has come: what is allowed now, the coordinator says.
bool DetailPane::hasBecomeLegal(Instant now) const
{
    return std::ranges::any_of(m_detail->actions, [this, now](const ActionState &state) {
        return !state.allowed && state.legalAt && *state.legalAt > m_lastSecond && *state.legalAt <= now;
    });
}

void DetailPane::second()
{
    if (m_detail) {
        const Instant now = m_clock.now();
        if (connected() && hasBecomeLegal(now))
            m_feed.reload();
        m_lastSecond = now;
        m_bar->tick();
        m_header->setDetail(TransactionDetail(*m_detail), m_clock.now(), connected());
        for (DetailTab *tab : std::as_const(m_all))
            tab->second(m_clock.now(), connected());
        m_lockFeed.tick();
    }
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
}

void DetailPane::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_header->setAppearance(appearance);
    m_menu->setAppearance(appearance);
    m_desk.setZone(appearance.zone());
    if (m_inspector)
        m_inspector->setAppearance(appearance);
    m_toast->setTheme(appearance.theme);
    m_problem->setTheme(appearance.theme);
    for (DetailTab *tab : std::as_const(m_all))
        tab->setAppearance(appearance);
    QPalette muted = m_nothing->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_nothing->setPalette(muted);
}

void DetailPane::setPlace(Environment environment, const QString &words)
{
    m_environment = environment;
    m_place = words;
}

InspectorPanel *DetailPane::inspector() const { return m_inspector; }

void DetailPane::setRevealsAllowed(bool allowed)
{
    m_payload->setRevealsAllowed(allowed);
    m_desk.setRevealsAllowed(allowed);
}

void DetailPane::setParticipantNames(const QHash<QString, QString> &names)
{
    m_desk.setParticipantNames(names);
    m_header->setParticipantNames(names);
    m_sequence->view().setParticipantNames(names);
    m_timeline->setParticipantNames(names);
    m_payload->setParticipantNames(names);
}

void DetailPane::setTracePattern(const QString &pattern) { m_header->setTracePattern(pattern); }

void DetailPane::markForCompare()
{
    if (!m_detail)
        return;
    m_compare->mark(m_detail->snapshot.transaction.gid);
    m_problem->say(tr("Marked: other transactions are compared with this one (M)."), Meaning::Running);
}

void DetailPane::compare() { showTab(Compare); }

// The newest two answers of the selected op, or of the whole transaction.
void DetailPane::diffAnswers()
{
    QStringList keys;
    for (const PayloadSource &source : answersOf(m_payload->detail()))
        if (m_hub.current().isEmpty() || (source.branch == m_hub.current().branch && (!m_hub.current().op || source.op == m_hub.current().op)))
            keys.append(source.key);
    if (keys.size() < 2)
        return m_problem->say(tr("There are not two answers to compare."), Meaning::Waiting);
    showTab(Payload);
    m_payload->compare(keys[keys.size() - 2], keys.last());
}

// Bodies are edited as they are: that somebody looked at them is on record before the dialog opens.
void DetailPane::editAndResubmit()
{
    const QString whyNot = m_desk.whyNoResubmit();
    if (!m_detail || !whyNot.isEmpty())
        return m_problem->say(tr("It cannot be resubmitted: %1").arg(whyNot), Meaning::Waiting);
    if (m_detail->payloadBytes.isEmpty())
        return openResubmit(*m_detail);
    const Gid gid = m_feed.gid();
    m_link.payloads(gid, u"edit and resubmit"_s, this, [this, gid](const Result<ShownPayloads> &answer) {
        if (!m_detail || m_feed.gid() != gid)
            return;
        if (answer)
            openResubmit(withPayloads(*m_detail, *answer));
        else
            m_problem->say(tr("It cannot be resubmitted: %1").arg(answer.error().message), Meaning::Failed);
    });
}

void DetailPane::openResubmit(const TransactionDetail &shown)
{
    auto *dialog = new ResubmitDialog(shown, m_environment, m_place, m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ResubmitDialog::submitted, this, [this, dialog](const Resubmission &copy) { sendResubmission(copy, dialog); });
    dialog->open();
}

void DetailPane::sendResubmission(const Resubmission &copy, ResubmitDialog *dialog)
{
    m_desk.resubmit(copy, [this, open = QPointer(dialog)](const Result<Gid> &answer) {
        if (open)
            open->sayAnswer(answer);
        if (answer)
            emit transactionWanted(*answer);
    });
}

void DetailPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
