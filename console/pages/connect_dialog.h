// Where to connect: the saved profiles, a form for one, and a test that says what it found.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/actions/environment_strip.h"
#include "console/client/http_coordinator_link.h"
#include "console/pages/appearance.h"
#include "console/pages/profile.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace txdesk::console {

// Thread: GUI. Emits chosen() and closes; profiles() are then what the person left.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(QList<Profile> profiles, const Clock &clock, DelayedCalls &delayed, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void setAppearance(const Appearance &appearance);
    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }

signals:
    void chosen(const txdesk::console::Profile &profile);
    void profilesChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildForm();
    void retranslate();
    void showProfile(int row);
    void edited();
    void addProfile();
    void removeProfile();
    void test();
    void say(const QString &text, Meaning meaning);
    void fillList();
    [[nodiscard]] Profile fromForm() const;

    QList<Profile> m_profiles;
    const Clock &m_clock;
    DelayedCalls &m_delayed;
    Appearance m_appearance;
    EnvironmentStrip *m_strip = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QLabel *m_nameLabel = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_urlLabel = nullptr;
    QLineEdit *m_url = nullptr;
    QLabel *m_environmentLabel = nullptr;
    QComboBox *m_environment = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QLabel *m_result = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_connect = nullptr;
    std::unique_ptr<HttpCoordinatorLink> m_probe;
};

} // namespace txdesk::console
