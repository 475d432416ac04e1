// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/token_dialogs.h"

#include "console/text/words.h"
#include "console/widgets/plain_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<int, 5> daysOfLife{1, 30, 90, 365, 0}; // 0: never expires
constexpr qsizetype reasonLeast = 3;

QPushButton *addButton(QHBoxLayout &row, const QString &text, const char *name, bool isDefault)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1StringView(name));
    button->setAccessibleName(text);
    button->setAutoDefault(isDefault);
    button->setDefault(isDefault);
    row.addWidget(button);
    return button;
}

} // namespace

TokenDialog::TokenDialog(const QString &title, Environment environment, const QString &label, const Appearance &appearance,
                         QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(title);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *strip = new EnvironmentStrip(this);
    strip->setTheme(appearance.theme);
    strip->setEnvironment(environment, label);
    outer->addWidget(strip);
    m_column = new QVBoxLayout;
    m_column->setContentsMargins(20, 10, 20, 16);
    m_column->setSpacing(10);
    outer->addLayout(m_column, 1);
    m_column->addStrut(480); // it grows with its texts
}

void TokenDialog::addWords(const QString &text, const char *name)
{
    auto *words = new PlainLabel(text, this);
    words->setObjectName(QLatin1StringView(name));
    words->setWordWrap(true);
    m_column->addWidget(words);
}

NewTokenDialog::NewTokenDialog(Environment environment, const QString &label, const Appearance &appearance, QWidget *parent)
    : TokenDialog(tr("New token"), environment, label, appearance, parent)
{
    setObjectName("newTokenDialog"_L1);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [form](const QString &text, QWidget *field, const char *name) {
        field->setObjectName(QLatin1StringView(name));
        field->setAccessibleName(QString(text).remove(u'&'));
        field->setMinimumHeight(28);
        form->addRow(text, field);
    };
    add(tr("&Name"), m_name = new QLineEdit(this), "tokenName");
    m_name->setMaxLength(64);
    m_name->setPlaceholderText(tr("whose it is: the actor of audit and journal"));
    add(tr("&Role"), m_role = new QComboBox(this), "tokenRole");
    for (const Role role : {Role::Client, Role::Viewer, Role::Operator, Role::Admin})
        m_role->addItem(wordOf(role), static_cast<int>(role));
    add(tr("&Valid for"), m_life = new QComboBox(this), "tokenLife");
    for (const int days : daysOfLife)
        m_life->addItem(days == 0 ? tr("ever, until it is revoked") : tr("%n days", nullptr, days), days);
    m_life->setCurrentIndex(2);
    add(tr("Only &gids that begin with"), m_prefix = new QLineEdit(this), "tokenPrefix");
    m_prefix->setMaxLength(128);
    add(tr("R&eason"), m_reason = new QLineEdit(this), "tokenReason");
    m_reason->setMaxLength(500);
    m_reason->setPlaceholderText(tr("kept in the audit"));
    column().addLayout(form);
    auto *row = new QHBoxLayout;
    row->addStretch();
    m_make = addButton(*row, tr("Make the token"), "makeTokenButton", true);
    QPushButton *cancel = addButton(*row, tr("Cancel"), "cancelButton", false);
    column().addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_make, &QPushButton::clicked, this, [this] {
        emit ordered(order());
        accept();
    });
    connect(m_name, &QLineEdit::textChanged, this, &NewTokenDialog::update);
    connect(m_role, &QComboBox::currentIndexChanged, this, &NewTokenDialog::update);
    update();
}

TokenOrder NewTokenDialog::order() const
{
    TokenOrder order;
    order.name = m_name->text().trimmed();
    order.role = static_cast<Role>(m_role->currentData().toInt());
    if (order.role == Role::Client)
        order.scope.gidPrefix = m_prefix->text().trimmed();
    if (const int days = m_life->currentData().toInt(); days > 0)
        order.expiresIn = Seconds{qint64{days} * 24 * 3600};
    order.reason = m_reason->text().trimmed();
    return order;
}

// Only a client's sight is limited by scope: the other roles read everything.
void NewTokenDialog::update()
{
    const bool isClient = static_cast<Role>(m_role->currentData().toInt()) == Role::Client;
    m_prefix->setEnabled(isClient);
    m_prefix->setPlaceholderText(isClient ? tr("empty: all") : tr("for the role client only"));
    m_make->setEnabled(!m_name->text().trimmed().isEmpty());
}

TokenSecretDialog::TokenSecretDialog(const MadeToken &made, Environment environment, const QString &label,
                                     const Appearance &appearance, QWidget *parent)
    : TokenDialog(tr("The new token"), environment, label, appearance, parent)
{
    setObjectName("tokenSecretDialog"_L1);
    addWords(tr("The token of %1 is shown now and never again. Hand it over by a way that nobody else reads.").arg(made.token.name),
             "secretWords");
    auto *line = new QLineEdit(QString::fromLatin1(made.secret), this);
    line->setObjectName("tokenSecret"_L1);
    line->setAccessibleName(tr("Token"));
    line->setReadOnly(true);
    line->setMinimumHeight(30);
    line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    line->setCursorPosition(0);
    column().addWidget(line);
    auto *row = new QHBoxLayout;
    row->addStretch();
    QPushButton *copy = addButton(*row, tr("Copy"), "copyTokenButton", true);
    QPushButton *close = addButton(*row, tr("Close"), "closeButton", false);
    column().addLayout(row);
    connect(copy, &QPushButton::clicked, this, [line, copy] {
        QGuiApplication::clipboard()->setText(line->text());
        copy->setText(tr("Copied"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column().addStrut(580);
}

RevokeTokenDialog::RevokeTokenDialog(const AccessToken &token, bool isOurOwn, Environment environment, const QString &label,
                                     const Appearance &appearance, QWidget *parent)
    : TokenDialog(tr("Revoke a token"), environment, label, appearance, parent)
{
    setObjectName("revokeTokenDialog"_L1);
    addWords(tr("Revoke the token of %1 (%2, id %3)? Whoever uses it is locked out at once. This cannot be taken back.")
                 .arg(token.name, wordOf(token.role), token.id),
             "revokeWords");
    if (isOurOwn)
        addWords(tr("⚠ It is the token of this very connection: the console will be locked out."), "ownTokenWarning");
    auto *reason = new QLineEdit(this);
    reason->setObjectName("revokeReason"_L1);
    reason->setAccessibleName(tr("Reason"));
    reason->setMaxLength(500);
    reason->setMinimumHeight(28);
    reason->setPlaceholderText(tr("reason, kept in the audit"));
    column().addWidget(reason);
    auto *row = new QHBoxLayout;
    row->addStretch();
    QPushButton *revoke = addButton(*row, tr("Revoke"), "revokeButton", false);
    QPushButton *cancel = addButton(*row, tr("Cancel"), "cancelButton", true);
    column().addLayout(row);
    revoke->setEnabled(false);
    connect(reason, &QLineEdit::textChanged, revoke,
            [revoke](const QString &text) { revoke->setEnabled(text.trimmed().size() >= reasonLeast); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(revoke, &QPushButton::clicked, this, [this, reason] {
        emit confirmed(reason->text().trimmed());
        accept();
    });
}

} // namespace txdesk::console
