// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/jobs/bulk_dialog.h"

#include "console/jobs/job_words.h"
#include "console/text/plain_text.h"
#include "console/text/words.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr double sickShare = 0.05; // of the calls of the last 5 minutes

QTableWidget *smallTable(const char *name, const QString &accessible, const QStringList &headings, QWidget *parent)
{
    auto *table = new QTableWidget(0, static_cast<int>(headings.size()), parent);
    table->setObjectName(QLatin1StringView(name));
    table->setAccessibleName(accessible);
    table->setHorizontalHeaderLabels(headings);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return table;
}

void addRow(QTableWidget &table, const QStringList &cells)
{
    const int row = table.rowCount();
    table.insertRow(row);
    for (int column = 0; column < cells.size(); ++column) {
        auto *item = new QTableWidgetItem(oneLine(cells[column], 300));
        item->setToolTip(asToolTip(cells[column]));
        if (column > 0)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        table.setItem(row, column, item);
    }
}

// As many lines as it has, three at the most: the dialog fits a screen of 700 lines.
void fitHeight(QTableWidget &table)
{
    const int rows = std::clamp(table.rowCount(), 1, 3);
    table.setFixedHeight(table.horizontalHeader()->sizeHint().height() + rows * table.verticalHeader()->defaultSectionSize() + 4);
}

} // namespace

BulkDialog::BulkDialog(JobBook &book, const JobOrder &order, const QString &filterText, const BulkPlace &place, QWidget *parent)
    : QDialog(parent), m_book(book), m_order(order), m_filterText(filterText), m_place(place)
{
    setObjectName("bulkDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("%1: many transactions").arg(wordOf(order.action)));
    build();
    connect(&book, &JobBook::changed, this, &BulkDialog::updateButton);
    count();
}

void BulkDialog::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *strip = new EnvironmentStrip(this);
    strip->setTheme(m_place.appearance.theme);
    strip->setEnvironment(m_place.environment, m_place.label);
    outer->addWidget(strip);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 8, 20, 16);
    body->setSpacing(8);
    outer->addLayout(body);
    m_set = new PlainLabel(u"%1\n%2"_s.arg(wordOf(m_order.action), JobWords::set(m_order.set, oneLine(m_filterText, 300), m_place.appearance.zone())), this);
    m_set->setObjectName("bulkSet"_L1);
    m_set->setWordWrap(true);
    QFont bold = m_set->font();
    bold.setBold(true);
    m_set->setFont(bold);
    body->addWidget(m_set);
    m_result = new PlainLabel(this);
    m_result->setObjectName("bulkResult"_L1);
    m_result->setWordWrap(true);
    body->addWidget(m_result);
    addTables(*body);
    addFields(*body);
    addButtons(*body);
    body->addStrut(640); // not a minimum width of the dialog: that would keep it from growing with its texts
}

void BulkDialog::addTables(QVBoxLayout &body)
{
    m_reasons = smallTable("bulkReasons", tr("Why the others are left out"), {tr("Left out, because"), tr("Transactions")}, this);
    m_sample = smallTable("bulkSample", tr("The first of them"), {tr("The first of them"), tr("Kind"), tr("Status")}, this);
    m_touched = smallTable("bulkTouched", tr("Participants it would call"), {tr("Participant"), tr("Calls"), tr("Ok in the last 5 min")}, this);
    for (QTableWidget *table : {m_reasons, m_sample, m_touched}) {
        body.addWidget(table);
        table->hide();
    }
    body.addWidget(m_health = new NoticeBand(this));
    m_health->setObjectName("bulkHealth"_L1);
    m_health->setTheme(m_place.appearance.theme);
    m_anyway = new QCheckBox(tr("I &know, and want it all the same"), this);
    m_anyway->setObjectName("bulkAnyway"_L1);
    m_anyway->setAccessibleName(tr("I know, and want it all the same"));
    m_anyway->hide();
    connect(m_anyway, &QCheckBox::toggled, this, &BulkDialog::updateButton);
    body.addWidget(m_anyway);
    body.addWidget(m_problem = new NoticeBand(this));
    m_problem->setObjectName("bulkProblem"_L1);
    m_problem->setTheme(m_place.appearance.theme);
    connect(m_problem, &NoticeBand::clicked, this, &BulkDialog::count);
}

