// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/actions/confirm_dialog.h"

#include "console/text/duration_text.h"
#include "console/text/plain_text.h"
#include "console/text/redaction.h"
#include "console/text/words.h"
#include "console/widgets/plain_label.h"
#include "shared/model/participant_name.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int bodyWidth = 520;

QString bullets(const QStringList &items)
{
    QStringList lines;
    for (const QString &item : items)
        lines.append(u"•  "_s + oneLine(item, 300));
    return lines.join(u'\n');
}

// The name people know, and the address that is called.
QString placeOf(const QString &url, const ParticipantNames &names)
{
    const QString shown = redactUrl(url);
    const QString name = names.value(participantOf(url));
    return name.isEmpty() ? shown : name + u"  "_s + shown;
}

QStringList callLines(const QList<PlannedCall> &calls, const ParticipantNames &names)
{
    constexpr qsizetype linesMax = 8;
    QStringList lines;
    for (const PlannedCall &call : calls.first(std::min(calls.size(), linesMax))) {
        const QString line = u"%1 %2  %3"_s.arg(call.branch.value, wordOf(call.op), placeOf(call.url, names));
        lines.append(call.certain ? line : ConfirmDialog::tr("perhaps %1").arg(line));
    }
    if (calls.size() > linesMax)
        lines.append(ConfirmDialog::tr("and %n more calls", nullptr, static_cast<int>(calls.size() - linesMax)));
    return lines;
}

// What a person would want to see before they go on; calls that went on failing as before are none of it.
QStringList changesBetween(const GlobalTransaction &before, const GlobalTransaction &now)
{
    QStringList changes;
    if (before.status != now.status)
        changes.append(ConfirmDialog::tr("it is now %1").arg(statusWord(now)));
    if (before.paused != now.paused)
        changes.append(now.paused ? ConfirmDialog::tr("it was paused") : ConfirmDialog::tr("it was resumed"));
    if (before.parked != now.parked)
        changes.append(now.parked == Parked::No ? ConfirmDialog::tr("it does not wait for a person any more")
                                                : ConfirmDialog::tr("it waits for a person now"));
    if (before.owner != now.owner && !before.owner.isEmpty() && !now.owner.isEmpty())
        changes.append(ConfirmDialog::tr("%1 drives it now").arg(oneLine(now.owner, 60)));
    if (!changes.isEmpty() && now.attempts > before.attempts)
        changes.append(ConfirmDialog::tr("%n more calls", nullptr, now.attempts - before.attempts));
    return changes;
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
    auto *sheet = new QWidget;
    auto *words = new QVBoxLayout(sheet);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(8);
    words->addWidget(heading(tr("What it does"), "willHeading"));
    words->addWidget(m_will = plainLabel({}, "willDo"));
    words->addWidget(heading(tr("What it leaves as it is"), "willNotHeading"));
    words->addWidget(m_willNot = plainLabel({}, "willNotDo"));
    words->addStretch(1);
    m_words = new QScrollArea(this);
    m_words->setObjectName("confirmWords"_L1);
    m_words->setAccessibleName(tr("What it does"));
    m_words->setFrameShape(QFrame::NoFrame);
    m_words->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_words->setWidgetResizable(true);
    m_words->setWidget(sheet);
    m_words->viewport()->setAutoFillBackground(false);
    sheet->setAutoFillBackground(false);
    body->addWidget(m_words, 1);
    body->addWidget(m_moved = heading({}, "confirmMoved"));
    m_moved->hide();
    addFields(*body);
    addButtons(*body);
    body->addStrut(bodyWidth); // not a minimum width of the dialog: that would keep it from growing with its buttons
    m_reason->setFocus(); // Enter does not send it from there
}

