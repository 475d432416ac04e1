// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/connection/profile_form.h"

#include "console/client/secret_file.h"
#include "console/connection/profile_extras.h"
#include "console/text/plain_text.h"
#include "console/widgets/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHostAddress>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ProfileForm::ProfileForm(QWidget *parent) : QWidget(parent)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName("profileTabs"_L1);
    m_tabs->setDocumentMode(true);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_tabs);
    auto *first = new QWidget(m_tabs);
    m_tabs->addTab(first, QString());
    m_tabs->addTab(m_extras = new ProfileExtras(m_tabs), QString());
    connect(m_extras, &ProfileExtras::edited, this, &ProfileForm::edited);
    auto *grid = new QGridLayout(first);
    grid->setVerticalSpacing(8);
    grid->setHorizontalSpacing(12);
    m_name = addLine(*grid, "profileName");
    m_name->setMaxLength(60);
    m_url = addLine(*grid, "profileUrl");
    m_environment = new QComboBox(this);
    m_environment->setObjectName("profileEnvironment"_L1);
    m_environment->setMinimumHeight(28);
    for (const Environment environment : {Environment::Development, Environment::Test, Environment::Production})
        m_environment->addItem(QString(), static_cast<int>(environment));
    m_labels.append(new PlainLabel(this));
    m_labels.last()->setBuddy(m_environment);
    grid->addWidget(m_labels.last(), 2, 0);
    grid->addWidget(m_environment, 2, 1, 1, 2);
    addKinds(*grid);
    m_token = addLine(*grid, "profileToken", m_forget = new QPushButton(this));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setMaxLength(512);
    grid->addWidget(m_tokenNote = new PlainLabel(this), grid->rowCount(), 1, 1, 2);
    m_tokenNote->setObjectName("tokenNote"_L1);
    m_tokenNote->setWordWrap(true);
    m_caFile = addLine(*grid, "profileCaFile", m_browse = new QPushButton(this));
    m_pin = addLine(*grid, "profilePin");
    grid->addWidget(m_readOnly = new QCheckBox(this), grid->rowCount(), 1, 1, 2);
    m_readOnly->setObjectName("profileReadOnly"_L1);
    m_readOnly->setMinimumHeight(24);
    for (QPushButton *button : {m_forget, m_browse})
        button->setAutoDefault(false);
    m_forget->setObjectName("forgetTokenButton"_L1);
    connect(m_environment, &QComboBox::activated, this, &ProfileForm::edited);
    connect(m_readOnly, &QCheckBox::clicked, this, &ProfileForm::edited);
    connect(m_token, &QLineEdit::textEdited, this, &ProfileForm::tokenTyped);
    connect(m_forget, &QPushButton::clicked, this, &ProfileForm::forgetWanted);
    connect(m_browse, &QPushButton::clicked, this, &ProfileForm::chooseCaFile);
    retranslate();
}

// What answers there; a stock DTM is also asked differently by what it keeps its data in.
void ProfileForm::addKinds(QGridLayout &grid)
{
    auto *label = new PlainLabel(this);
    m_kind = new QComboBox(this);
    m_kind->setObjectName("profileKind"_L1);
    for (const BackendKind kind : {BackendKind::Automatic, BackendKind::TxDesk, BackendKind::Dtm})
        m_kind->addItem(QString(), static_cast<int>(kind));
    m_store = new QComboBox(this);
    m_store->setObjectName("profileStore"_L1);
    for (const DtmStore store : {DtmStore::Unknown, DtmStore::Sql, DtmStore::Redis, DtmStore::Boltdb})
        m_store->addItem(QString(), static_cast<int>(store));
    label->setBuddy(m_kind);
    m_labels.append(label);
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(m_kind, row, 1);
    grid.addWidget(m_store, row, 2);
    for (QComboBox *box : {m_kind, m_store}) {
        box->setMinimumHeight(28);
        connect(box, &QComboBox::activated, this, [this] {
            showState();
            emit edited();
        });
    }
}

QLineEdit *ProfileForm::addLine(QGridLayout &grid, const char *name, QPushButton *button)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(QLatin1StringView(name));
    line->setMinimumHeight(28);
    auto *label = new PlainLabel(this);
    label->setBuddy(line);
    m_labels.append(label);
    const int row = grid.count() == 0 ? 0 : grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(line, row, 1, 1, button ? 1 : 2);
    if (button)
        grid.addWidget(button, row, 2);
    connect(line, &QLineEdit::textEdited, this, [this] {
        showState();
        emit edited();
    });
    return line;
}

void ProfileForm::setProfile(const Profile &profile)
{
    m_shown = profile;
    m_name->setText(profile.name);
    m_url->setText(profile.url);
    m_environment->setCurrentIndex(m_environment->findData(static_cast<int>(profile.environment)));
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(static_cast<int>(profile.kind))));
    m_store->setCurrentIndex(std::max(0, m_store->findData(static_cast<int>(profile.dtmStore))));
    m_token->clear();
    m_caFile->setText(profile.trust.caFile);
    m_pin->setText(spacedFingerprint(profile.trust.pin));
    m_pin->setCursorPosition(0);
    m_readOnly->setChecked(profile.readOnly);
    m_tokenNote->clear();
    m_extras->setProfile(profile);
    showState();
}