void BulkDialog::addFields(QVBoxLayout &body)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto line = [this, form](const char *name, const QString &label, const QString &accessible, int most) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QLatin1StringView(name));
        field->setMaxLength(most);
        form->addRow(label, field);
        field->setAccessibleName(accessible);
        connect(field, &QLineEdit::textChanged, this, &BulkDialog::updateButton);
        return field;
    };
    const auto spin = [this, form](const char *name, const QString &label, const QString &accessible, int most, int value, const QString &unit) {
        auto *field = new QSpinBox(this);
        field->setObjectName(QLatin1StringView(name));
        field->setRange(QLatin1StringView(name) == "bulkRate"_L1 ? 1 : 0, most);
        field->setValue(value);
        field->setSuffix(unit);
        form->addRow(label, field);
        field->setAccessibleName(accessible);
        return field;
    };
    const int rateMax = std::min(m_book.rateMax(), isProduction() ? productionRateMax : JobPace::perSecondMax);
    m_rate = spin("bulkRate", tr("R&ate"), tr("Rate"), rateMax, std::min(m_order.pace.perSecond, rateMax), tr(" a second"));
    m_stop = spin("bulkStop", tr("&Stop itself when more fail than"), tr("Stop itself when more fail than"), 100, m_order.pace.stopPercent, tr(" % of a step"));
    auto *ramp = new PlainLabel(tr("1, look, 10, look, 100, look, then the rest at the rate."), this);
    ramp->setObjectName("bulkRamp"_L1);
    ramp->setMinimumWidth(ramp->sizeHint().width()); // whole in any language
    form->addRow(tr("Steps"), ramp);
    m_reason = line("bulkReason", tr("&Reason"), tr("Reason"), 500);
    m_reason->setPlaceholderText(tr("at least %n characters, kept in the journal", nullptr, 10));
    if (isProduction() && m_order.action == Action::ForceStop)
        m_ticket = line("bulkTicket", tr("T&icket"), tr("Ticket"), 64);
    m_count = line("bulkCount", tr("&Type the number of transactions"), tr("The number of transactions"), 12);
    body.addLayout(form);
}

void BulkDialog::addButtons(QVBoxLayout &body)
{
    m_missing = new PlainLabel(this);
    m_missing->setObjectName("bulkMissing"_L1);
    m_missing->setWordWrap(true);
    m_missing->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_missing->setMinimumHeight(fontMetrics().lineSpacing());
    QPalette muted = m_missing->palette();
    muted.setColor(QPalette::WindowText, m_place.appearance.theme.mutedText);
    m_missing->setPalette(muted);
    body.addWidget(m_missing);
    auto *buttons = new QHBoxLayout;
    m_again = new QPushButton(tr("Count a&gain"), this);
    m_again->setObjectName("bulkAgain"_L1);
    m_again->setAccessibleName(tr("Count again"));
    m_again->setAutoDefault(false);
    connect(m_again, &QPushButton::clicked, this, &BulkDialog::count);
    buttons->addWidget(m_again);
    buttons->addStretch();
    m_confirm = new QPushButton(this);
    m_confirm->setObjectName("bulkStart"_L1);
    m_confirm->setAutoDefault(false);
    connect(m_confirm, &QPushButton::clicked, this, &BulkDialog::send);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("bulkCancel"_L1);
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setDefault(true);
    cancel->setAutoDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(m_confirm);
    buttons->addWidget(cancel);
    body.addLayout(buttons);
    updateButton();
}

// The frozen moment stays what it was: counting again tells how the same set does now.
void BulkDialog::count()
{
    m_run.reset();
    m_problem->silence();
    m_result->setText(tr("Counting…"));
    m_again->setEnabled(false);
    updateButton();
    m_book.dryRun(m_order, this, [this](const Result<JobDryRun> &run) {
        m_again->setEnabled(true);
        if (!run) {
            m_result->setText(tr("Nothing was counted."));
            m_problem->say(tr("The set could not be counted: %1").arg(run.error().message), Meaning::Failed, tr("Try again"));
            return;
        }
        m_run = *run;
        showRun();
    });
}

QString BulkDialog::countText() const { return m_run ? QString::number(m_run->eligible) : QString(); }

