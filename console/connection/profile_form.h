// The fields of one profile.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/connection/profile.h"
#include "console/widgets/appearance.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QTabWidget;
class QPushButton;

namespace txdesk::console {

class ProfileExtras;

// Thread: GUI. The token is typed, never shown: what is kept stays where it is until another one is typed or it is
// forgotten.
class ProfileForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileForm(QWidget *parent = nullptr);

    void setProfile(const Profile &profile);
    [[nodiscard]] Profile profile() const;
    [[nodiscard]] QByteArray typedToken() const; // empty: none was typed
    void setPin(const QString &fingerprint);
    void sayWhereTokensGo(const QString &words);
    void setAppearance(const Appearance &appearance);
    void focusName();
    // What is wrong with it, in words; empty: nothing.
    [[nodiscard]] QString problem() const;

signals:
    void edited();
    void tokenTyped();
    void forgetWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    QLineEdit *addLine(QGridLayout &grid, const char *name, QPushButton *button = nullptr);
    void addKinds(QGridLayout &grid);
    void retranslate();
    void showState(); // of fields that depend on others
    void chooseCaFile();

    Profile m_shown; // what has no field: id and place of the token
    QList<QLabel *> m_labels;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_url = nullptr;
    QComboBox *m_environment = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_store = nullptr; // of a stock DTM
    QLineEdit *m_token = nullptr;
    QPushButton *m_forget = nullptr;
    QLabel *m_tokenNote = nullptr;
    QLineEdit *m_caFile = nullptr;
    QPushButton *m_browse = nullptr;
    QLineEdit *m_pin = nullptr;
    QCheckBox *m_readOnly = nullptr;
    QTabWidget *m_tabs = nullptr;
    ProfileExtras *m_extras = nullptr;
};

} // namespace txdesk::console
