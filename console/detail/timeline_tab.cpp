// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/timeline_tab.h"

#include "console/detail/gantt_accessible.h"
#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/timeline/sequence_events.h"
#include "console/widgets/icon_set.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace txdesk::console {

using namespace Qt::StringLiterals;

TimelineTab::TimelineTab(SelectionHub &selection, QWidget *parent)
    : DetailTab(selection, parent), m_view(new GanttView(this)), m_summary(new PlainLabel(this))
{
    installGanttAccessibility();
    setObjectName("timelineTab"_L1);
    setMinimumSize(300, 150); // in a low window it gives way, the verdict above does not
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 0, 6, 0);
    bar->setSpacing(2);
    connect(addTool(*bar, "timelineZoomIn"_L1, "zoom-in"_L1), &QToolButton::clicked, m_view, &GanttView::zoomIn);
    connect(addTool(*bar, "timelineZoomOut"_L1, "zoom-out"_L1), &QToolButton::clicked, m_view, &GanttView::zoomOut);
    connect(addTool(*bar, "timelineFit"_L1, "fit"_L1), &QToolButton::clicked, m_view, &GanttView::fit);
    m_toScale = addTool(*bar, "timelineToScale"_L1, "axis"_L1);
    m_toScale->setCheckable(true);
    connect(m_toScale, &QToolButton::toggled, m_view, &GanttView::setToScale);
    connect(m_view, &GanttView::scaleChanged, this, [this] {
        m_toScale->setChecked(m_view->isToScale());
        m_summary->setText(m_view->summary());
    });
    m_summary->setObjectName("timelineSummary"_L1);
    bar->addSpacing(8);
    bar->addWidget(m_summary);
    bar->addStretch();
    column->addLayout(bar);
    m_view->setObjectName("timelineView"_L1);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_view, &GanttView::selectionMade, this, [this](GanttPlace place) { hub().select(selectionOf(place)); });
    connect(m_view, &GanttView::hoverMade, this, [this](GanttPlace place) { hub().setHovered(selectionOf(place)); });
    connect(m_view, &GanttView::activated, this, [this](GanttPlace place) { hub().openPayload(selectionOf(place)); });
    connect(m_view, &GanttView::menuWanted, &selection, &SelectionHub::menuWanted);
    connect(&selection, &SelectionHub::changed, this, &TimelineTab::follow);
    retranslate();
}

QToolButton *TimelineTab::addTool(QHBoxLayout &bar, QLatin1StringView name, QLatin1StringView icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setAutoRaise(true);
    button->setMinimumSize(28, 28);
    button->setIconSize(QSize(16, 16));
    bar.addWidget(button);
    m_tools.append({button, icon});
    return button;
}

CallSelection TimelineTab::selectionOf(GanttPlace place) const
{
    const GanttBar *bar = m_view->chart().at(place);
    if (!bar)
        return {};
    const GanttRow &row = m_view->chart().rows[place.row];
    return {row.branch, row.op, bar->kind == GanttBarKind::Planned ? 0 : bar->attempt};
}

void TimelineTab::follow(const CallSelection &selection)
{
    if (m_outdated && isVisible())
        fill();
    if (selection.op)
        return m_view->select(m_view->chart().placeOf(selection.branch, *selection.op, selection.attempt));
    const QList<GanttRow> &rows = m_view->chart().rows;
    const auto row = std::find_if(rows.cbegin(), rows.cend(), [&selection](const GanttRow &r) { return r.branch == selection.branch; });
    m_view->select(row == rows.cend() ? GanttPlace{} : m_view->chart().placeOf(row->branch, row->op, 0));
}

void TimelineTab::showDetail(const TransactionDetail &detail, Instant now)
{
    const bool another = detail.snapshot.transaction.gid != m_detail.snapshot.transaction.gid;
    m_detail = detail;
    m_now = now;
    m_outdated = true;
    if (another)
        m_view->fit();
    if (isVisible())
        fill();
}

void TimelineTab::setParticipantNames(const ParticipantNames &names)
{
    m_names = names;
    m_outdated = true;
    if (isVisible())
        fill();
}

void TimelineTab::fill()
{
    m_outdated = false;
    GanttChart chart = ganttOf(sequenceOf(m_detail));
    for (GanttRow &row : chart.rows)
        row.participant = named(row.participant, m_names);
    m_view->setChart(chart, m_now);
    m_summary->setText(m_view->summary());
    m_view->setAccessibleDescription(m_summary->text());
    follow(hub().current());
}

void TimelineTab::second(Instant now, bool connected)
{
    m_now = now;
    if (isVisible())
        m_view->setNow(now, connected);
}

QString TimelineTab::printedText() const
{
    QStringList lines{m_summary->text()};
    const GanttScene scene = m_view->scene();
    const QList<GanttRow> &rows = m_view->chart().rows;
    for (qsizetype row = 0; row < rows.size(); ++row) {
        lines.append(rowName(rows[row]));
        for (qsizetype bar = 0; bar < rows[row].bars.size(); ++bar)
            lines.append(u"    "_s + barText(scene, {row, bar}));
    }
    return lines.join(u'\n');
}

QString TimelineTab::whyEmpty() const
{
    const bool called = std::any_of(m_detail.events.cbegin(), m_detail.events.cend(), [](const JournalEvent &event) {
        return event.kind == EventKind::Called || event.kind == EventKind::Answered;
    });
    return called || !m_detail.planned.isEmpty() ? QString() : tr("Nobody has been called yet, and no call is planned: there is nothing to draw.");
}

void TimelineTab::setAppearance(const Appearance &appearance)
{
    m_view->setTheme(appearance.theme);
    m_view->setTimeZone(appearance.zone());
    for (const auto &[button, icon] : std::as_const(m_tools))
        button->setIcon(themedIcon(icon, appearance.theme.text));
    QPalette muted = m_summary->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_summary->setPalette(muted);
}

void TimelineTab::retranslate()
{
    const QStringList texts{tr("Zoom in (+)"), tr("Zoom out (-)"), tr("Fit (0)"), tr("True to scale: idle time is not folded (t)")};
    for (qsizetype i = 0; i < m_tools.size(); ++i) {
        m_tools[i].first->setToolTip(asToolTip(texts[i]));
        m_tools[i].first->setAccessibleName(texts[i]);
    }
    m_view->setAccessibleName(tr("Timeline"));
    m_outdated = true;
    if (isVisible())
        fill();
}

void TimelineTab::showEvent(QShowEvent *event)
{
    DetailTab::showEvent(event);
    if (m_outdated)
        fill();
}

void TimelineTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
