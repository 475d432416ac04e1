// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/payload_tab.h"

#include "console/detail/json_highlighter.h"
#include "console/detail/payload_access.h"
#include "console/models/branch_rows.h"
#include "console/text/call_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/widgets/plain_label.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace txdesk::console {

using namespace Qt::StringLiterals;

PayloadTab::PayloadTab(SelectionHub &selection, QWidget *parent)
    : DetailTab(selection, parent), m_access(new PayloadAccess(this)), m_choice(new QComboBox(this)), m_note(new PlainLabel(this)), m_text(new QPlainTextEdit(this)),
      m_highlighter(new JsonHighlighter(m_text->document()))
{
    setObjectName("payloadTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    column->addWidget(m_access);
    connect(m_access, &PayloadAccess::wanted, this, [this](const QString &reason) {
        m_access->sayAsking();
        emit payloadsWanted(reason);
    });
    auto *bar = new QHBoxLayout;
    m_choice->setObjectName("payloadChoice"_L1);
    m_choice->setMinimumHeight(28);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_note->setObjectName("payloadNote"_L1);
    bar->addWidget(m_choice);
    bar->addWidget(m_note);
    bar->addStretch();
    column->addLayout(bar);
    m_text->setObjectName("payloadText"_L1);
    m_text->setReadOnly(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_text, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PayloadTab::showChosen);
    setFocusProxy(m_text);
    connect(&selection, &SelectionHub::changed, this, [this](const CallSelection &call) { showBranch(call.branch); });
    fillChoice();
}

bool PayloadTab::isShown() const { return !m_payloads.gid.isEmpty(); }

void PayloadTab::setLink(const LinkStatus &link) { m_access->setLink(link); }

void PayloadTab::takePayloads(const Result<ShownPayloads> &answer)
{
    if (!answer)
        return m_access->sayProblem(answer.error().message);
    if (answer->gid != m_detail.snapshot.transaction.gid)
        return; // another one is looked at meanwhile
    m_payloads = *answer;
    m_access->clear();
    showDetail(TransactionDetail(m_detail), {});
}

// What was shown for the record stays while the transaction is looked at, also when it changes.
void PayloadTab::showDetail(const TransactionDetail &masked, Instant)
{
    if (masked.snapshot.transaction.gid != m_detail.snapshot.transaction.gid)
        m_access->clear();
    if (masked.snapshot.transaction.gid != m_payloads.gid)
        m_payloads = {};
    const TransactionDetail detail = isShown() ? withPayloads(masked, m_payloads) : masked;
    m_access->setVisible(!masked.payloadBytes.isEmpty() && !isShown());
    const bool same = m_detail.snapshot.ops == detail.snapshot.ops &&
                      m_detail.snapshot.transaction.gid == detail.snapshot.transaction.gid &&
                      m_detail.snapshot.transaction.result == detail.snapshot.transaction.result;
    m_detail = detail;
    if (!same || m_choice->count() == 0)
        fillChoice();
    else
        showChosen();
}

void PayloadTab::showBranch(const BranchId &branch)
{
    for (int row = 0; row < m_choice->count(); ++row) {
        if (m_choice->itemData(row, BranchIdRole).toString() != branch.value)
            continue;
        m_choice->setCurrentIndex(row);
        return;
    }
}

void PayloadTab::addChoice(const QString &words, const PayloadChoice &choice)
{
    m_choice->addItem(words, choice.key());
    m_choice->setItemData(m_choice->count() - 1, choice.branch.value, BranchIdRole);
    m_choices.append(choice);
}

// A workflow's payloads are what its steps returned; other kinds keep one request a branch.
void PayloadTab::addChoices()
{
    const GlobalTransaction &t = m_detail.snapshot.transaction;
    if (t.kind != TransactionKind::Workflow) {
        for (const BranchRow &row : branchRows(m_detail))
            if (!row.asksInitiator())
                addChoice(u"%1  %2 %3"_s.arg(row.branch.value, row.participant, row.path), {row.branch, {}, {}});
        return;
    }
    if (!t.custom.workflowData.isEmpty())
        addChoice(tr("input of %1").arg(t.custom.workflowName), {{}, {}, t.custom.workflowData});
    for (const BranchOp &op : m_detail.snapshot.ops)
        addChoice(tr("%1  %2: recorded result").arg(op.branch.value, wordOf(op.kind)), {op.branch, op.kind, op.payload});
    if (!t.result.isEmpty())
        addChoice(tr("result of the workflow"), {{}, OpKind::Resume, QByteArray::fromBase64(t.result.toLatin1())});
}

void PayloadTab::fillChoice()
{
    const QString chosen = m_choice->currentData().toString();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choices.clear();
    addChoices();
    m_choice->setAccessibleName(tr("Branch"));
    m_choice->setVisible(m_choice->count() > 0);
    m_text->setAccessibleName(tr("Payload"));
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
    showChosen();
}

QByteArray PayloadTab::chosenPayload(const PayloadChoice &choice) const
{
    if (m_detail.snapshot.transaction.kind == TransactionKind::Workflow)
        return choice.payload;
    QByteArray payload;
    for (const BranchOp &op : m_detail.snapshot.ops)
        if (op.branch == choice.branch && !op.payload.isEmpty())
            payload = op.payload;
    return payload;
}

// Of the branch that is chosen: its size is known though it is not shown.
qint64 PayloadTab::hiddenBytes() const
{
    const BranchId chosen = m_choices.value(m_choice->currentIndex()).branch;
    qint64 most = 0;
    for (qsizetype i = 0; i < std::min(m_detail.snapshot.ops.size(), m_detail.payloadBytes.size()); ++i)
        if (m_detail.snapshot.ops[i].branch == chosen)
            most = std::max(most, m_detail.payloadBytes[i]);
    return most;
}

QString PayloadTab::noteOf(const PayloadText &readable, qsizetype size) const
{
    const QString bytes = locale().formattedDataSize(size);
    const bool recorded = m_detail.snapshot.transaction.kind == TransactionKind::Workflow;
    QString note;
    switch (readable.form) {
    case PayloadForm::Empty:
        note = m_choice->count() == 0 ? tr("No branches yet") : m_access->isHidden() ? tr("No payload") : tr("Hidden · %1").arg(locale().formattedDataSize(hiddenBytes()));
        break;
    case PayloadForm::Json: note = recorded ? tr("JSON · %1").arg(bytes) : tr("Request · JSON · %1").arg(bytes); break;
    case PayloadForm::Text: note = recorded ? tr("text · %1").arg(bytes) : tr("Request · text · %1").arg(bytes); break;
    case PayloadForm::Binary: note = recorded ? tr("binary · %1").arg(bytes) : tr("Request · binary · %1").arg(bytes); break;
    }
    return readable.truncated ? note + tr(" · cut at 256 KB") : note;
}

QString PayloadTab::newestAnswer(const BranchId &branch) const
{
    QString answer;
    for (const JournalEvent &event : m_detail.events)
        if (event.kind == EventKind::Answered && event.branch == branch && !event.text.isEmpty())
            answer = u"\n\n%1 %2 · %3\n%4"_s.arg(tr("Newest answer:"), event.op ? wordOf(*event.op) : QString(),
                                                 codeText(event.statusCode, event.outcome), redactText(event.text));
    return answer;
}

void PayloadTab::showChosen()
{
    const PayloadChoice choice = m_choices.value(m_choice->currentIndex());
    const QByteArray payload = chosenPayload(choice);
    const PayloadText readable = readablePayload(payload);
    const QString answer = choice.branch.isEmpty() ? QString() : newestAnswer(choice.branch);
    m_note->setText(noteOf(readable, payload.size()));
    m_highlighter->setLines(readable.form == PayloadForm::Json ? static_cast<int>(readable.text.count(u'\n')) + 1 : 0);
    const QString shown = visibleText(readable.text.isEmpty() ? answer.trimmed() : readable.text + answer);
    if (m_text->toPlainText() != shown)
        m_text->setPlainText(shown);
}

void PayloadTab::setAppearance(const Appearance &appearance)
{
    m_highlighter->setTheme(appearance.theme);
    m_access->setAppearance(appearance);
    QPalette muted = m_note->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_note->setPalette(muted);
}

void PayloadTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fillChoice();
    DetailTab::changeEvent(event);
}

} // namespace txdesk::console
