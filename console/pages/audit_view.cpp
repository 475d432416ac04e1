// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/audit_view.h"

#include "console/actions/local_audit.h"
#include "console/text/plain_text.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"
#include "console/widgets/plain_label.h"
#include "shared/codec/audit_codec.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

// Words of the audit; the field takes any other as well.
constexpr std::array auditActions{"retry",       "abort",        "force-stop",   "pause",        "resume",
                                  "payload.show", "token.create", "token.revoke", "topic.subscribe", "topic.unsubscribe"};
constexpr std::array<int, 4> hoursBack{0, 1, 24, 24 * 7};

} // namespace

AuditView::AuditView(CoordinatorLink &link, ServerClock &clock, QWidget *parent)
    : RolePage(Role::Admin, parent), m_link(link), m_clock(clock)
{
    setObjectName("auditView"_L1);
    build();
    retranslate();
    connect(this, &RolePage::openedUp, this, &AuditView::reload);
}

QString AuditView::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Audit) ? QString() : tr("%1 keeps no audit that could be shown.").arg(capabilities.product);
}

void AuditView::build()
{
    auto *column = new QVBoxLayout(content());
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    column->addWidget(buildFilters());
    column->addWidget(m_problem = new NoticeBand(content()));
    m_problem->setObjectName("auditProblem"_L1);
    auto *splitter = new QSplitter(Qt::Vertical, content());
    splitter->setChildrenCollapsible(false);
    auto *cells = new CellDelegate({.meaning = AuditModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({AuditModel::Outcome});
    m_table = new DetailTable(m_model, cells, splitter);
    m_table->setObjectName("auditTable"_L1);
    m_table->setWidths({25, 13, 9, 14, 21, 11, 0});
    m_detail = new QPlainTextEdit(splitter);
    m_detail->setObjectName("auditDetail"_L1);
    m_detail->setReadOnly(true);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setSizes({330, 290});
    column->addWidget(splitter, 1);
    column->addWidget(buildFoot());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditView::showCurrent);
    connect(m_table, &QTableView::activated, this, &AuditView::showTransaction);
    connect(m_problem, &NoticeBand::clicked, this, &AuditView::reload);
}

QWidget *AuditView::buildFilters()
{
    auto *bar = new QWidget(content());
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_actor = new QLineEdit(bar), 2);
    row->addWidget(m_action = new QComboBox(bar), 2);
    row->addWidget(m_gid = new QLineEdit(bar), 3);
    row->addWidget(m_since = new QComboBox(bar), 1);
    row->addWidget(m_ask = new QPushButton(bar));
    row->addWidget(m_export = new QPushButton(bar));
    m_actor->setObjectName("auditActor"_L1);
    m_action->setObjectName("auditAction"_L1);
    m_gid->setObjectName("auditGid"_L1);
    m_since->setObjectName("auditSince"_L1);
    m_ask->setObjectName("auditAsk"_L1);
    m_export->setObjectName("auditExport"_L1);
    m_action->setEditable(true);
    m_action->addItem(QString());
    for (const char *word : auditActions)
        m_action->addItem(QLatin1StringView(word));
    for (const int hours : hoursBack)
        m_since->addItem(QString(), hours);
    for (QWidget *field : {static_cast<QWidget *>(m_actor), static_cast<QWidget *>(m_action), static_cast<QWidget *>(m_gid),
                           static_cast<QWidget *>(m_since)})
        field->setMinimumHeight(28);
    connect(m_actor, &QLineEdit::returnPressed, this, &AuditView::reload);
    connect(m_gid, &QLineEdit::returnPressed, this, &AuditView::reload);
    connect(m_action, &QComboBox::activated, this, &AuditView::reload);
    connect(m_since, &QComboBox::activated, this, &AuditView::reload);
    connect(m_ask, &QPushButton::clicked, this, &AuditView::reload);
    connect(m_export, &QPushButton::clicked, this, &AuditView::exportTo);
    return bar;
}

