// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/bulk_reset_dialog.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

BulkResetDialog::BulkResetDialog(ActionDesk &desk, DelayedCalls &delayed, QWidget *parent)
    : QDialog(parent), m_desk(desk), m_delayed(delayed)
{
    setObjectName("bulkResetDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Wake all that wait"));
    build();
    connect(&desk, &ActionDesk::statesChanged, this, &BulkResetDialog::updateButton);
    countDown();
}

BulkResetDialog::~BulkResetDialog() { m_delayed.stop(m_timer); }

void BulkResetDialog::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_strip = new EnvironmentStrip(this));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(20, 8, 20, 16);
    body->setSpacing(8);
    outer->addLayout(body);
    const auto words = [this, body](const QString &text, bool bold) {
        auto *label = new PlainLabel(text, this);
        label->setWordWrap(true);
        QFont font = label->font();
        font.setBold(bold);
        label->setFont(font);
        body->addWidget(label);
        if (!text.isEmpty())
            m_shown.append(text);
        return label;
    };
    words(tr("What it does"), true);
    words(tr("•  DTM looks now at transactions that would wait longer than this, whichever they are, up to this number.\n"
             "•  It calls their participants again: retries of all of them at once."),
          false);
    words(tr("What it leaves as it is"), true);
    words(tr("•  It cannot be aimed at one transaction, and DTM does not say which ones it took.\n•  Statuses and waits stay as they are."), false);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto field = [form](QWidget *widget, const char *name, const QString &label) {
        widget->setObjectName(QLatin1StringView(name));
        widget->setAccessibleName(QString(label).remove(u'&'));
        widget->setMinimumHeight(28);
        form->addRow(label, widget);
    };
    field(m_limit = new QSpinBox(this), "wakeLimit", tr("At &most"));
    m_limit->setRange(1, 1000);
    m_limit->setValue(100);
    field(m_waiting = new QSpinBox(this), "wakeWaiting", tr("That would &wait longer than"));
    m_waiting->setRange(0, 86'400);
    m_waiting->setValue(10);
    m_waiting->setSuffix(tr(" s"));
    field(m_reason = new QLineEdit(this), "wakeReason", tr("&Reason"));
    m_reason->setMaxLength(500);
    m_reason->setPlaceholderText(tr("at least %n characters", nullptr, reasonMin));
    field(m_typed = new QLineEdit(this), "wakeTyped", tr("&Type the number once more"));
    body->addLayout(form);
    m_result = words({}, true);
    m_result->setObjectName("wakeResult"_L1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_go = new QPushButton(this));
    m_go->setObjectName("wakeButton"_L1);
    m_go->setAutoDefault(false);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAccessibleName(tr("Close"));
    close->setDefault(true);
    buttons->addWidget(close);
    body->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &BulkResetDialog::send);
    connect(m_limit, &QSpinBox::valueChanged, this, &BulkResetDialog::updateButton);
    for (QLineEdit *line : {m_reason, m_typed})
        connect(line, &QLineEdit::textChanged, this, &BulkResetDialog::updateButton);
    body->addStrut(540);
}

void BulkResetDialog::setPlace(Environment environment, const QString &label, const Theme &theme)
{
    m_strip->setTheme(theme);
    m_strip->setEnvironment(environment, label);
    updateButton();
}

QString BulkResetDialog::missing() const
{
    if (const QString whyNot = m_desk.whyNoWakeAll(); !whyNot.isEmpty())
        return whyNot;
    if (m_sent)
        return tr("It was sent. Open this dialog anew to send it again.");
    if (m_reason->text().trimmed().size() < reasonMin)
        return tr("A reason of at least %n characters is missing.", nullptr, reasonMin);
    if (m_typed->text().trimmed() != QString::number(m_limit->value()))
        return tr("The number is not typed once more.");
    return m_secondsLeft > 0 ? tr("Read once more: the button opens in %1 s.").arg(m_secondsLeft) : QString();
}

void BulkResetDialog::updateButton()
{
    const QString verb = tr("Wake up to %1").arg(m_limit->value());
    m_go->setText(m_secondsLeft > 0 ? tr("%1 (%2 s)").arg(verb).arg(m_secondsLeft) : verb);
    m_go->setAccessibleName(verb);
    m_typed->setPlaceholderText(QString::number(m_limit->value()));
    const QString why = missing();
    m_go->setEnabled(why.isEmpty());
    m_go->setToolTip(asToolTip(why));
    m_go->setAccessibleDescription(why);
}

void BulkResetDialog::countDown()
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

void BulkResetDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && (m_reason->hasFocus() || m_typed->hasFocus()))
        return;
    QDialog::keyPressEvent(event);
}

void BulkResetDialog::send()
{
    m_sent = true;
    updateButton();
    m_result->setText(tr("Sent, waiting for the answer…"));
    const QString reason = m_reason->text().trimmed();
    m_desk.wakeAll(Seconds{m_waiting->value()}, m_limit->value(), reason, m_shown, [dialog = QPointer(this)](const Result<WokenCount> &answer) {
        if (dialog)
            dialog->sayAnswer(answer);
    });
}

void BulkResetDialog::sayAnswer(const Result<WokenCount> &answer)
{
    QString words;
    if (!answer && answer.error().code == ErrorCode::OutcomeUnknown)
        words = tr("? No answer; it may have been done: %1").arg(answer.error().message);
    else if (!answer)
        words = tr("✖ Refused: %1").arg(answer.error().message);
    else if (answer->count == 0)
        words = tr("◌ Accepted: none was waiting longer than that.");
    else
        words = tr("✔ %n transactions were made due; DTM takes them one after the other.", nullptr, answer->count)
            + (answer->moreWait ? u' ' + tr("More are waiting.") : QString());
    m_result->setText(words);
}

} // namespace txdesk::console
