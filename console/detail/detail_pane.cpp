// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_pane.h"

#include "console/detail/delivery_tab.h"
#include "console/detail/detail_header.h"
#include "console/detail/json_highlighter.h"
#include "console/detail/payload_tab.h"
#include "console/detail/sequence_tab.h"
#include "console/detail/undo_tab.h"
#include "console/text/redaction.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"
#include "shared/codec/transaction_codec.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

DetailPane::DetailPane(CoordinatorLink &link, ServerClock &clock, DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_link(link), m_clock(clock), m_delayed(delayed), m_feed(link, delayed), m_lockFeed(link),
      m_desk(link, clock, delayed), m_branchModel(clock)
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
    column->setContentsMargins(10, 8, 10, 0);
    column->setSpacing(8);
    column->addWidget(m_header = new DetailHeader(page));
    column->addWidget(m_bar = new ActionBar(m_desk, page));
    column->addWidget(m_toast = new ActToast(m_desk, m_delayed, page));
    column->addWidget(m_problem = new NoticeBand(page));
    column->addWidget(m_tabs = new QTabWidget(page), 1);
    m_problem->setObjectName("detailProblem"_L1);
    m_tabs->setObjectName("detailTabs"_L1);
    m_tabs->setDocumentMode(true);
    auto *branchCells = new CellDelegate({.meaning = BranchTableModel::MeaningRole, .dimmed = -1});
    branchCells->setGlyphColumns({BranchTableModel::Forward, BranchTableModel::Undo});
    m_branches = new DetailTable(m_branchModel, branchCells, m_tabs);
    m_branches->setObjectName("branchTable"_L1);
    m_branches->setWidths({4, 30, 26, 33, 0, 15});
    auto *attemptCells = new CellDelegate({.meaning = AttemptModel::MeaningRole, .dimmed = -1});
    attemptCells->setGlyphColumns({AttemptModel::Result});
    m_attempts = new DetailTable(m_attemptModel, attemptCells, m_tabs);
    m_attempts->setObjectName("attemptTable"_L1);
    m_attempts->setWidths({5, 13, 7, 12, 5, 19, 6, 10, 0});
    m_sequence = new SequenceTab(m_tabs);
    m_payload = new PayloadTab(m_tabs);
    m_raw = new QPlainTextEdit(m_tabs);
    m_raw->setObjectName("rawText"_L1);
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QWidget *tab :
         {static_cast<QWidget *>(m_branches), static_cast<QWidget *>(m_sequence), static_cast<QWidget *>(m_attempts),
          static_cast<QWidget *>(m_payload), static_cast<QWidget *>(m_raw),
          static_cast<QWidget *>(m_undo = new UndoTab(m_desk, m_tabs)),
          static_cast<QWidget *>(m_delivery = new DeliveryTab(m_desk, m_tabs))})
        m_tabs->addTab(tab, QString());
    m_tabs->setTabVisible(Undo, false);
    m_tabs->setTabVisible(Delivery, false);
}

void DetailPane::connectViews()
{
    connect(&m_feed, &DetailFeed::loaded, this, &DetailPane::take);
    connect(&m_feed, &DetailFeed::failed, this, &DetailPane::showProblem);
    connect(m_problem, &NoticeBand::clicked, &m_feed, &DetailFeed::reload);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::fillRaw);
    connect(m_branches->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) {
                if (row.isValid())
                    selectBranch(m_branchModel.rows()[row.row()].branch);
            });
    connect(m_attempts->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) {
                if (!row.isValid())
                    return;
                const JournalEvent &call = m_attemptModel.attempts()[row.row()].called;
                m_sequence->selectCall(call.branch, call.op.value_or(OpKind::Action), call.attempt);
            });
    connect(m_sequence, &SequenceTab::branchSelected, this, [this](const BranchId &branch) {
        m_payload->showBranch(branch);
        const int row = m_branchModel.rowOf(branch);
        if (row >= 0)
            m_branches->selectRow(row);
    });
    connect(m_sequence, &SequenceTab::payloadWanted, this, [this] { showTab(Payload); });
    connect(m_branches, &QTableView::activated, this, [this] { showTab(Payload); });
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
        m_payload->setLink(m_link.status());
        m_undo->setLink(m_link.status());
    });
    connect(m_bar, &ActionBar::previewed, this,
            [this](Action action) { m_sequence->setPreview(m_desk.confirmation(action).preview.calls); });
    connect(m_bar, &ActionBar::previewEnded, m_sequence, &SequenceTab::clearPreview);
}

