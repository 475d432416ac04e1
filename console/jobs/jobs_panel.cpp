// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/jobs_panel.h"

#include "console/jobs/job_words.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int itemsShown = 500; // the newest; all of them are in the export
constexpr Milliseconds itemsEvery{1000};

QTableWidget *listTable(const char *name, int columns, QWidget *parent)
{
    auto *table = new QTableWidget(0, columns, parent);
    table->setObjectName(QLatin1StringView(name));
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

// Cells are changed, not made anew: the selection and the place stay.
void setCell(QTableWidget &table, int row, int column, const QString &text)
{
    QTableWidgetItem *item = table.item(row, column);
    if (!item)
        table.setItem(row, column, item = new QTableWidgetItem);
    const QString line = oneLine(text, 300);
    if (item->text() != line) {
        item->setText(line);
        item->setToolTip(asToolTip(text));
    }
}

} // namespace

JobsPanel::JobsPanel(JobBook &book, DelayedCalls &delayed, QWidget *parent) : QWidget(parent), m_book(book), m_delayed(delayed)
{
    setObjectName("jobsPanel"_L1);
    build();
    connect(&book, &JobBook::changed, this, &JobsPanel::showJobs);
    connect(&book, &JobBook::steered, this, [this](const QString &, const QString &problem) {
        if (problem.isEmpty())
            m_problem->silence();
        else
            m_problem->say(tr("It was refused: %1").arg(problem), Meaning::Failed);
    });
    retranslate();
}

JobsPanel::~JobsPanel() { m_delayed.stop(m_timer); }

void JobsPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_problem = new NoticeBand(this));
    m_problem->setObjectName("jobsProblem"_L1);
    column->addWidget(m_empty = new PlainLabel(this));
    m_empty->setObjectName("jobsEmpty"_L1);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_split = new QSplitter(Qt::Horizontal, this);
    m_split->setObjectName("jobsSplit"_L1);
    m_split->setChildrenCollapsible(false);
    column->addWidget(m_split, 1);
    m_jobs = listTable("jobsTable", 5, m_split);
    m_split->addWidget(m_jobs);
    auto *right = new QWidget(m_split);
    auto *rows = new QVBoxLayout(right);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_about = new PlainLabel(right));
    m_about->setObjectName("jobAbout"_L1);
    m_about->setWordWrap(true);
    auto *bar = new QWidget(right);
    buildSteering(*bar);
    rows->addWidget(bar);
    m_table = listTable("jobItems", 4, right);
    rows->addWidget(m_table, 1);
    m_split->addWidget(right);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    connect(m_jobs, &QTableWidget::currentCellChanged, this, [this](int row) {
        const QTableWidgetItem *item = row < 0 ? nullptr : m_jobs->item(row, 0);
        m_id = item ? item->data(Qt::UserRole).toString() : QString();
        showChosen();
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { emit transactionWanted(Gid{m_table->item(row, 0)->data(Qt::UserRole).toString()}); });
}

