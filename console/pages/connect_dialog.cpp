// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/connect_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

ConnectDialog::ConnectDialog(QList<Profile> profiles, const Clock &clock, DelayedCalls &delayed, QWidget *parent)
    : QDialog(parent), m_profiles(std::move(profiles)), m_clock(clock), m_delayed(delayed)
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
    left->addWidget(m_list, 1);
    auto *listButtons = new QHBoxLayout;
    listButtons->addWidget(m_add = new QPushButton(this));
    listButtons->addWidget(m_remove = new QPushButton(this));
    left->addLayout(listButtons);
    body->addLayout(left);
    body->addWidget(buildForm(), 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 4, 16, 16);
    buttons->addWidget(m_test = new QPushButton(this));
    buttons->addStretch();
    buttons->addWidget(m_cancel = new QPushButton(this));
    buttons->addWidget(m_connect = new QPushButton(this));
    outer->addLayout(buttons);
    for (QPushButton *button : {m_add, m_remove, m_test, m_cancel})
        button->setAutoDefault(false);
    m_connect->setObjectName("connectButton"_L1);
    m_test->setObjectName("testButton"_L1);
    m_connect->setDefault(true);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectDialog::showProfile);
    connect(m_list, &QListWidget::itemActivated, m_connect, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, &ConnectDialog::addProfile);
    connect(m_remove, &QPushButton::clicked, this, &ConnectDialog::removeProfile);
    connect(m_test, &QPushButton::clicked, this, &ConnectDialog::test);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, [this] {
        emit profilesChanged();
        emit chosen(fromForm());
        accept();
    });
    resize(680, 340);
}

QWidget *ConnectDialog::buildForm()
{
    auto *form = new QWidget(this);
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(10);
    const auto addRow = [form, grid](int row, QLabel *&label, QWidget *field) {
        label = new QLabel(form);
        label->setBuddy(field);
        field->setMinimumHeight(28);
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row, 1);
    };
    addRow(0, m_nameLabel, m_name = new QLineEdit(form));
    addRow(1, m_urlLabel, m_url = new QLineEdit(form));
    addRow(2, m_environmentLabel, m_environment = new QComboBox(form));
    m_name->setObjectName("profileName"_L1);
    m_url->setObjectName("profileUrl"_L1);
    m_environment->setObjectName("profileEnvironment"_L1);
    m_name->setMaxLength(60);
    for (const Environment environment : {Environment::Development, Environment::Test, Environment::Production})
        m_environment->addItem(QString(), static_cast<int>(environment));
    grid->addWidget(m_readOnly = new QCheckBox(form), 3, 1);
    m_readOnly->setObjectName("profileReadOnly"_L1);
    m_readOnly->setMinimumHeight(24);
    m_result = new QLabel(form);
    m_result->setObjectName("testResult"_L1);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(m_result, 4, 0, 1, 2);
    grid->setRowStretch(4, 1);
    connect(m_name, &QLineEdit::textEdited, this, &ConnectDialog::edited);
    connect(m_url, &QLineEdit::textEdited, this, &ConnectDialog::edited);
    connect(m_environment, &QComboBox::activated, this, &ConnectDialog::edited);
    connect(m_readOnly, &QCheckBox::clicked, this, &ConnectDialog::edited);
    return form;
}

void ConnectDialog::retranslate()
{
    setWindowTitle(tr("Connect"));
    m_list->setAccessibleName(tr("Profiles"));
    m_add->setText(tr("New"));
    m_remove->setText(tr("Remove"));
    m_nameLabel->setText(tr("&Name"));
    m_urlLabel->setText(tr("A&ddress"));
    m_environmentLabel->setText(tr("&Environment"));
    m_name->setAccessibleName(tr("Name"));
    m_url->setAccessibleName(tr("Address"));
    m_environment->setAccessibleName(tr("Environment"));
    m_environment->setItemText(0, tr("Development"));
    m_environment->setItemText(1, tr("Test"));
    m_environment->setItemText(2, tr("Production"));
    m_readOnly->setText(tr("&Read-only: look, change nothing"));
    m_test->setText(tr("&Test"));
    m_cancel->setText(tr("Cancel"));
    m_connect->setText(tr("&Connect"));
    for (QPushButton *button : {m_add, m_remove, m_test, m_cancel, m_connect})
        button->setAccessibleName(button->text().remove(u'&'));
    m_readOnly->setAccessibleName(tr("Read-only"));
}

