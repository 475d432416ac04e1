// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/stuck_everywhere.h"

#include "console/text/duration_text.h"
#include "console/text/participant_names.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/environment_strip.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr Milliseconds askEvery{5000};
}

StuckEverywhere::StuckEverywhere(DelayedCalls &delayed, QWidget *parent)
    : QWidget(parent), m_delayed(delayed),
      m_table(new DetailTable(m_model, new CellDelegate({.meaning = PlainTableModel::MeaningRole, .dimmed = -1}), this)),
      m_summary(new PlainLabel(this))
{
    setObjectName("stuckEverywhere"_L1);
    m_table->setObjectName("stuckEverywhereTable"_L1);
    m_summary->setObjectName("stuckEverywhereSummary"_L1);
    m_summary->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    connect(m_table, &QTableView::activated, this, &StuckEverywhere::openCurrent);
    retranslate();
}

StuckEverywhere::~StuckEverywhere() { m_delayed.stop(m_timer); }

void StuckEverywhere::setWorkspaces(const QList<Workspace *> &workspaces)
{
    QList<Source> kept;
    for (Workspace *workspace : workspaces) {
        const auto known = std::ranges::find_if(m_sources, [workspace](const Source &s) { return s.workspace == workspace; });
        kept.append(known != m_sources.end() ? *known : Source{workspace, {}, false, {}});
    }
    m_sources = kept;
    fill();
}

void StuckEverywhere::again()
{
    m_delayed.stop(m_timer);
    if (!isVisible())
        return;
    for (int source = 0; source < m_sources.size(); ++source)
        ask(source);
    m_timer = m_delayed.start(askEvery, [this] { again(); });
}

void StuckEverywhere::ask(int source)
{
    const QPointer<Workspace> workspace = m_sources[source].workspace;
    if (!workspace)
        return;
    TransactionFilter stuck;
    stuck.stuck = true;
    workspace->link().list(stuck, {.after = {}, .limit = perServer}, this, [this, workspace](const Result<TransactionPage> &page) {
        for (Source &one : m_sources) {
            if (one.workspace != workspace)
                continue;
            one.problem = page ? QString() : page.error().message;
            if (page) {
                one.rows = page->rows;
                one.more = !page->next.isEmpty();
            }
        }
        fill();
    });
}

PlainRow StuckEverywhere::rowOf(const Source &source, const TransactionRow &row) const
{
    const GlobalTransaction &one = row.transaction;
    const Look look = statusLook(one, true);
    const Instant now = source.workspace->serverClock().now();
    return {source.workspace->profile().name + u'/' + one.gid.value,
            {{EnvironmentStrip::word(source.workspace->profile().environment) + u' ' + source.workspace->profile().name},
             {oneLine(one.gid.value, 128)},
             {wordOf(one.kind)},
             {.text = look.glyph + u' ' + statusWord(one), .meaning = look.meaning},
             {durationText(Milliseconds{std::max<qint64>((now - one.createdAt).count(), 0) / 1000 * 1000})},
             {oneLine(named(row.participants.join(u", "_s), source.workspace->participantNames()), 160)}}};
}

void StuckEverywhere::fill()
{
    QList<PlainRow> rows;
    m_shown.clear();
    QStringList words;
    for (const Source &source : std::as_const(m_sources)) {
        if (!source.workspace)
            continue;
        for (const TransactionRow &row : source.rows) {
            rows.append(rowOf(source, row));
            m_shown.append({source.workspace, row.transaction.gid});
        }
        QString word = u"%1: %2"_s.arg(source.workspace->profile().name, locale().toString(source.rows.size()));
        if (source.more)
            word += u'+';
        if (!source.problem.isEmpty())
            word += u" ("_s + tr("not asked: %1").arg(oneLine(source.problem, 120)) + u')';
        words.append(word);
    }
    m_model.setRows(rows);
    if (!rows.isEmpty() && !m_table->currentIndex().isValid()) // Enter opens the first one at once
        m_table->setCurrentIndex(m_model.index(0, 0));
    m_summary->setText(m_sources.isEmpty() ? tr("No coordinator is connected.")
                       : rows.isEmpty()    ? tr("Nothing is stuck.   %1").arg(words.join(u"   "_s))
                                           : tr("Stuck   %1").arg(words.join(u"   "_s)));
}

void StuckEverywhere::openCurrent()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0 && row < m_shown.size() && m_shown[row].first)
        emit wanted(m_shown[row].first, m_shown[row].second);
}

void StuckEverywhere::retranslate()
{
    m_table->setAccessibleName(tr("Stuck everywhere"));
    m_model.setHeaders({tr("where"), tr("gid"), tr("type"), tr("status"), tr("age"), tr("participants")});
    m_table->setWidths({22, 34, 10, 20, 14, 0});
    fill();
}

void StuckEverywhere::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_table->setTheme(appearance.theme);
    m_table->setDensity(appearance.density);
}

void StuckEverywhere::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    again();
}

void StuckEverywhere::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
