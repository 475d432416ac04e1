// Where to connect: the saved profiles, a form for one, and a test that says what it found.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/token_vault.h"
#include "console/connection/profile.h"
#include "console/widgets/appearance.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace txdesk::console {

class CertificateDialog;
class ProfileForm;
class ProfileCheck;
struct ServerCertificate;

// Thread: GUI. Emits chosen() and closes; profiles() are then what the person left, and a typed token is in the vault,
// which must outlive it.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(QList<Profile> profiles, TokenVault &vault, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void setAppearance(const Appearance &appearance);
    void showNamed(const QString &profile); // the one that is meant
    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }

signals:
    void chosen(const txdesk::console::Profile &profile);
    void profilesChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void addButtons(QLayout &row);
    void retranslate();
    void showProfile(int row);
    void edited();
    void addProfile();
    void removeProfile();
    void test();
    void sayWhereTokensGo();
    void forgetToken();
    void connectNow(); // after the token is kept
    void choose();
    void say(const QString &text, bool muted);
    void fillList();
    void openCertificate();
    [[nodiscard]] QString lineOf(const Profile &profile) const;

    QList<Profile> m_profiles;
    TokenVault &m_vault;
    Appearance m_appearance;
    EnvironmentStrip *m_strip = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    ProfileForm *m_form = nullptr;
    ProfileCheck *m_check = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_testButton = nullptr;
    QPushButton *m_certificate = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_connect = nullptr;
};

} // namespace txdesk::console