void JobsPanel::buildSteering(QWidget &bar)
{
    auto *row = new QHBoxLayout(&bar);
    row->setContentsMargins(0, 0, 0, 0);
    const auto button = [&bar, row](const char *name) {
        auto *made = new QPushButton(&bar);
        made->setObjectName(QLatin1StringView(name));
        made->setAutoDefault(false);
        row->addWidget(made);
        return made;
    };
    m_pause = button("jobPause");
    m_cancel = button("jobCancel");
    m_rate = new QSpinBox(&bar);
    m_rate->setObjectName("jobRate"_L1);
    m_rate->setRange(1, m_book.rateMax());
    m_rate->setKeyboardTracking(false);
    row->addWidget(m_rate);
    row->addStretch();
    m_again = button("jobRetryFailed");
    m_export = button("jobExport");
    connect(m_pause, &QPushButton::clicked, this, [this] {
        const auto job = chosen();
        if (job)
            steer(job->state == JobState::Paused ? JobVerb::Resume : JobVerb::Pause);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { steer(JobVerb::Cancel); });
    connect(m_rate, &QSpinBox::editingFinished, this, [this] {
        if (const auto job = chosen(); job && job->order.pace.perSecond != m_rate->value())
            steer(JobVerb::SetRate);
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (const auto order = retryOfFailed())
            emit orderWanted(*order, {});
    });
    connect(m_export, &QPushButton::clicked, this, &JobsPanel::exportItems);
}

void JobsPanel::retranslate()
{
    m_empty->setText(tr("No job yet. Pick rows of the list, or filter it, and choose a verb of the menu Bulk: each job asks first, and goes on here."));
    m_jobs->setHorizontalHeaderLabels({tr("Job"), tr("State"), tr("Progress"), tr("Counts"), tr("Who and why")});
    m_jobs->setAccessibleName(tr("Jobs"));
    m_table->setHorizontalHeaderLabels({tr("Transaction"), tr("What became of it"), tr("At"), tr("Details")});
    m_table->setAccessibleName(tr("Transactions of the job"));
    m_cancel->setText(tr("Cancel the rest"));
    m_export->setText(tr("Export CSV…"));
    m_rate->setSuffix(tr(" a second"));
    m_rate->setAccessibleName(tr("Rate"));
    m_itemsAsked = -1;
    showJobs();
}

std::optional<BulkJob> JobsPanel::chosen() const
{
    for (const BulkJob &job : m_book.jobs())
        if (job.order.id == m_id)
            return job;
    return std::nullopt;
}

void JobsPanel::select(const QString &id)
{
    m_id = id;
    showJobs();
}

void JobsPanel::showJobs()
{
    const QList<BulkJob> jobs = m_book.jobs();
    m_empty->setVisible(jobs.isEmpty());
    m_split->setVisible(!jobs.isEmpty());
    {
        const QSignalBlocker quiet(m_jobs);
        m_jobs->setRowCount(static_cast<int>(jobs.size()));
        int current = -1;
        for (int row = 0; row < jobs.size(); ++row) {
            const BulkJob &job = jobs[row];
            const qint64 percent = job.total == 0 ? (job.state == JobState::Done ? 100 : 0) : job.doneCount() * 100 / job.total;
            setCell(*m_jobs, row, 0, JobWords::sentence(job.order));
            m_jobs->item(row, 0)->setData(Qt::UserRole, job.order.id);
            BulkJob brief = job;
            brief.why.clear(); // it stands beside the steering, in full
            setCell(*m_jobs, row, 1, JobWords::state(brief));
            m_jobs->item(row, 1)->setForeground(m_appearance.theme.color(JobWords::meaning(job.state)));
            setCell(*m_jobs, row, 2, tr("%1 of %2 (%3 %)").arg(job.doneCount()).arg(job.total).arg(percent));
            setCell(*m_jobs, row, 3, JobWords::counts(job));
            setCell(*m_jobs, row, 4, u"%1: %2"_s.arg(job.actor, job.order.reason));
            if (job.order.id == m_id)
                current = row;
        }
        if (current < 0 && !jobs.isEmpty()) {
            current = 0;
            m_id = jobs.first().order.id;
        }
        if (current >= 0 && m_jobs->currentRow() != current)
            m_jobs->setCurrentCell(current, 0);
    }
    showChosen();
}

void JobsPanel::showChosen()
{
    const auto job = chosen();
    if (!job)
        return;
    const auto grey = [](QPushButton &button, const QString &why) {
        button.setEnabled(why.isEmpty());
        button.setToolTip(asToolTip(why));
        button.setAccessibleName(button.text());
        button.setAccessibleDescription(why);
        button.setStatusTip(why);
    };
    const bool isPaused = job->state == JobState::Paused;
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    grey(*m_pause, m_book.whyNotSteer(*job, isPaused ? JobVerb::Resume : JobVerb::Pause));
    grey(*m_cancel, m_book.whyNotSteer(*job, JobVerb::Cancel));
    const QString whyNotRate = m_book.whyNotSteer(*job, JobVerb::SetRate);
    m_rate->setEnabled(whyNotRate.isEmpty());
    m_rate->setToolTip(asToolTip(whyNotRate));
    if (!m_rate->hasFocus())
        m_rate->setValue(job->order.pace.perSecond);
    m_again->setText(tr("Retry the %n failed…", nullptr, static_cast<int>(JobWords::failed(*job))));
    grey(*m_again, JobWords::failed(*job) == 0 ? tr("None has failed.") : m_book.whyNot(job->order.action));
    grey(*m_export, job->doneCount() == 0 ? tr("Nothing has been done yet.") : QString());
    QString about = JobWords::set(job->order.set, {}, m_appearance.zone());
    if (job->order.set.picked == 0)
        about = tr("Everything that matched its filter, created until %1").arg(dateTimeText(job->order.set.frozenAt, m_appearance.zone()));
    if (!job->why.isEmpty())
        about += u" · "_s + JobWords::state(*job);
    if (m_book.source().endsWithConsole())
        about += u" · "_s + tr("it ends with this console");
    if (const QString problem = m_book.source().problem(); !problem.isEmpty())
        about += u" · "_s + tr("not up to date: %1").arg(problem);
    m_about->setText(about);
    askItems();
}

// When there are more than were asked for last, and not more than once a second.
void JobsPanel::askItems()
{
    const auto job = chosen();
    if (!job || (m_itemsOf == m_id && m_itemsAsked == job->doneCount()) || m_timer != 0)
        return;
    if (m_itemsOf != m_id)
        m_items.clear();
    m_itemsOf = m_id;
    m_itemsAsked = job->doneCount();
    m_timer = m_delayed.start(itemsEvery, [this] {
        m_timer = 0;
        askItems();
    });
    m_book.items(m_id, this, [this, id = m_id](const Result<QList<JobItem>> &items) {
        if (id != m_id || !items)
            return;
        m_items = *items;
        showItems();
    });
    showItems();
}

void JobsPanel::showItems()
{
    const qsizetype first = std::max<qsizetype>(0, m_items.size() - itemsShown);
    m_table->setRowCount(static_cast<int>(m_items.size() - first));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const JobItem &item = m_items[m_items.size() - 1 - row];
        setCell(*m_table, row, 0, item.gid.value);
        m_table->item(row, 0)->setData(Qt::UserRole, item.gid.value);
        setCell(*m_table, row, 1, JobWords::outcome(item.outcome));
        setCell(*m_table, row, 2, clockText(item.at, m_appearance.zone()));
        setCell(*m_table, row, 3, engineSentence(item.detail));
    }
}