void ConfirmDialog::addFields(QVBoxLayout &body)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto field = [this, form](const char *name, const QString &label, const QString &accessible, const QString &hint) {
        auto *line = new QLineEdit(this);
        line->setObjectName(QLatin1StringView(name));
        line->setPlaceholderText(hint);
        form->addRow(label, line);
        line->setAccessibleName(accessible);
        connect(line, &QLineEdit::textChanged, this, &ConfirmDialog::updateButton);
        return line;
    };
    const QString kept = tr("at least %n characters, kept in the audit", nullptr, m_confirmation.reasonMin);
    const bool proves = m_confirmation.action == Action::Skip || m_confirmation.action == Action::MarkFailed;
    m_reason = proves ? field("reason", tr("&Evidence"), tr("Evidence"), tr("how you know: %1").arg(kept)) : field("reason", tr("&Reason"), tr("Reason"), kept);
    m_reason->setMaxLength(500);
    if (m_confirmation.needsTicket) {
        m_ticket = field("ticket", tr("T&icket"), tr("Ticket"), tr("the change or incident this belongs to"));
        m_ticket->setMaxLength(64);
    }
    if (guardOf(m_confirmation.action) == Guard::Guarded) {
        m_tail = field("gidTail", tr("&Type the last 6 characters of the gid"), tr("The last 6 characters of the gid"), m_confirmation.tail());
        m_tail->setMaxLength(6);
    }
    body.addLayout(form);
}

void ConfirmDialog::addButtons(QVBoxLayout &body)
{
    auto *buttons = new QHBoxLayout;
    m_curl = new QPushButton(tr("Copy as &curl"), this);
    m_curl->setObjectName("copyCurlButton"_L1);
    m_curl->setAccessibleName(tr("Copy as curl"));
    m_curl->setAutoDefault(false);
    m_curl->hide();
    connect(m_curl, &QPushButton::clicked, this, &ConfirmDialog::copyCurl);
    buttons->addWidget(m_curl);
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
    body.addLayout(buttons);
}

void ConfirmDialog::setAddress(const QString &base)
{
    m_base = base;
    m_curl->setVisible(!base.isEmpty());
}

// The token is named, not written: what is copied ends up in chats.
void ConfirmDialog::copyCurl() const
{
    const GlobalTransaction &t = m_confirmation.snapshot.transaction;
    QString reason = m_reason->text().trimmed();
    reason.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1).replace(u'\'', "'\\''"_L1);
    QString branch;
    if (!m_confirmation.branch.isEmpty())
        branch = u",\"branch\":\"%1\""_s.arg(m_confirmation.branch.value);
    const QString path = QString::fromLatin1(QUrl::toPercentEncoding(t.gid.value, "/"));
    QGuiApplication::clipboard()->setText(
        u"curl -X POST '%1/api/v1/transactions/%2/%3' -H \"Authorization: Bearer $TXDESK_TOKEN\" -H 'Content-Type: application/json' "
        "-d '{\"reason\":\"%4\",\"expectedStatus\":\"%5\",\"expectedEpoch\":%6%7}'"_s.arg(m_base, path, nameIn(actionNames, m_confirmation.action), reason,
            nameIn(transactionStatusNames, t.status), QString::number(t.epoch), branch));
}

void ConfirmDialog::setEnvironment(Environment environment, const QString &detail, const Theme &theme)
{
    m_strip->setTheme(theme);
    m_strip->setEnvironment(environment, detail);
    QPalette muted = m_moved->palette();
    muted.setColor(QPalette::WindowText, theme.color(Meaning::Failed));
    m_moved->setPalette(muted);
}

// Which branch, and whose call that is.
QString ConfirmDialog::branchWords() const
{
    const QString branch = oneLine(m_confirmation.branch.value, 60);
    const qsizetype open = engine::openOp(m_confirmation.snapshot, m_confirmation.branch);
    if (open < 0)
        return tr("Only branch %1").arg(branch);
    const BranchOp &op = m_confirmation.snapshot.ops[open];
    return tr("Only branch %1 · %2 at %3").arg(branch, wordOf(op.kind), oneLine(placeOf(op.url, m_desk.participantNames()), 200));
}

