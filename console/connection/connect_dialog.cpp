// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/connect_dialog.h"

#include "console/connection/certificate_dialog.h"
#include "console/connection/profile_check.h"
#include "console/connection/profile_form.h"
#include "console/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QUuid>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {

QString vaultKeyOf(const Profile &profile) { return TokenVault::keyOf(profile.id, QUrl(profile.url)); }

} // namespace

ConnectDialog::ConnectDialog(QList<Profile> profiles, TokenVault &vault, QWidget *parent)
    : QDialog(parent), m_profiles(std::move(profiles)), m_vault(vault), m_check(new ProfileCheck(this))
{
    setObjectName("connectDialog"_L1);
    build();
    retranslate();
    if (m_profiles.isEmpty())
        addProfile();
    else
        fillList();
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::build()
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_strip = new EnvironmentStrip(this));
    auto *body = new QHBoxLayout;
    body->setContentsMargins(16, 10, 16, 6);
    body->setSpacing(16);
    outer->addLayout(body, 1);
    auto *left = new QVBoxLayout;
    m_list = new QListWidget(this);
    m_list->setObjectName("profileList"_L1);
    m_list->setMinimumWidth(190);
    m_list->setMaximumWidth(240);
    left->addWidget(m_list, 1);
    auto *listButtons = new QHBoxLayout;
    listButtons->addWidget(m_add = new QPushButton(this));
    listButtons->addWidget(m_remove = new QPushButton(this));
    left->addLayout(listButtons);
    body->addLayout(left);
    auto *right = new QVBoxLayout;
    right->addWidget(m_form = new ProfileForm(this));
    m_result = new PlainLabel(this);
    m_result->setObjectName("testResult"_L1);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_result->setMinimumHeight(fontMetrics().lineSpacing() * 5);
    right->addWidget(m_result, 1);
    body->addLayout(right, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 4, 16, 16);
    addButtons(*buttons);
    outer->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectDialog::showProfile);
    connect(m_list, &QListWidget::itemActivated, m_connect, &QPushButton::click);
    connect(m_form, &ProfileForm::edited, this, &ConnectDialog::edited);
    connect(m_form, &ProfileForm::tokenTyped, this, &ConnectDialog::sayWhereTokensGo);
    connect(m_form, &ProfileForm::forgetWanted, this, &ConnectDialog::forgetToken);
    connect(m_check, &ProfileCheck::said, this, [this](const QString &lines, bool, bool) {
        say(lines, false);
        m_certificate->setEnabled(m_check->certificate().has_value());
    });
    resize(780, 500);
}

void ConnectDialog::addButtons(QLayout &layout)
{
    auto &row = static_cast<QHBoxLayout &>(layout);
    row.addWidget(m_testButton = new QPushButton(this));
    row.addWidget(m_certificate = new QPushButton(this));
    row.addStretch();
    row.addWidget(m_cancel = new QPushButton(this));
    row.addWidget(m_connect = new QPushButton(this));
    for (QPushButton *button : {m_add, m_remove, m_testButton, m_certificate, m_cancel})
        button->setAutoDefault(false);
    m_connect->setObjectName("connectButton"_L1);
    m_testButton->setObjectName("testButton"_L1);
    m_certificate->setObjectName("certificateButton"_L1);
    m_certificate->setEnabled(false);
    m_connect->setDefault(true);
    connect(m_add, &QPushButton::clicked, this, &ConnectDialog::addProfile);
    connect(m_remove, &QPushButton::clicked, this, &ConnectDialog::removeProfile);
    connect(m_testButton, &QPushButton::clicked, this, &ConnectDialog::test);
    connect(m_certificate, &QPushButton::clicked, this, &ConnectDialog::openCertificate);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::connectNow);
}

void ConnectDialog::retranslate()
{
    setWindowTitle(tr("Connect"));
    m_list->setAccessibleName(tr("Profiles"));
    m_add->setText(tr("New"));
    m_remove->setText(tr("Remove"));
    m_testButton->setText(tr("&Test"));
    m_certificate->setText(tr("Cert&ificate…"));
    m_cancel->setText(tr("Cancel"));
    m_connect->setText(tr("&Connect"));
    for (QPushButton *button : {m_add, m_remove, m_testButton, m_certificate, m_cancel, m_connect})
        button->setAccessibleName(button->text().remove(u'&'));
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(lineOf(m_profiles[row])); // its environment is a word
    if (m_list->count() > 0)
        edited(); // what the form says of it
}

QString ConnectDialog::lineOf(const Profile &profile) const
{
    return EnvironmentStrip::word(profile.environment) + u"  "_s + profile.name;
}

