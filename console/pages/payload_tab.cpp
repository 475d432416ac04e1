// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/payload_tab.h"

#include "console/models/branch_rows.h"
#include "console/models/payload_text.h"
#include "console/pages/json_highlighter.h"
#include "console/text/redaction.h"
#include "console/text/words.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace txdesk::console {

using namespace Qt::StringLiterals;

PayloadTab::PayloadTab(QWidget *parent)
    : QWidget(parent), m_choice(new QComboBox(this)), m_note(new QLabel(this)), m_text(new QPlainTextEdit(this)),
      m_highlighter(new JsonHighlighter(m_text->document()))
{
    setObjectName("payloadTab"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    auto *bar = new QHBoxLayout;
    m_choice->setObjectName("payloadChoice"_L1);
    m_choice->setMinimumHeight(28);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_note->setObjectName("payloadNote"_L1);
    m_note->setTextFormat(Qt::PlainText);
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
    fillChoice();
}

void PayloadTab::setDetail(const TransactionDetail &detail)
{
    const bool same = m_detail.snapshot.ops == detail.snapshot.ops &&
                      m_detail.snapshot.transaction.gid == detail.snapshot.transaction.gid;
    m_detail = detail;
    if (!same || m_choice->count() == 0)
        fillChoice();
    else
        showChosen();
}

void PayloadTab::showBranch(const BranchId &branch)
{
    const int row = m_choice->findData(branch.value);
    if (row >= 0)
        m_choice->setCurrentIndex(row);
}

void PayloadTab::fillChoice()
{
    const QString chosen = m_choice->currentData().toString();
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const BranchRow &row : branchRows(m_detail))
        if (row.forward.kind != OpKind::Query)
            m_choice->addItem(u"%1  %2 %3"_s.arg(row.branch.value, row.participant, row.path), row.branch.value);
    m_choice->setAccessibleName(tr("Branch"));
    m_choice->setVisible(m_choice->count() > 0);
    m_text->setAccessibleName(tr("Payload"));
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(chosen)));
    showChosen();
}

void PayloadTab::showChosen()
{
    const QString branch = m_choice->currentData().toString();
    QByteArray payload;
    for (const BranchOp &op : m_detail.snapshot.ops)
        if (op.branch.value == branch && !op.payload.isEmpty())
            payload = op.payload;
    const PayloadText readable = readablePayload(payload);
    QString note;
    switch (readable.form) {
    case PayloadForm::Empty: note = m_choice->count() == 0 ? tr("No branches yet") : tr("No payload"); break;
    case PayloadForm::Json: note = tr("Request · JSON · %1").arg(locale().formattedDataSize(payload.size())); break;
    case PayloadForm::Text: note = tr("Request · text · %1").arg(locale().formattedDataSize(payload.size())); break;
    case PayloadForm::Binary: note = tr("Request · binary · %1").arg(locale().formattedDataSize(payload.size())); break;
    }
    if (readable.truncated)
        note += tr(" · cut at 256 KB");
    QString answer;
    for (const JournalEvent &event : m_detail.events)
        if (event.kind == EventKind::Answered && event.branch.value == branch && !event.text.isEmpty())
            answer = u"\n\n%1 %2 · %3\n%4"_s.arg(
                tr("Newest answer:"), event.op ? wordOf(*event.op) : QString(),
                event.statusCode > 0 ? u"HTTP %1"_s.arg(event.statusCode) : tr("no answer"), redactText(event.text));
    m_note->setText(note);
    m_highlighter->setLines(readable.form == PayloadForm::Json ? static_cast<int>(readable.text.count(u'\n')) + 1 : 0);
    if (m_text->toPlainText() != readable.text + answer)
        m_text->setPlainText(readable.text + answer);
}

void PayloadTab::setAppearance(const Appearance &appearance)
{
    m_highlighter->setTheme(appearance.theme);
    QPalette muted = m_note->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_note->setPalette(muted);
}

void PayloadTab::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fillChoice();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
