// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/resubmit_dialog.h"

#include "console/detail/diff_view.h"
#include "console/models/branch_rows.h"
#include "console/models/payload_text.h"
#include "console/text/plain_text.h"
#include "console/widgets/environment_strip.h"
#include "console/widgets/plain_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QByteArray payloadOfBranch(const TransactionDetail &detail, const BranchId &branch)
{
    for (const BranchOp &op : detail.snapshot.ops)
        if (op.branch == branch && !op.payload.isEmpty())
            return op.payload;
    return {};
}

// What was shown decoded goes out encoded again.
QByteArray asItCame(const QByteArray &original, const QByteArray &edited) { return sniffPayload(original).base64 ? edited.toBase64() : edited; }

bool isDocument(const QString &text) { return !QJsonDocument::fromJson(text.toUtf8()).isNull(); }

} // namespace

ResubmitDialog::ResubmitDialog(const TransactionDetail &original, Environment environment, const QString &place, const Appearance &appearance,
                               QWidget *parent)
    : QDialog(parent), m_original(original)
{
    setObjectName("resubmitDialog"_L1);
    setWindowTitle(tr("Edit and resubmit"));
    setModal(true);
    for (const BranchRow &row : branchRows(original))
        if (!row.asksInitiator() && !payloadOfBranch(original, row.branch).isEmpty())
            m_branches.append(row.branch);
    build();
    m_strip->setEnvironment(environment, place);
    m_strip->setTheme(appearance.theme);
    m_diff->setTheme(appearance.theme);
    m_diff->forbidCopies();
    for (const BranchRow &row : branchRows(original))
        if (m_branches.contains(row.branch))
            m_choice->addItem(visibleText(u"%1  %2 %3"_s.arg(row.branch.value, row.participant, row.path)), row.branch.value);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ResubmitDialog::chooseBranch);
    chooseBranch();
    resize(860, 640);
}

void ResubmitDialog::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 10);
    column->addWidget(m_strip = new EnvironmentStrip(this));
    auto *inner = new QVBoxLayout;
    inner->setContentsMargins(14, 6, 14, 0);
    column->addLayout(inner, 1);
    inner->addWidget(m_words = new PlainLabel(this));
    m_words->setWordWrap(true);
    m_words->setText(tr("A copy of %1 is started under a new gid, with the bodies below. The original stays as it is; both say so in their journals.")
                         .arg(oneLine(m_original.snapshot.transaction.gid.value, 80)));
    inner->addWidget(m_choice = new QComboBox(this));
    m_choice->setAccessibleName(tr("Branch"));
    m_choice->setMinimumHeight(28);
    inner->addWidget(m_editor = new QPlainTextEdit(this), 1);
    m_editor->setObjectName("resubmitEditor"_L1);
    m_editor->setAccessibleName(tr("Body of the branch"));
    m_editor->setTabChangesFocus(true);
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    inner->addWidget(m_problem = new PlainLabel(this));
    m_problem->setObjectName("resubmitProblem"_L1);
    m_problem->setWordWrap(true);
    inner->addWidget(m_diff = new DiffView(this), 1);
    auto *form = new QFormLayout;
    form->addRow(tr("New gid"), m_gid = new QLineEdit(this));
    form->addRow(tr("Reason"), m_reason = new QLineEdit(this));
    inner->addLayout(form);
    m_gid->setObjectName("resubmitGid"_L1);
    m_gid->setMaxLength(128);
    m_gid->setText(m_original.snapshot.transaction.gid.value.left(120) + u"-r1"_s);
    m_gid->setAccessibleName(tr("New gid"));
    m_reason->setObjectName("resubmitReason"_L1);
    m_reason->setMaxLength(500);
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("reason, kept in the audit"));
    auto *buttons = new QDialogButtonBox(this);
    m_send = buttons->addButton(tr("Resubmit as a copy"), QDialogButtonBox::ActionRole);
    m_send->setObjectName("resubmitSend"_L1);
    m_send->setAutoDefault(false);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setDefault(true);
    inner->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &ResubmitDialog::takeText);
    connect(m_gid, &QLineEdit::textChanged, this, &ResubmitDialog::check);
    connect(m_reason, &QLineEdit::textChanged, this, &ResubmitDialog::check);
    connect(m_send, &QPushButton::clicked, this, [this] {
        m_sent = true;
        check();
        emit submitted(resubmission());
    });
}

QString ResubmitDialog::originalText(const BranchId &branch) const { return readablePayload(payloadOfBranch(m_original, branch), true).text; }

// A message or other bytes are shown in words that nobody can turn back into them.
bool ResubmitDialog::isEditable(const BranchId &branch) const
{
    const PayloadForm form = sniffPayload(payloadOfBranch(m_original, branch)).form;
    return form == PayloadForm::Json || form == PayloadForm::Text;
}

void ResubmitDialog::chooseBranch()
{
    m_branch = BranchId{m_choice->currentData().toString()};
    const QSignalBlocker quiet(m_editor);
    m_editor->setPlainText(m_texts.value(m_branch, originalText(m_branch)));
    m_editor->setEnabled(!m_branch.isEmpty());
    m_editor->setReadOnly(!isEditable(m_branch));
    check();
}

void ResubmitDialog::takeText()
{
    if (m_branch.isEmpty())
        return;
    m_texts.insert(m_branch, m_editor->toPlainText());
    check();
}

QString ResubmitDialog::whyNot() const
{
    if (m_sent)
        return tr("Sent: waiting for the answer.");
    for (const BranchId &branch : m_branches)
        if (m_texts.contains(branch) && isDocument(originalText(branch)) && !isDocument(m_texts.value(branch)))
            return tr("The body of branch %1 is not JSON any more.").arg(branch.value);
    const QString gid = m_gid->text().trimmed();
    if (gid.isEmpty() || gid == m_original.snapshot.transaction.gid.value)
        return tr("The copy needs a gid of its own.");
    if (m_reason->text().trimmed().size() < reasonMin)
        return tr("Say why, in at least %n characters.", nullptr, reasonMin);
    return {};
}

void ResubmitDialog::check()
{
    const QString why = whyNot();
    const QString kept = m_branch.isEmpty() || isEditable(m_branch) ? QString() : u' ' + tr("This body is not text: it goes out as it came.");
    m_problem->setText(why.isEmpty() ? tr("%n bodies differ from the original.", nullptr, static_cast<int>(resubmission().payloads.size())) + kept : why);
    m_problem->setAccessibleName(m_problem->text());
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(asToolTip(why));
    m_send->setAccessibleDescription(why);
    m_diff->setTexts(tr("original"), originalText(m_branch), tr("copy"), m_texts.value(m_branch, originalText(m_branch)));
}

// Only what differs, and as bytes: a body that was not touched goes out as it came.
Resubmission ResubmitDialog::resubmission() const
{
    Resubmission copy{.original = m_original.snapshot.transaction.gid, .copy = Gid{m_gid->text().trimmed()}, .reason = m_reason->text().trimmed()};
    for (auto it = m_texts.cbegin(); it != m_texts.cend(); ++it)
        if (it.value() != originalText(it.key()) && isEditable(it.key()))
            copy.payloads.insert(it.key(), asItCame(payloadOfBranch(m_original, it.key()), it.value().toUtf8()));
    return copy;
}

void ResubmitDialog::sayAnswer(const Result<Gid> &answer)
{
    m_sent = false;
    if (answer)
        return accept();
    check();
    m_problem->setText(tr("Refused: %1").arg(answer.error().message));
}

} // namespace txdesk::console