void BulkDialog::showRun()
{
    qint64 others = 0;
    m_reasons->setRowCount(0);
    for (const IneligibleCount &one : m_run->ineligible) {
        others += one.count;
        addRow(*m_reasons, {engineSentence(one.reason), QString::number(one.count)});
    }
    QString text = m_run->complete ? tr("%1 can be acted on, %2 cannot.").arg(m_run->eligible).arg(others)
                                   : tr("At least %1 can be acted on, at least %2 cannot: counting stopped after 2 s.").arg(m_run->eligible).arg(others);
    if (m_run->arrivedLater > 0)
        text += u' ' + tr("%1 that match have arrived since; they are not part of it.").arg(m_run->arrivedLater);
    if (m_book.source().endsWithConsole())
        text += u' ' + tr("This server has no jobs: the console does it, as long as it is open.");
    m_result->setText(text);
    m_sample->setRowCount(0);
    for (const TransactionRow &row : m_run->sample)
        addRow(*m_sample, {row.transaction.gid.value, wordOf(row.transaction.kind), statusWord(row.transaction)});
    m_touched->setRowCount(0);
    for (const TouchedParticipant &one : m_run->touched)
        addRow(*m_touched, {one.participant, QString::number(one.calls),
                            one.okShare ? tr("%1 %").arg(qRound(*one.okShare * 100)) : tr("not called")});
    for (QTableWidget *table : {m_reasons, m_sample, m_touched}) {
        fitHeight(*table);
        table->setVisible(table->rowCount() > 0);
    }
    m_count->setPlaceholderText(countText());
    showHealth();
    updateButton();
    adjustSize();
}

// Calling again who does not answer only adds to their trouble.
void BulkDialog::showHealth()
{
    m_sick.clear();
    QStringList told;
    for (const TouchedParticipant &one : m_run->touched)
        if (one.okShare && *one.okShare < sickShare) {
            m_sick.append(one.participant);
            told.append(tr("%1: %2 % ok in the last 5 minutes").arg(oneLine(one.participant, 80)).arg(qRound(*one.okShare * 100)));
        }
    const bool calls = m_order.action == Action::Retry || m_order.action == Action::Abort || m_order.action == Action::Resume;
    if (!calls)
        m_sick.clear();
    m_anyway->setVisible(!m_sick.isEmpty());
    if (m_sick.isEmpty())
        return m_health->silence();
    const QString what = m_order.action == Action::Retry ? tr("retrying will not help before it is repaired") : tr("its calls will fail");
    m_health->say(u"%1 – %2"_s.arg(told.join(u"; "_s), what), Meaning::Waiting);
}

QString BulkDialog::whyNotYet() const
{
    if (const QString why = m_book.whyNot(m_order.action); !why.isEmpty())
        return why;
    if (m_sending)
        return tr("It is being sent.");
    if (!m_run)
        return tr("The set is not counted.");
    if (m_run->eligible == 0)
        return tr("Nothing of it can be acted on.");
    if (!m_sick.isEmpty() && !m_anyway->isChecked())
        return tr("A participant does not answer: tick that you want it all the same.");
    if (m_reason->text().trimmed().size() < 10)
        return tr("A reason of at least %n characters is missing.", nullptr, 10);
    if (m_ticket && m_ticket->text().trimmed().isEmpty())
        return tr("The ticket is missing.");
    if (m_count->text().trimmed() != countText())
        return tr("The number of transactions is missing: %1.").arg(countText());
    return {};
}

void BulkDialog::updateButton()
{
    const QString verb = m_run ? tr("%1: %2 transactions").arg(wordOf(m_order.action)).arg(m_run->eligible) : wordOf(m_order.action);
    const QString missing = whyNotYet();
    m_confirm->setText(verb);
    m_confirm->setAccessibleName(verb);
    m_confirm->setEnabled(missing.isEmpty());
    m_confirm->setToolTip(asToolTip(missing));
    m_confirm->setAccessibleDescription(missing);
    m_missing->setText(missing);
}

void BulkDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool inField = qobject_cast<QLineEdit *>(focusWidget()) || qobject_cast<QAbstractSpinBox *>(focusWidget());
    if (isEnter && (event->isAutoRepeat() || inField))
        return;
    QDialog::keyPressEvent(event);
}

QStringList BulkDialog::shown() const { return {m_set->text(), m_result->text(), m_health->text(), countText()}; }

void BulkDialog::send()
{
    if (!whyNotYet().isEmpty())
        return;
    m_sending = true;
    updateButton();
    const QString ticket = m_ticket ? m_ticket->text().trimmed() : QString();
    m_order.reason = m_reason->text().trimmed();
    if (!ticket.isEmpty())
        m_order.reason += u" ["_s + ticket + u']';
    m_order.pace.perSecond = m_rate->value();
    m_order.pace.stopPercent = m_stop->value();
    m_book.start(m_order, shown(), ticket, this, [this](const Result<BulkJob> &job) {
        m_sending = false;
        if (job) {
            emit started(*job);
            accept();
            return;
        }
        const bool isLost = job.error().code == ErrorCode::OutcomeUnknown;
        m_problem->say(isLost ? tr("No answer; the job may have been started. Pressing the button again asks for the same job, not for a second one. (%1)").arg(job.error().message)
                              : tr("It was refused: %1").arg(job.error().message), Meaning::Failed);
        updateButton();
    });
}

} // namespace txdesk::console
