// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/dtm/hook_dialog.h"

#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

HookDialog::HookDialog(HookCatcher &catcher, std::function<void(const HookSettings &)> save, const Place &place, QWidget *parent)
    : BandedDialog(place, parent), m_catcher(catcher), m_save(std::move(save))
{
    setObjectName("hookDialog"_L1);
    build();
    const HookSettings &now = catcher.settings();
    m_enabled->setChecked(now.enabled);
    m_address->setText(now.address);
    m_port->setValue(now.port);
    m_token->setText(now.token);
    m_relay->setText(now.relayUrl);
    addTexts([this] { retranslate(); });
    connect(&catcher, &HookCatcher::stateChanged, this, &HookDialog::showState);
}

void HookDialog::build()
{
    QVBoxLayout *column = &body();
    column->setSpacing(10);
    column->addWidget(m_intro = new PlainLabel(this));
    m_intro->setWordWrap(true);
    column->addWidget(m_enabled = new QCheckBox(this));
    m_enabled->setObjectName("hookEnabled"_L1);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    column->addLayout(grid);
    const auto addRow = [this, grid](QWidget *field, QWidget *beside, const char *name) {
        field->setObjectName(QLatin1StringView(name));
        field->setMinimumHeight(28);
        auto *label = new PlainLabel(this);
        label->setBuddy(field);
        m_labels.append(label);
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1, 1, beside ? 1 : 2);
        if (beside)
            grid->addWidget(beside, row, 2);
    };
    addRow(m_address = new QLineEdit(this), nullptr, "hookAddress");
    addRow(m_port = new QSpinBox(this), nullptr, "hookPort");
    m_port->setRange(0, 65535);
    addRow(m_token = new QLineEdit(this), m_newToken = new QPushButton(this), "hookToken");
    addRow(m_relay = new QLineEdit(this), nullptr, "hookRelay");
    addRow(m_line = new QLineEdit(this), m_copy = new QPushButton(this), "hookLine");
    m_line->setReadOnly(true);
    column->addWidget(m_hint = new PlainLabel(this));
    m_hint->setWordWrap(true);
    QPalette muted = m_hint->palette();
    muted.setColor(QPalette::WindowText, theme().mutedText);
    m_hint->setPalette(muted);
    column->addWidget(m_state = new PlainLabel(this));
    m_state->setObjectName("hookState"_L1);
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_apply = new QPushButton(this));
    buttons->addWidget(m_close = new QPushButton(this));
    column->addLayout(buttons);
    m_apply->setObjectName("hookApply"_L1);
    for (QPushButton *button : {m_newToken, m_copy, m_apply})
        button->setAutoDefault(false);
    for (QLineEdit *field : {m_address, m_token, m_relay})
        connect(field, &QLineEdit::textEdited, this, &HookDialog::showState);
    connect(m_port, &QSpinBox::valueChanged, this, &HookDialog::showState);
    connect(m_enabled, &QCheckBox::toggled, this, &HookDialog::showState);
    connect(m_newToken, &QPushButton::clicked, this, [this] {
        m_token->setText(newHookToken());
        showState();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_line->text()); });
    connect(m_apply, &QPushButton::clicked, this, &HookDialog::apply);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    resize(680, 460);
}

HookSettings HookDialog::entered() const
{
    return {m_enabled->isChecked(), m_address->text().trimmed(), static_cast<quint16>(m_port->value()), m_token->text().trimmed(),
            m_relay->text().trimmed()};
}

void HookDialog::apply()
{
    const HookSettings settings = entered();
    const Result<> done = m_catcher.apply(settings);
    m_problem = done ? QString() : done.error().message;
    m_save(settings);
    showState();
}

void HookDialog::showState()
{
    const HookSettings settings = entered();
    const quint16 port = m_catcher.isListening() && m_catcher.settings().port == settings.port ? m_catcher.port() : settings.port;
    m_line->setText(confLine(hookUrl(settings, reachableHost(settings), port)));
    m_line->setCursorPosition(0);
    const QString wrong = problemOf(settings);
    m_apply->setEnabled(wrong.isEmpty() && settings != m_catcher.settings());
    m_apply->setToolTip(asToolTip(wrong.isEmpty() && !m_apply->isEnabled() ? tr("Nothing has changed.") : wrong));
    QString text = !m_catcher.isListening() ? tr("✖ Not listening: alerts of DTM do not come here.")
                                            : tr("✔ Listening on port %1. %n reports taken.", nullptr, m_catcher.taken()).arg(m_catcher.port());
    if (!wrong.isEmpty())
        text = wrong;
    else if (!m_problem.isEmpty())
        text = tr("✖ Cannot listen there: %1").arg(m_problem);
    if (m_catcher.refused() > 0)
        text += u' ' + tr("%n requests refused: wrong path, too many, or no report.", nullptr, m_catcher.refused());
    if (m_catcher.isListening() && !m_catcher.settings().relayUrl.isEmpty())
        text += u'\n' + (m_catcher.relayProblem().isEmpty() ? tr("%n reports passed on.", nullptr, m_catcher.relayed())
                                                            : tr("The next web hook did not take one: %1").arg(m_catcher.relayProblem()));
    m_state->setText(text);
    QPalette colors = m_state->palette();
    const bool bad = !wrong.isEmpty() || !m_problem.isEmpty();
    colors.setColor(QPalette::WindowText, bad ? theme().color(Meaning::Failed) : theme().text);
    m_state->setPalette(colors);
}

void HookDialog::retranslate()
{
    setWindowTitle(tr("Web hook for stock DTM"));
    m_intro->setText(tr("Stock DTM keeps no error texts. It posts them to a web hook from the third failure on: let it post them here, and the "
                        "console shows what each branch said."));
    m_enabled->setText(tr("&Listen for DTM's alerts"));
    m_enabled->setAccessibleName(tr("Listen for DTM's alerts"));
    const QStringList names{tr("Li&sten on"), tr("&Port"), tr("Secr&et in the path"), tr("Pass &on to"), tr("Line for conf.&yml")};
    const QList<QWidget *> fields{m_address, m_port, m_token, m_relay, m_line};
    for (qsizetype i = 0; i < names.size(); ++i) {
        m_labels[i]->setText(names[i]);
        fields[i]->setAccessibleName(QString(names[i]).remove(u'&'));
    }
    m_relay->setPlaceholderText(tr("the web hook that was there before; empty: nobody"));
    m_hint->setText(tr("Put this line into DTM's conf.yml in place of the one that is there, and restart DTM. With 127.0.0.1 only a DTM on "
                       "this machine reaches the console; 0.0.0.0 listens for others, too. Only who knows the secret is listened to."));
    m_newToken->setText(tr("&New"));
    m_newToken->setAccessibleName(tr("Make a new secret"));
    m_copy->setText(tr("&Copy"));
    m_copy->setAccessibleName(tr("Copy the line"));
    m_apply->setText(tr("&Apply"));
    m_apply->setAccessibleName(tr("Apply"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    showState();
}

} // namespace txdesk::console
