// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/confirm_dialog.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/widgets/plain_label.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QString bullets(const QStringList &items)
{
    QStringList lines;
    for (const QString &item : items)
        lines.append(u"•  "_s + oneLine(item, 300));
    return lines.join(u'\n');
}

QStringList callLines(const QList<PlannedCall> &calls)
{
    constexpr qsizetype linesMax = 8;
    QStringList lines;
    for (const PlannedCall &call : calls.first(std::min(calls.size(), linesMax))) {
        const QString line = u"%1 %2  %3"_s.arg(call.branch.value, wordOf(call.op), redactUrl(call.url));
        lines.append(call.certain ? line : ConfirmDialog::tr("perhaps %1").arg(line));
    }
    if (calls.size() > linesMax)
        lines.append(ConfirmDialog::tr("and %n more calls", nullptr, static_cast<int>(calls.size() - linesMax)));
    return lines;
}

} // namespace

ConfirmDialog::ConfirmDialog(ActionDesk &desk, const Confirmation &confirmation, DelayedCalls &delayed, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_delayed(delayed), m_confirmation(confirmation)
{
    setObjectName("confirmDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(wordOf(confirmation.action));
    build();
    showSubject();
    connect(&desk, &ActionDesk::confirmationMoved, this, &ConfirmDialog::subjectMoved);
    connect(&desk, &ActionDesk::statesChanged, this, &ConfirmDialog::updateButton);
    if (guardOf(confirmation.action) == Guard::Guarded)
        m_secondsLeft = delaySeconds;
    countDown();
}

ConfirmDialog::~ConfirmDialog() { m_delayed.stop(m_timer); }

QLabel *ConfirmDialog::plainLabel(const QString &text, const char *name)
{
    auto *label = new PlainLabel(text, this);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void ConfirmDialog::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_strip = new EnvironmentStrip(this);
    outer->addWidget(m_strip);
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 8, 20, 16);
    body->setSpacing(8);
    outer->addLayout(body);
    const auto heading = [this](const QString &text, const char *name) {
        QLabel *label = plainLabel(text, name);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        return label;
    };
    body->addWidget(m_subject = heading({}, "confirmSubject"));
    body->addWidget(heading(tr("What it does"), "willHeading"));
    body->addWidget(m_will = plainLabel({}, "willDo"));
    body->addWidget(heading(tr("What it leaves as it is"), "willNotHeading"));
    body->addWidget(m_willNot = plainLabel({}, "willNotDo"));
    body->addWidget(m_moved = heading({}, "confirmMoved"));
    m_moved->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_reason = new QLineEdit(this);
    m_reason->setObjectName("reason"_L1);
    m_reason->setMaxLength(500);
    m_reason->setPlaceholderText(tr("at least %n characters, kept in the journal", nullptr, m_confirmation.reasonMin));
    form->addRow(tr("&Reason"), m_reason);
    m_reason->setAccessibleName(tr("Reason"));
    if (guardOf(m_confirmation.action) == Guard::Guarded) {
        m_tail = new QLineEdit(this);
        m_tail->setObjectName("gidTail"_L1);
        m_tail->setMaxLength(6);
        m_tail->setPlaceholderText(m_confirmation.tail());
        form->addRow(tr("&Type the last 6 characters of the gid"), m_tail);
        m_tail->setAccessibleName(tr("The last 6 characters of the gid"));
        connect(m_tail, &QLineEdit::textChanged, this, &ConfirmDialog::updateButton);
    }
    connect(m_reason, &QLineEdit::textChanged, this, &ConfirmDialog::updateButton);
    body->addLayout(form);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName("cancelButton"_L1);
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setDefault(true);
    cancel->setAutoDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_confirm = new QPushButton(this);
    m_confirm->setObjectName("confirmButton"_L1);
    m_confirm->setAutoDefault(false);
    connect(m_confirm, &QPushButton::clicked, this, &ConfirmDialog::send);
    buttons->addWidget(m_confirm);
    buttons->addWidget(cancel);
    body->addLayout(buttons);
    setMinimumWidth(560);
}

void ConfirmDialog::setEnvironment(Environment environment, const QString &detail, const Theme &theme)
{
    m_strip->setTheme(theme);
    m_strip->setEnvironment(environment, detail);
    QPalette muted = m_moved->palette();
    muted.setColor(QPalette::WindowText, theme.color(Meaning::Failed));
    m_moved->setPalette(muted);
}

void ConfirmDialog::showSubject()
{
    const GlobalTransaction &t = m_confirmation.snapshot.transaction;
    const Milliseconds age{std::max<qint64>(0, (t.updatedAt - t.createdAt).count())};
    m_subject->setText(u"%1\n%2 · %3 · %4"_s.arg(oneLine(t.gid.value, 200), wordOf(t.kind), statusWord(t), durationText(age)));
    QStringList will;
    for (const QString &sentence : m_confirmation.preview.willDo)
        will.append(engineSentence(sentence));
    will += m_confirmation.atStake;
    will += callLines(m_confirmation.preview.calls);
    m_will->setText(bullets(will.isEmpty() ? QStringList{tr("No call follows.")} : will));
    QStringList willNot;
    for (const QString &sentence : m_confirmation.preview.willNotDo)
        willNot.append(engineSentence(sentence));
    willNot += m_confirmation.leftAlone;
    m_willNot->setText(bullets(willNot.isEmpty() ? QStringList{tr("Nothing is left out.")} : willNot));
}

// The person must have seen what they confirm: a new status takes the dialog back to its beginning.
void ConfirmDialog::subjectMoved()
{
    const TransactionStatus before = m_confirmation.snapshot.transaction.status;
    const Confirmation now = m_desk.confirmation(m_confirmation.action);
    if (now.snapshot.transaction.gid != m_confirmation.snapshot.transaction.gid)
        return;
    m_confirmation = now;
    showSubject();
    if (before != now.snapshot.transaction.status) {
        m_moved->setText(
            tr("It changed while you were reading: it is now %1.").arg(statusWord(now.snapshot.transaction)));
        m_moved->show();
        m_secondsLeft = delaySeconds;
        m_delayed.stop(m_timer);
        countDown();
    }
    updateButton();
}

void ConfirmDialog::countDown()
{
    m_timer = 0;
    updateButton();
    if (m_secondsLeft == 0)
        return;
    m_timer = m_delayed.start(Milliseconds{1000}, [this] {
        --m_secondsLeft;
        countDown();
    });
}

void ConfirmDialog::updateButton()
{
    const QString verb = wordOf(m_confirmation.action);
    m_confirm->setText(m_secondsLeft > 0 ? tr("%1 (%2 s)").arg(verb).arg(m_secondsLeft) : verb);
    m_confirm->setAccessibleName(verb);
    const ActionState state = m_desk.state(m_confirmation.action);
    QString missing;
    if (!state.allowed)
        missing = state.reason;
    else if (m_reason->text().trimmed().size() < m_confirmation.reasonMin)
        missing = tr("A reason of at least %n characters is missing.", nullptr, m_confirmation.reasonMin);
    else if (m_tail && m_tail->text() != m_confirmation.tail())
        missing = tr("The last 6 characters of the gid are missing.");
    else if (m_secondsLeft > 0)
        missing = tr("Read once more: the button opens in %1 s.").arg(m_secondsLeft);
    m_confirm->setEnabled(missing.isEmpty());
    m_confirm->setToolTip(asToolTip(missing));
    m_confirm->setAccessibleDescription(missing);
}

void ConfirmDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && (m_reason->hasFocus() || (m_tail && m_tail->hasFocus())))
        return;
    QDialog::keyPressEvent(event);
}

void ConfirmDialog::send()
{
    m_desk.confirm(m_confirmation, m_reason->text());
    accept();
}

} // namespace txdesk::console