Profile ProfileForm::profile() const
{
    Profile profile = m_shown;
    profile.name = m_name->text().trimmed();
    profile.url = m_url->text().trimmed();
    profile.environment = static_cast<Environment>(m_environment->currentData().toInt());
    profile.readOnly = m_readOnly->isChecked();
    profile.kind = static_cast<BackendKind>(m_kind->currentData().toInt());
    profile.dtmStore = static_cast<DtmStore>(m_store->currentData().toInt());
    profile.trust = {m_caFile->text().trimmed(), plainFingerprint(m_pin->text())};
    m_extras->applyTo(profile);
    return profile;
}

QByteArray ProfileForm::typedToken() const { return m_token->text().trimmed().toUtf8(); }

void ProfileForm::setPin(const QString &fingerprint)
{
    m_pin->setText(spacedFingerprint(fingerprint));
    m_pin->setCursorPosition(0);
    emit edited();
}

void ProfileForm::sayWhereTokensGo(const QString &words) { m_tokenNote->setText(words); }

void ProfileForm::focusName()
{
    m_name->setFocus();
    m_name->selectAll();
}

QString ProfileForm::problem() const
{
    const Result<QUrl> url = baseUrlOf(m_url->text());
    if (!url)
        return tr("An address looks like https://tx.example:36789, without a path or password.");
    if (m_name->text().trimmed().isEmpty())
        return tr("The profile needs a name.");
    if (!m_pin->text().trimmed().isEmpty() && plainFingerprint(m_pin->text()).isEmpty())
        return tr("A fingerprint is SHA-256: 64 hex digits.");
    if (!typedToken().isEmpty() && !isTokenText(typedToken()))
        return tr("A token has letters, digits and -._~+/= only.");
    const bool here = url->host() == "localhost"_L1 || QHostAddress(url->host()).isLoopback();
    if (url->scheme() == "http"_L1 && !here && (!typedToken().isEmpty() || m_shown.tokenPlace != TokenPlace::None))
        return tr("A token goes to another machine over https only: without it everybody on the way could read it.");
    return m_extras->problem();
}

void ProfileForm::showState()
{
    const bool secure = m_url->text().trimmed().startsWith("https:"_L1);
    for (QWidget *field : {static_cast<QWidget *>(m_caFile), static_cast<QWidget *>(m_browse), static_cast<QWidget *>(m_pin)})
        field->setEnabled(secure);
    const QString onlySecure = secure ? QString() : tr("with https only");
    m_caFile->setPlaceholderText(secure ? tr("those the system trusts") : onlySecure);
    m_pin->setPlaceholderText(secure ? tr("any that an authority vouches for") : onlySecure);
    const bool mayBeDtm = m_kind->currentData().toInt() != static_cast<int>(BackendKind::TxDesk);
    m_store->setEnabled(mayBeDtm);
    m_store->setToolTip(asToolTip(mayBeDtm ? tr("What a stock DTM keeps its data in: some of its calls work on SQL only") : tr("Of a stock DTM only")));
    const bool kept = m_shown.tokenPlace != TokenPlace::None;
    m_forget->setEnabled(kept);
    if (!kept)
        m_token->setPlaceholderText(tr("none"));
    else
        m_token->setPlaceholderText(m_shown.tokenPlace == TokenPlace::Keyring ? tr("kept in the system's keyring")
                                                                              : tr("kept in a file that only you can read"));
}

void ProfileForm::chooseCaFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Certificates of authorities"), m_caFile->text(),
                                                      tr("PEM files (*.pem *.crt);;All files (*)"));
    if (file.isEmpty())
        return;
    m_caFile->setText(file);
    emit edited();
}

void ProfileForm::retranslate()
{
    const QStringList names{tr("&Name"), tr("A&ddress"), tr("&Environment"), tr("&Kind"), tr("T&oken"), tr("CA &file"), tr("F&ingerprint")};
    const QList<QWidget *> fields{m_name, m_url, m_environment, m_kind, m_token, m_caFile, m_pin};
    for (qsizetype i = 0; i < names.size(); ++i) {
        m_labels[i]->setText(names[i]);
        fields[i]->setAccessibleName(QString(names[i]).remove(u'&'));
    }
    m_kind->setItemText(0, tr("Find out"));
    m_kind->setItemText(1, tr("TxDesk"));
    m_kind->setItemText(2, tr("Stock DTM"));
    m_store->setItemText(0, tr("Store: find out"));
    m_store->setItemText(1, tr("Store: SQL"));
    m_store->setItemText(2, tr("Store: Redis"));
    m_store->setItemText(3, tr("Store: boltdb"));
    m_store->setAccessibleName(tr("Store of a stock DTM"));
    m_tabs->setTabText(0, tr("Connection"));
    m_tabs->setTabText(1, tr("More"));
    m_tabs->tabBar()->setAccessibleName(tr("Pages of the profile"));
    m_environment->setItemText(0, tr("Development"));
    m_environment->setItemText(1, tr("Test"));
    m_environment->setItemText(2, tr("Production"));
    m_forget->setText(tr("Forget"));
    m_forget->setAccessibleName(tr("Forget the token"));
    m_browse->setText(tr("Choose…"));
    m_browse->setAccessibleName(tr("Choose a CA file"));
    m_readOnly->setText(tr("&Read-only: look, change nothing"));
    m_readOnly->setAccessibleName(tr("Read-only"));
    showState();
}

void ProfileForm::setAppearance(const Appearance &appearance)
{
    QPalette muted = m_tokenNote->palette();
    muted.setColor(QPalette::WindowText, appearance.theme.mutedText);
    m_tokenNote->setPalette(muted);
}

void ProfileForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace txdesk::console