void DetailPane::selectBranch(const BranchId &branch) { m_payload->showBranch(branch); }

void DetailPane::retranslate()
{
    m_nothing->setText(tr("Select a transaction to see what happened to it."));
    m_tabs->setTabText(Branches, tr("Branches"));
    m_tabs->setTabText(Sequence, tr("Sequence"));
    m_tabs->setTabText(Attempts, tr("Attempts"));
    m_tabs->setTabText(Payload, tr("Payload"));
    m_tabs->setTabText(Raw, tr("Raw"));
    m_tabs->setTabText(Undo, tr("Undo"));
    m_tabs->setTabText(Delivery, tr("Delivery"));
    for (int tab = 0; tab < TabCount; ++tab)
        m_tabs->setTabToolTip(tab, u"Alt+%1"_s.arg(tab + 1));
    m_tabs->setAccessibleName(tr("Details"));
    m_branches->setAccessibleName(tr("Branches"));
    m_attempts->setAccessibleName(tr("Attempts"));
    m_raw->setAccessibleName(tr("Raw"));
    m_branchModel.retranslate();
    m_attemptModel.retranslate();
}

void DetailPane::showTransaction(const Gid &gid)
{
    if (gid == m_feed.gid())
        return;
    m_problem->silence();
    m_detail.reset();
    m_desk.clearSubject();
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

void DetailPane::take(const TransactionDetail &detail)
{
    m_problem->silence();
    m_detail = detail;
    m_stack->setCurrentIndex(1);
    const bool connected = m_link.status().state == LinkState::Live;
    m_header->setDetail(detail, m_clock.now(), connected);
    m_desk.setSubject(detail);
    m_branchModel.setDetail(detail);
    m_attemptModel.setDetail(detail);
    m_sequence->setDetail(detail, m_clock.now());
    m_payload->setDetail(detail);
    m_tabs->setTabVisible(Undo, detail.snapshot.transaction.kind == TransactionKind::At);
    m_tabs->setTabVisible(Delivery, hasLadder(detail.snapshot.transaction));
    m_undo->setDetail(detail);
    m_delivery->setDetail(detail, m_clock.now());
    m_lockFeed.watch(detail.snapshot.transaction);
    showLocks();
    fillRaw();
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

void DetailPane::fillRaw()
{
    if (!m_detail || m_tabs->currentIndex() != Raw)
        return;
    const QByteArray json = QJsonDocument(codec::toJson(*m_detail)).toJson(QJsonDocument::Indented);
    const QString text = redactJson(QString::fromUtf8(json));
    if (m_raw->toPlainText() == text)
        return;
    const int at = m_raw->verticalScrollBar()->value();
    m_raw->setPlainText(text);
    m_raw->verticalScrollBar()->setValue(at);
}

void DetailPane::second()
{
    const bool connected = m_link.status().state == LinkState::Live;
    if (m_detail) {
        m_header->setDetail(TransactionDetail(*m_detail), m_clock.now(), connected);
        m_branchModel.setConnected(connected);
        m_sequence->setNow(m_clock.now(), connected);
        m_delivery->setNow(m_clock.now());
        m_lockFeed.tick();
    }
    m_second = m_delayed.start(Milliseconds{1000}, [this] { second(); });
}

void DetailPane::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_header->setAppearance(appearance);
    m_toast->setTheme(appearance.theme);
    m_problem->setTheme(appearance.theme);
    m_branches->setTheme(appearance.theme);
    m_attempts->setTheme(appearance.theme);
    m_attemptModel.setTimeStyleUtc(appearance.utc);
    m_sequence->setAppearance(appearance);
    m_payload->setAppearance(appearance);
    m_undo->setAppearance(appearance);
    m_delivery->setAppearance(appearance);
    QPalette muted = m_nothing->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_nothing->setPalette(muted);
}

void DetailPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
