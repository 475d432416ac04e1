// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/sequence_tab.h"

#include "console/detail/sequence_find_bar.h"
#include "console/text/plain_text.h"
#include "console/timeline/sequence_view.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QToolButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

SequenceTab::SequenceTab(SelectionHub &selection, QWidget *parent)
    : DetailTab(selection, parent), m_view(new SequenceView(this)), m_find(new SequenceFindBar(*m_view, this)), m_problem(new NoticeBand(this))
{
    setObjectName("sequenceTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 0, 6, 0);
    bar->setSpacing(2);
    addTools(*bar);
    column->addLayout(bar);
    m_view->setObjectName("sequenceView"_L1);
    m_view->setFrameShape(QFrame::NoFrame);
    m_problem->setObjectName("exportProblem"_L1);
    connect(m_problem, &NoticeBand::clicked, m_problem, &NoticeBand::silence);
    column->addWidget(m_find);
    column->addWidget(m_problem);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connectView();
    connect(&selection, &SelectionHub::changed, this, &SequenceTab::follow);
    retranslate();
}

void SequenceTab::addTools(QHBoxLayout &bar)
{
    connect(addTool(bar, "zoomIn"_L1, "zoom-in"_L1), &QToolButton::clicked, m_view, &SequenceView::zoomIn);
    connect(addTool(bar, "zoomOut"_L1, "zoom-out"_L1), &QToolButton::clicked, m_view, &SequenceView::zoomOut);
    connect(addTool(bar, "fitWidth"_L1, "fit"_L1), &QToolButton::clicked, m_view, &SequenceView::fitWidth);
    connect(addTool(bar, "fitAll"_L1, "fit-all"_L1), &QToolButton::clicked, m_view, &SequenceView::fitAll);
    connect(addTool(bar, "axisMode"_L1, "axis"_L1), &QToolButton::clicked, m_view, &SequenceView::cycleAxisMode);
    connect(addTool(bar, "laneOrder"_L1, "lanes"_L1), &QToolButton::clicked, m_view, &SequenceView::toggleLaneOrder);
    connect(addTool(bar, "unfoldAll"_L1, "unfold"_L1), &QToolButton::clicked, m_view, &SequenceView::unfoldAll);
    connect(addTool(bar, "foldAll"_L1, "fold"_L1), &QToolButton::clicked, m_view, &SequenceView::foldAll);
    connect(addTool(bar, "findInDiagram"_L1, "search"_L1), &QToolButton::clicked, this, &SequenceTab::find);
    connect(addTool(bar, "printDiagram"_L1, "print"_L1), &QToolButton::clicked, this, &SequenceTab::openPrintPreview);
    connect(addTool(bar, "exportPicture"_L1, "export"_L1), &QToolButton::clicked, this, &SequenceTab::openExport);
    bar.addStretch();
    connect(m_rangeChip = addChip(bar, "rangeChip"_L1), &QToolButton::clicked, m_view, &SequenceView::clearRange);
    connect(m_quietChip = addChip(bar, "quietChip"_L1), &QToolButton::clicked, m_view, &SequenceView::showAllLanes);
    connect(m_hiddenChip = addChip(bar, "hiddenChip"_L1), &QToolButton::clicked, m_view, &SequenceView::showAllLanes);
    auto *search = new QShortcut(QKeySequence::Find, this, this, &SequenceTab::find, Qt::WidgetWithChildrenShortcut);
    search->setObjectName("findShortcut"_L1);
}

void SequenceTab::connectView()
{
    connect(m_view, &SequenceView::callSelected, this,
            [this](const BranchId &branch, OpKind op, int attempt) { hub().select({branch, op, attempt}); });
    connect(m_view, &SequenceView::messageActivated, this, [this] { hub().openPayload(hub().current()); });
    connect(m_view, &SequenceView::callHovered, this, [this](const BranchId &branch, std::optional<OpKind> op, int attempt) {
        hub().setHovered({branch, op, attempt});
    });
    connect(m_view, &SequenceView::menuWanted, this, [this](qsizetype, const QPoint &global) { emit hub().menuWanted(global); });
    connect(m_view, &SequenceView::laneMenuWanted, this, &SequenceTab::showLaneMenu);
    connect(m_view, &SequenceView::searchWanted, this, &SequenceTab::find);
    connect(m_view, &SequenceView::lanesChosen, this, &SequenceTab::keepLanes);
    connect(m_view, &SequenceView::laidOut, this, &SequenceTab::refresh);
}

QToolButton *SequenceTab::addTool(QHBoxLayout &bar, QLatin1StringView name, QLatin1StringView icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setMinimumSize(28, 28);
    button->setIconSize(QSize(16, 16));
    bar.addWidget(button);
    m_tools.append(Tool{button, icon});
    return button;
}

QToolButton *SequenceTab::addChip(QHBoxLayout &bar, QLatin1StringView name)
{
    auto *chip = new QToolButton(this);
    chip->setObjectName(name);
    chip->setMinimumHeight(24);
    chip->hide();
    bar.addWidget(chip);
    return chip;
}

void SequenceTab::retranslate()
{
    const QStringList texts{tr("Zoom in (+)"),
                            tr("Zoom out (-)"),
                            tr("Fit the width (0)"),
                            tr("Fit everything (0 0)"),
                            tr("Next kind of time axis (t)"),
                            tr("Other order of the lifelines (o)"),
                            tr("Unfold all retries (})"),
                            tr("Fold all retries ({)"),
                            tr("Search in the diagram (Ctrl+F)"),
                            tr("Print preview"),
                            tr("Export (Ctrl+E)")};
    for (qsizetype i = 0; i < m_tools.size(); ++i) {
        m_tools[i].button->setToolTip(asToolTip(texts[i]));
        m_tools[i].button->setAccessibleName(texts[i]);
    }
    m_tools.last().button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    m_view->setAccessibleName(tr("Sequence diagram"));
    refresh();
}

// What is not shown is said, with the way back.
void SequenceTab::refresh()
{
    recallLanes();
    const Sequence &sequence = m_view->sequenceLayout().sequence;
    qsizetype quiet = 0;
    for (const SequenceLane &lane : sequence.lanes)
        quiet += lane.quiet ? lane.members.size() : 0;
    m_hiddenChip->setText(tr("hidden lifelines: %1 · show all").arg(sequence.hidden.size()));
    m_hiddenChip->setToolTip(asToolTip(sequence.hidden.join(u'\n')));
    m_hiddenChip->setVisible(!sequence.hidden.isEmpty());
    m_quietChip->setText(tr("%1 quiet participants share a lifeline · show all").arg(quiet));
    m_quietChip->setVisible(quiet > 0);
    const MessageFilter &filter = m_view->filter();
    m_rangeChip->setText(m_view->hidesOthers() ? tr("only a range is shown ✕") : tr("a range is chosen ✕"));
    m_rangeChip->setToolTip(asToolTip(tr("Show everything. Press f to hide or fade what is outside of the range.")));
    m_rangeChip->setVisible(filter.fromSeq > 0 || filter.toSeq > 0);
    for (QToolButton *chip : {m_hiddenChip, m_quietChip, m_rangeChip})
        chip->setAccessibleName(chip->text());
    if (isFitted())
        fit();
}

void SequenceTab::showDetail(const TransactionDetail &detail, Instant now)
{
    const QString before = std::exchange(m_gid, detail.snapshot.transaction.gid.value);
    m_now = now;
    m_view->setNow(now);
    m_view->setDetail(detail);
    if (m_gid != before || isFitted())
        fit();
}

void SequenceTab::resizeEvent(QResizeEvent *event)
{
    DetailTab::resizeEvent(event);
    if (isFitted())
        fit();
}

// While it was hidden its view had no size to fit to.
void SequenceTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    if (isFitted())
        fit();
}

