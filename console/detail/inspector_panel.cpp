// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/inspector_panel.h"

#include "console/models/attempt_model.h"
#include "console/models/call_commands.h"
#include "console/models/payload_text.h"
#include "console/text/call_text.h"
#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/provenance.h"
#include "console/text/redaction.h"
#include "console/text/time_text.h"
#include "console/text/words.h"
#include "console/widgets/detail_table.h"
#include "console/widgets/plain_label.h"
#include "shared/base/foreign_word.h"

#include <QEvent>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

bool hasFailed(const Attempt &attempt)
{
    if (!attempt.answered || !attempt.answered->outcome)
        return false;
    const Outcome outcome = *attempt.answered->outcome;
    return outcome != Outcome::Succeeded && !isForeign(outcome);
}

} // namespace

InspectorPanel::InspectorPanel(SelectionHub &hub, QWidget *parent)
    : QWidget(parent), m_hub(hub), m_title(new PlainLabel(this)), m_text(new QPlainTextEdit(this))
{
    setObjectName("inspectorPanel"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(6);
    column->addWidget(m_title);
    m_title->setObjectName("inspectorTitle"_L1);
    m_title->setWordWrap(true);
    m_table = new DetailTable(m_model, new CellDelegate({.meaning = -1, .dimmed = -1}), this);
    m_table->setObjectName("inspectorTable"_L1);
    column->addWidget(m_table, 1);
    column->addWidget(m_text, 1);
    m_text->setObjectName("inspectorText"_L1);
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(&hub, &SelectionHub::changed, this, &InspectorPanel::tell);
    connect(&hub, &SelectionHub::hovered, this,
            [this](const CallSelection &hovered) { tell(hovered.isEmpty() ? m_hub.current() : hovered); });
    setFocusProxy(m_table);
    setMinimumWidth(240);
    retranslate();
}

void InspectorPanel::addRow(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        m_rows.append({name, {{.text = name}, {.text = visibleText(oneLine(value, 600)), .toolTip = value}}});
}

void InspectorPanel::tell(const CallSelection &selection)
{
    m_shown = selection;
    m_rows.clear();
    if (selection.isEmpty())
        return showTransaction();
    const QTimeZone zone = m_appearance.zone();
    std::optional<Attempt> newest;
    int attempts = 0, failed = 0;
    for (const Attempt &attempt : attemptsOf(m_detail.events)) {
        if (attempt.called.branch != selection.branch || (selection.op && attempt.called.op != selection.op))
            continue;
        ++attempts;
        failed += hasFailed(attempt) ? 1 : 0;
        if (selection.attempt == 0 || attempt.called.attempt == selection.attempt)
            newest = attempt;
    }
    const QString branch = selection.branch.isEmpty() ? tr("the initiator") : tr("branch %1").arg(selection.branch.value);
    m_title->setText(selection.op ? u"%1 · %2"_s.arg(branch, wordOf(*selection.op)) : branch);
    const BranchOp *op = opToCall(m_detail, selection.branch, selection.op);
    addRow(tr("called"), op ? redactUrl(op->url) : newest ? redactUrl(newest->called.text) : QString());
    if (op)
        addRow(tr("stored as"), wordOf(op->status));
    addRow(tr("attempts"), tr("%1, %2 of them failed").arg(QString::number(attempts), QString::number(failed)));
    QString text;
    if (newest) {
        addRow(tr("this one"), u"#%1"_s.arg(newest->called.attempt));
        addRow(tr("called at"), dateTimeText(newest->called.at, zone));
        const JournalEvent answer = newest->answered.value_or(newest->called);
        addRow(tr("took"), newest->answered ? durationText(answer.took) : tr("no answer yet"));
        addRow(tr("answer"), answer.outcome ? u"%1 %2"_s.arg(wordOf(*answer.outcome), codeText(answer.statusCode, answer.outcome)).trimmed() : QString());
        addRow(tr("barrier"), wordOf(answer.barrier, answer.op));
        if (const QString rule = ruleOf(answer); !rule.isEmpty())
            addRow(tr("inferred"), u"%1: %2"_s.arg(rule, ruleWords(rule)));
        if (newest->answered && !answer.text.isEmpty())
            text = tr("Answer:") + u'\n' + redactText(answer.text);
    }
    for (const PlannedCall &call : m_detail.planned)
        if (call.branch == selection.branch && (!selection.op || call.op == *selection.op))
            addRow(tr("next"), wordOf(call.op) + (call.at ? u' ' + dateTimeText(*call.at, zone) : QString()) + u" · "_s + engineSentence(call.why));
    for (const BranchOp &one : m_detail.snapshot.ops)
        if (one.branch == selection.branch && !one.payload.isEmpty()) {
            text += (text.isEmpty() ? QString() : u"\n\n"_s) + tr("Request:") + u'\n' + readablePayload(one.payload.left(payloadHighlightedMax)).text;
            break;
        }
    m_model.setRows(m_rows);
    m_text->setPlainText(text.isEmpty() ? tr("No payload is shown here: see the tab Payload.") : visibleText(text));
}

void InspectorPanel::showTransaction()
{
    const GlobalTransaction &t = m_detail.snapshot.transaction;
    m_title->setText(t.gid.isEmpty() ? tr("Select a transaction, then a branch, an arrow or a bar.") : oneLine(t.gid.value, 80));
    if (!t.gid.isEmpty()) {
        const QTimeZone zone = m_appearance.zone();
        addRow(tr("kind"), wordOf(t.kind));
        addRow(tr("status"), statusWord(t));
        addRow(tr("business key"), t.businessKey);
        addRow(tr("started"), dateTimeText(t.createdAt, zone));
        addRow(tr("changed"), dateTimeText(t.updatedAt, zone));
        addRow(tr("next try"), t.nextDueAt ? dateTimeText(*t.nextDueAt, zone) : QString());
        addRow(tr("retry interval"), t.retryInterval.count() > 0 ? durationText(t.retryInterval) : QString());
        addRow(tr("calls"), QString::number(t.attempts));
        addRow(tr("failures in a row"), QString::number(t.failures));
        addRow(tr("driven by"), t.owner);
        addRow(tr("reason"), redactText(t.rollbackReason));
        addRow(tr("changes"), QString::number(t.epoch));
        addRow(tr("journal"), QString::number(t.lastSeq));
    }
    m_model.setRows(m_rows);
    m_text->setPlainText(t.lastError.isEmpty() ? QString() : tr("Newest error:") + u'\n' + visibleText(redactText(t.lastError)));
}

void InspectorPanel::setDetail(const TransactionDetail &detail)
{
    const bool another = detail.snapshot.transaction.gid != m_detail.snapshot.transaction.gid;
    m_detail = detail;
    tell(another ? CallSelection{} : m_shown);
}

void InspectorPanel::clear() { setDetail({}); }

void InspectorPanel::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_table->setTheme(appearance.theme);
    tell(m_shown);
}

void InspectorPanel::retranslate()
{
    m_model.setHeaders({tr("what"), tr("value")});
    m_table->setWidths({16, 0});
    m_table->setAccessibleName(tr("Facts of the selection"));
    m_text->setAccessibleName(tr("Texts of the selection"));
    tell(m_shown);
}

void InspectorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