std::optional<JobOrder> JobsPanel::retryOfFailed() const
{
    const auto job = chosen();
    if (!job)
        return std::nullopt;
    JobOrder order{.id = JobBook::newId(), .action = job->order.action, .set = {}, .reason = {}, .pace = job->order.pace};
    for (const JobItem &item : m_items)
        if (isFailure(item.outcome))
            order.set.gids.append(item.gid);
    order.set.picked = order.set.gids.size();
    order.set.frozenAt = m_book.clock().now();
    return order.set.gids.isEmpty() ? std::nullopt : std::optional(order);
}

void JobsPanel::steer(JobVerb verb)
{
    const auto job = chosen();
    if (job && m_book.whyNotSteer(*job, verb).isEmpty())
        m_book.steer(job->order.id, verb, m_rate->value());
}

void JobsPanel::exportItems()
{
    const auto job = chosen();
    const QString path = job ? QFileDialog::getSaveFileName(this, tr("Export what became of them"), u"job-%1.csv"_s.arg(job->order.id.left(8)), tr("CSV (*.csv)")) : QString();
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = JobWords::csv(*job, m_items);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        m_problem->say(tr("%1 could not be written: %2").arg(path, file.errorString()), Meaning::Failed);
    else
        m_problem->say(tr("%n transactions are in %1.", nullptr, static_cast<int>(m_items.size())).arg(path), Meaning::Succeeded);
}

void JobsPanel::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_problem->setTheme(appearance.theme);
    for (QTableWidget *table : {m_jobs, m_table})
        table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + (appearance.density == Density::Cosy ? 16 : 10));
    m_itemsAsked = -1;
    showJobs();
}

void JobsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