// All lanes are in sight until the person zooms.
void SequenceTab::fit()
{
    m_view->fitWidth();
    m_fittedZoom = m_view->zoom();
}

bool SequenceTab::isFitted() const { return qFuzzyCompare(m_view->zoom(), m_fittedZoom); }

void SequenceTab::second(Instant now, bool connected)
{
    m_now = now;
    m_view->setConnectionLost(!connected);
    m_view->setNow(now);
}

void SequenceTab::setPreview(const QList<PlannedCall> &calls) { m_view->setPreview(calls); }

void SequenceTab::clearPreview() { m_view->clearPreview(); }

void SequenceTab::find() { m_find->open(); }

void SequenceTab::setParticipantNames(const QHash<QString, QString> &names) { m_view->setParticipantNames(names); }

void SequenceTab::setEnvironment(const QString &words) { m_environment = words; }

void SequenceTab::setCaseFile(std::function<QByteArray()> caseFile) { m_caseFile = std::move(caseFile); }

void SequenceTab::follow(const CallSelection &selection)
{
    if (selection.op)
        m_view->selectCall(selection.branch, *selection.op, selection.attempt);
}

void SequenceTab::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_view->setTheme(appearance.theme);
    m_view->setTimeZone(appearance.zone());
    m_view->setReducedMotion(appearance.calm);
    m_problem->setTheme(appearance.theme);
    for (const Tool &tool : m_tools)
        tool.button->setIcon(themedIcon(tool.icon, appearance.theme.text));
}