QWidget *AuditView::buildFoot()
{
    auto *bar = new QWidget(content());
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_count = new PlainLabel(bar));
    row->addStretch();
    row->addWidget(m_more = new QPushButton(bar));
    row->addWidget(m_toTransaction = new QPushButton(bar));
    m_count->setObjectName("auditCount"_L1);
    m_more->setObjectName("auditMore"_L1);
    m_toTransaction->setObjectName("auditToTransaction"_L1);
    connect(m_more, &QPushButton::clicked, this, &AuditView::loadMore);
    connect(m_toTransaction, &QPushButton::clicked, this, &AuditView::showTransaction);
    return bar;
}

void AuditView::retranslate()
{
    m_actor->setPlaceholderText(tr("who"));
    m_actor->setAccessibleName(tr("Filter: who"));
    m_action->lineEdit()->setPlaceholderText(tr("any action"));
    m_action->setAccessibleName(tr("Filter: action"));
    m_gid->setPlaceholderText(tr("gid"));
    m_gid->setAccessibleName(tr("Filter: gid"));
    m_since->setAccessibleName(tr("Filter: time"));
    const QStringList spans{tr("any time"), tr("last hour"), tr("last 24 hours"), tr("last 7 days")};
    for (int i = 0; i < m_since->count(); ++i)
        m_since->setItemText(i, spans.value(i));
    m_ask->setText(tr("Look up"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(asToolTip(tr("Writes what is listed as CSV or as lines of JSON")));
    m_more->setText(tr("Load more"));
    m_toTransaction->setText(tr("Show the transaction"));
    for (QPushButton *button : {m_ask, m_export, m_more, m_toTransaction})
        button->setAccessibleName(button->text());
    m_table->setAccessibleName(tr("Audit records"));
    m_detail->setAccessibleName(tr("Audit record"));
    m_detail->setPlaceholderText(tr("Select a record to read all of it."));
    m_model.retranslate();
    showCurrent();
}

AuditFilter AuditView::filter() const
{
    AuditFilter filter;
    filter.actor = m_actor->text().trimmed();
    filter.action = m_action->currentText().trimmed();
    filter.gid = m_gid->text().trimmed();
    if (const int hours = m_since->currentData().toInt(); hours > 0)
        filter.from = m_clock.now() - std::chrono::hours(hours);
    return filter;
}

void AuditView::reload()
{
    if (isOpen())
        ask({});
}

void AuditView::loadMore()
{
    if (isOpen() && !m_next.isEmpty())
        ask(m_next);
}

void AuditView::ask(const QString &after)
{
    m_more->setEnabled(false);
    const int question = ++m_question;
    m_link.audit(filter(), after, pageSize, this, [this, question, first = after.isEmpty()](const Result<AuditPage> &answer) {
        if (question == m_question)
            take(answer, first);
    });
}

void AuditView::take(const Result<AuditPage> &answer, bool first)
{
    if (!answer) { // the old records stay
        m_problem->say(tr("The audit could not be read: %1").arg(answer.error().message), Meaning::Failed, tr("Try again"));
        m_more->setEnabled(!m_next.isEmpty());
        return;
    }
    m_problem->silence();
    if (first)
        m_model.clear();
    const QList<AuditRecord> records = withLocal(*answer, first);
    m_next = answer->next;
    if (!answer->records.isEmpty())
        m_oldest = answer->records.last().at;
    m_model.append(records);
    sayChain();
    if (first && m_model.rowCount() > 0)
        m_table->selectRow(0);
    showCurrent();
}

namespace {

constexpr int localNewest = 5000;

AuditRecord asAudit(const LocalRecord &local)
{
    AuditRecord record;
    record.chain = u"(this console)"_s;
    record.seq = local.seq;
    record.at = local.at;
    record.by = {.actor = u"%1 (%2@%3)"_s.arg(local.who, local.osUser, local.host), .tokenId = {}, .role = valueIn(roleNames, local.role).value_or(Role::Nobody),
                 .address = local.profile, .requestId = {}};
    record.action = local.of == 0 ? local.verb : u"verdict"_s;
    record.gid = local.gid;
    record.target = local.of == 0 ? local.ticket : u"%1"_s.arg(local.of);
    record.reason = local.of == 0 ? local.reason : local.detail;
    record.before = local.before;
    record.after = local.of == 0 ? local.request : (local.verdict + u' ' + local.after).trimmed();
    record.result = local.verdict == "refused"_L1 || local.verdict == "lost"_L1 ? AuditResult::Refused : AuditResult::Done;
    record.mac = QByteArray::fromHex(local.hash);
    return record;
}

bool fits(const AuditFilter &filter, const AuditRecord &record)
{
    return (filter.gid.isEmpty() || record.gid == filter.gid) && (filter.actor.isEmpty() || record.by.actor.contains(filter.actor))
        && (filter.action.isEmpty() || record.action == filter.action) && (!filter.from || record.at >= *filter.from);
}

} // namespace

void AuditView::setLocal(LocalAudit *local)
{
    m_local = local;
    connect(local, &LocalAudit::appended, this, [this] {
        if (isVisible())
            reload();
    });
}

// Those of the time that this page of the coordinator covers.
QList<AuditRecord> AuditView::withLocal(const AuditPage &page, bool first) const
{
    QList<AuditRecord> merged = page.records;
    if (!m_local)
        return merged;
    for (const LocalRecord &local : m_local->newest(localNewest)) {
        const AuditRecord record = asAudit(local);
        const bool isLater = !first && m_oldest && record.at >= *m_oldest;
        const bool isEarlier = !page.next.isEmpty() && !page.records.isEmpty() && record.at < page.records.last().at;
        if (!isLater && !isEarlier && fits(filter(), record))
            merged.append(record);
    }
    std::ranges::stable_sort(merged, [](const AuditRecord &a, const AuditRecord &b) { return a.at > b.at; });
    return merged;
}

void AuditView::sayChain()
{
    if (!m_local)
        return;
    if (const LocalAudit::Check check = m_local->verify(); !check.problem.isEmpty())
        m_problem->say(tr("This console's own record (%1) was tampered with: %2").arg(m_local->file(), check.problem), Meaning::Failed);
}

void AuditView::showCurrent()
{
    const int row = m_table->currentIndex().row();
    m_detail->setPlainText(m_model.wholeText(row).trimmed());
    m_detail->moveCursor(QTextCursor::Start);
    const bool about = row >= 0 && row < m_model.rowCount() && !m_model.records()[row].gid.isEmpty();
    m_toTransaction->setEnabled(about);
    m_more->setEnabled(!m_next.isEmpty());
    m_export->setEnabled(m_model.rowCount() > 0);
    m_count->setText(m_model.rowCount() == 0  ? tr("No record matches.")
                     : m_next.isEmpty() ? tr("%n records, all of them", nullptr, m_model.rowCount())
                                        : tr("%n records, there are more", nullptr, m_model.rowCount()));
}

void AuditView::showTransaction()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0 && row < m_model.rowCount() && !m_model.records()[row].gid.isEmpty())
        emit transactionWanted(Gid{m_model.records()[row].gid});
}

QByteArray AuditView::asCsv() const
{
    QByteArray text = codec::auditCsvHead();
    for (const AuditRecord &record : m_model.records())
        text += codec::auditCsvLine(record);
    return text;
}

QByteArray AuditView::asJsonLines() const
{
    QByteArray text;
    for (const AuditRecord &record : m_model.records())
        text += QJsonDocument(codec::toJson(record)).toJson(QJsonDocument::Compact) + '\n';
    return text;
}

void AuditView::exportTo()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the audit"), u"audit.csv"_s,
                                                      tr("CSV (*.csv);;Lines of JSON (*.jsonl)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = path.endsWith(".jsonl"_L1) ? asJsonLines() : asCsv();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        m_problem->say(tr("%1 could not be written: %2").arg(path, file.errorString()), Meaning::Failed);
    else
        m_problem->say(tr("%n records are in %1.", nullptr, m_model.rowCount()).arg(path), Meaning::Succeeded);
}

void AuditView::setAppearance(const Appearance &appearance)
{
    m_problem->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    m_model.setTimes(appearance.times, appearance.zone());
    showCurrent();
}

void AuditView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RolePage::changeEvent(event);
}

} // namespace txdesk::console