void ConfirmDialog::showSubject()
{
    const GlobalTransaction &t = m_confirmation.snapshot.transaction;
    const Milliseconds age{std::max<qint64>(0, ((isFinal(t.status) ? t.updatedAt : m_desk.now()) - t.createdAt).count() / 1000 * 1000)};
    const QString lasts = isFinal(t.status) ? tr("took %1").arg(durationText(age)) : tr("age %1").arg(durationText(age));
    QString about = u"%1\n%2 · %3 · %4"_s.arg(oneLine(t.gid.value, 200), wordOf(t.kind), statusWord(t), lasts);
    if (!m_confirmation.branch.isEmpty())
        about += u'\n' + branchWords();
    m_subject->setText(about);
    QStringList will;
    for (const QString &sentence : m_confirmation.preview.willDo)
        will.append(engineSentence(sentence));
    will += m_confirmation.atStake;
    will += callLines(m_confirmation.preview.calls, m_desk.participantNames());
    m_will->setText(bullets(will.isEmpty() ? QStringList{tr("No call follows.")} : will));
    QStringList willNot;
    for (const QString &sentence : m_confirmation.preview.willNotDo)
        willNot.append(engineSentence(sentence));
    for (const QString &left : m_confirmation.leftAlone)
        willNot.append(named(left, m_desk.participantNames()));
    m_willNot->setText(bullets(willNot.isEmpty() ? QStringList{tr("Nothing is left out.")} : willNot));
    fitWords();
}

void ConfirmDialog::fitWords()
{
    const int needed = m_words->widget()->layout()->totalHeightForWidth(std::max(bodyWidth, m_words->viewport()->width()));
    const int most = screen()->availableGeometry().height() / 2; // the fields and buttons below stay on the screen
    m_words->setMinimumHeight(std::min(needed, most));
    m_words->setFocusPolicy(needed > most ? Qt::StrongFocus : Qt::NoFocus); // by key, too
}

void ConfirmDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fitWords();
    resize(size().expandedTo(minimumSizeHint()));
}

// The person must have seen what they confirm: a new status takes the dialog back to its beginning.
void ConfirmDialog::subjectMoved()
{
    const GlobalTransaction before = m_confirmation.snapshot.transaction;
    const Confirmation now = m_desk.confirmation(m_confirmation.action, m_confirmation.branch);
    if (now.snapshot.transaction.gid != m_confirmation.snapshot.transaction.gid)
        return;
    m_confirmation = now;
    showSubject();
    if (const QStringList changes = changesBetween(before, now.snapshot.transaction); !changes.isEmpty()) {
        m_moved->setText(tr("It changed while you were reading: %1.").arg(changes.join(tr(", "))));
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
    const QString missing = whyNotYet();
    m_confirm->setEnabled(missing.isEmpty());
    m_confirm->setToolTip(asToolTip(missing));
    m_confirm->setAccessibleDescription(missing);
}

QString ConfirmDialog::whyNotYet() const
{
    if (const ActionState state = m_desk.state(m_confirmation.action); !state.allowed)
        return m_desk.whyNot(state);
    if (m_reason->text().trimmed().size() < m_confirmation.reasonMin)
        return tr("A reason of at least %n characters is missing.", nullptr, m_confirmation.reasonMin);
    if (m_ticket && m_ticket->text().trimmed().isEmpty())
        return tr("The ticket is missing.");
    if (m_tail && m_tail->text() != m_confirmation.tail())
        return tr("The last 6 characters of the gid are missing.");
    if (m_secondsLeft > 0)
        return tr("Read once more: the button opens in %1 s.").arg(m_secondsLeft);
    return {};
}

void ConfirmDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->isAutoRepeat() || (isEnter && qobject_cast<QLineEdit *>(focusWidget())))
        return;
    QDialog::keyPressEvent(event);
}

void ConfirmDialog::send()
{
    m_desk.confirm(m_confirmation, m_reason->text(), m_ticket ? m_ticket->text() : QString());
    accept();
}

} // namespace txdesk::console