void SequenceTab::setMemory(QSettings *file)
{
    m_memory = file;
    m_shape.clear();
    recallLanes();
}

// The same participants are shown as they were the last time.
void SequenceTab::recallLanes()
{
    const QString shape = m_view->shape();
    if (!m_memory || shape.isEmpty() || shape == m_shape)
        return;
    m_shape = shape;
    const QString key = u"diagramLanes/"_s + shape + u'/';
    const QStringList hidden = m_memory->value(key + u"hidden"_s).toStringList();
    m_view->setLanes({.order = m_memory->value(key + u"order"_s).toStringList(),
                      .hidden = QSet<QString>(hidden.cbegin(), hidden.cend()),
                      .foldQuiet = m_memory->value(key + u"foldQuiet"_s, true).toBool(),
                      .splitReplicas = m_memory->value(key + u"splitReplicas"_s, false).toBool()});
}

void SequenceTab::keepLanes()
{
    if (!m_memory || m_view->shape().isEmpty())
        return;
    const LaneChoice &lanes = m_view->lanes();
    const QString key = u"diagramLanes/"_s + m_view->shape();
    if (lanes.order.isEmpty() && lanes.hidden.isEmpty() && lanes.foldQuiet && !lanes.splitReplicas)
        return m_memory->remove(key);
    m_memory->setValue(key + u"/order"_s, lanes.order);
    m_memory->setValue(key + u"/hidden"_s, QStringList(lanes.hidden.cbegin(), lanes.hidden.cend()));
    m_memory->setValue(key + u"/foldQuiet"_s, lanes.foldQuiet);
    m_memory->setValue(key + u"/splitReplicas"_s, lanes.splitReplicas);
}

void SequenceTab::showLaneMenu(int lane, const QPoint &global)
{
    const QList<SequenceLane> &lanes = m_view->sequenceLayout().sequence.lanes;
    const bool participant = lane >= 0 && lane < lanes.size() && lanes[lane].role == LaneRole::Participant;
    auto *menu = new QMenu(this);
    menu->setObjectName("laneMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString &text, const QKeySequence &key, void (SequenceView::*act)(), bool enabled) {
        QAction *action = menu->addAction(text);
        action->setShortcut(key);
        action->setEnabled(enabled);
        if (!enabled)
            action->setToolTip(asToolTip(tr("Only participants can be moved or hidden.")));
        connect(action, &QAction::triggered, m_view, act);
    };
    add(tr("Hide this lifeline"), Qt::Key_Delete, &SequenceView::hideLane, participant);
    add(tr("Move to the left"), Qt::SHIFT | Qt::Key_Left, &SequenceView::moveLaneLeft, participant);
    add(tr("Move to the right"), Qt::SHIFT | Qt::Key_Right, &SequenceView::moveLaneRight, participant);
    menu->addSeparator();
    add(tr("Show all lifelines, or fold the quiet ones"), Qt::Key_A, &SequenceView::showAllLanes, true);
    add(m_view->lanes().splitReplicas ? tr("One lifeline for all replicas of a name") : tr("A lifeline for each replica"), Qt::Key_S,
        &SequenceView::toggleReplicas, true);
    menu->popup(global);
}

void SequenceTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