void ConnectDialog::fillList()
{
    const int row = m_list->currentRow();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Profile &profile : std::as_const(m_profiles))
        m_list->addItem(EnvironmentStrip::word(profile.environment) + u"  "_s + profile.name);
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    showProfile(m_list->currentRow());
}

void ConnectDialog::showProfile(int row)
{
    const bool exists = row >= 0 && row < m_profiles.size();
    const Profile profile = exists ? m_profiles[row] : Profile{};
    m_name->setText(profile.name);
    m_url->setText(profile.url);
    m_environment->setCurrentIndex(m_environment->findData(static_cast<int>(profile.environment)));
    m_readOnly->setChecked(profile.readOnly);
    m_strip->setEnvironment(profile.environment, profile.url);
    m_remove->setEnabled(exists && m_profiles.size() > 1);
    m_probe.reset();
    edited();
}

Profile ConnectDialog::fromForm() const
{
    return {m_name->text().trimmed(), m_url->text().trimmed(),
            static_cast<Environment>(m_environment->currentData().toInt()), m_readOnly->isChecked()};
}

void ConnectDialog::edited()
{
    const int row = m_list->currentRow();
    const Profile profile = fromForm();
    if (row >= 0 && row < m_profiles.size()) {
        m_profiles[row] = profile;
        m_list->item(row)->setText(EnvironmentStrip::word(profile.environment) + u"  "_s + profile.name);
    }
    m_strip->setEnvironment(profile.environment, profile.url);
    const Result<QUrl> url = baseUrlOf(profile.url);
    m_connect->setEnabled(url.has_value() && !profile.name.isEmpty());
    m_test->setEnabled(url.has_value());
    if (!url)
        say(tr("An address looks like http://127.0.0.1:36789, without a path or password."), Meaning::Stopped);
    else if (profile.name.isEmpty())
        say(tr("The profile needs a name."), Meaning::Stopped);
    else
        say({}, Meaning::Stopped);
}

void ConnectDialog::addProfile()
{
    m_profiles.append(Profile{tr("local"), u"http://127.0.0.1:36789"_s, Environment::Development, false});
    fillList();
    m_list->setCurrentRow(static_cast<int>(m_profiles.size()) - 1);
    m_name->setFocus();
    m_name->selectAll();
}

void ConnectDialog::removeProfile()
{
    const int row = m_list->currentRow();
    if (row < 0 || m_profiles.size() < 2)
        return;
    m_profiles.removeAt(row);
    fillList();
    emit profilesChanged();
}

void ConnectDialog::test()
{
    const Result<QUrl> url = baseUrlOf(m_url->text());
    if (!url)
        return;
    say(tr("Asking…"), Meaning::Running);
    m_probe = std::make_unique<HttpCoordinatorLink>(*url, m_clock, m_delayed);
    const Instant askedAt = m_clock.now();
    m_probe->nodes(this, [this, askedAt](const Result<QList<NodeInfo>> &answer) {
        if (!answer) {
            say(tr("✖ No coordinator answers there: %1").arg(answer.error().message), Meaning::Failed);
            return;
        }
        QString self;
        for (const NodeInfo &node : *answer)
            if (node.self)
                self = tr("%1, version %2, store %3").arg(node.node, node.version, node.store);
        say(tr("✔ Answered in %1 ms: %2").arg((m_clock.now() - askedAt).count()).arg(self), Meaning::Succeeded);
    });
}

void ConnectDialog::say(const QString &text, Meaning meaning)
{
    m_result->setText(text);
    m_result->setAccessibleName(text.isEmpty() ? tr("Result of the test") : text);
    QPalette colors = m_result->palette();
    colors.setColor(QPalette::WindowText,
                    meaning == Meaning::Stopped ? m_appearance.theme.mutedText : m_appearance.theme.text);
    m_result->setPalette(colors);
}

void ConnectDialog::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_strip->setTheme(appearance.theme);
}

void ConnectDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace txdesk::console