void ConnectDialog::fillList()
{
    const int row = m_list->currentRow();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Profile &profile : std::as_const(m_profiles))
        m_list->addItem(lineOf(profile));
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    showProfile(m_list->currentRow());
}

void ConnectDialog::showNamed(const QString &profile)
{
    for (int row = 0; row < m_profiles.size(); ++row)
        if (m_profiles[row].name == profile)
            m_list->setCurrentRow(row);
}

void ConnectDialog::showProfile(int row)
{
    const bool exists = row >= 0 && row < m_profiles.size();
    m_check->stop();
    m_form->setProfile(exists ? m_profiles[row] : Profile{});
    m_certificate->setEnabled(false);
    edited();
}

void ConnectDialog::edited()
{
    const int row = m_list->currentRow();
    const Profile profile = m_form->profile();
    if (row >= 0 && row < m_profiles.size()) {
        m_profiles[row] = profile;
        m_list->item(row)->setText(lineOf(profile));
    }
    m_strip->setEnvironment(profile.environment, profile.url);
    m_remove->setEnabled(m_profiles.size() > 1);
    const QString problem = m_form->problem();
    m_connect->setEnabled(problem.isEmpty());
    m_testButton->setEnabled(problem.isEmpty());
    say(problem, true);
}

void ConnectDialog::addProfile()
{
    m_profiles.append(Profile{tr("local"), u"http://127.0.0.1:36789"_s, Environment::Development, false});
    fillList();
    m_list->setCurrentRow(static_cast<int>(m_profiles.size()) - 1);
    m_form->focusName();
}

void ConnectDialog::removeProfile()
{
    const int row = m_list->currentRow();
    if (row < 0 || m_profiles.size() < 2)
        return;
    m_vault.forget(m_profiles[row].tokenPlace, vaultKeyOf(m_profiles[row]));
    m_profiles.removeAt(row);
    fillList();
    emit profilesChanged();
}

void ConnectDialog::sayWhereTokensGo()
{
    m_vault.ask(this, [this](TokenPlace place) {
        m_form->sayWhereTokensGo(place == TokenPlace::Keyring
                                     ? tr("It will be kept in the system's keyring.")
                                     : tr("No secret service runs here: it will be kept in a file in %1 that only you can read (mode 0600).")
                                           .arg(m_vault.folderPath()));
    });
}

void ConnectDialog::forgetToken()
{
    Profile profile = m_form->profile();
    m_vault.forget(profile.tokenPlace, vaultKeyOf(profile));
    profile.tokenPlace = TokenPlace::None;
    m_form->setProfile(profile);
    edited();
    emit profilesChanged();
}

void ConnectDialog::test()
{
    const Profile profile = m_form->profile();
    if (!m_form->typedToken().isEmpty() || profile.tokenPlace == TokenPlace::None)
        return m_check->run(profile, m_form->typedToken());
    m_vault.read(profile.tokenPlace, vaultKeyOf(profile), this, [this, profile](const Result<QByteArray> &token) {
        if (token || token.error().code == ErrorCode::NotFound)
            m_check->run(profile, token.value_or(QByteArray()));
        else
            say(token.error().message, false);
    });
}

void ConnectDialog::openCertificate()
{
    if (!m_check->certificate())
        return;
    const Profile profile = m_form->profile();
    auto *dialog =
        new CertificateDialog(*m_check->certificate(), profile.environment, labelOf(profile), m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CertificateDialog::trusted, this, [this](const QString &fingerprint) {
        m_form->setPin(fingerprint);
        test();
    });
    dialog->open();
}

void ConnectDialog::connectNow()
{
    const QByteArray token = m_form->typedToken();
    if (token.isEmpty())
        return choose();
    Profile profile = m_form->profile();
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_connect->setEnabled(false);
    m_vault.keep(vaultKeyOf(profile), token, this, [this, profile](const Result<TokenPlace> &place) {
        if (!place) {
            m_connect->setEnabled(true);
            return say(tr("The token could not be kept: %1").arg(place.error().message), false);
        }
        Profile kept = profile;
        kept.tokenPlace = *place;
        m_form->setProfile(kept);
        edited();
        choose();
    });
}

void ConnectDialog::choose()
{
    emit profilesChanged();
    emit chosen(m_form->profile());
    accept();
}

void ConnectDialog::say(const QString &text, bool muted)
{
    m_result->setText(text);
    m_result->setAccessibleName(text.isEmpty() ? tr("Result of the test") : text);
    QPalette colors = m_result->palette();
    colors.setColor(QPalette::WindowText, muted ? m_appearance.theme.mutedText : m_appearance.theme.text);
    m_result->setPalette(colors);
}

void ConnectDialog::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_strip->setTheme(appearance.theme);
    m_form->setAppearance(appearance);
}

void ConnectDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace txdesk::console
