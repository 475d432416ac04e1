// Making a token, reading its secret once, revoking one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"
#include "console/widgets/appearance.h"
#include "console/widgets/environment_strip.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace txdesk::console {

// What every dialog of tokens begins with: the band, and a column for the rest.
class TokenDialog : public QDialog
{
    Q_OBJECT

public:
    TokenDialog(const QString &title, Environment environment, const QString &label, const Appearance &appearance, QWidget *parent);

protected:
    [[nodiscard]] QVBoxLayout &column() { return *m_column; }
    void addWords(const QString &text, const char *name);

private:
    QVBoxLayout *m_column = nullptr;
};

// Asks for name, role, life and scope.
class NewTokenDialog final : public TokenDialog
{
    Q_OBJECT

public:
    NewTokenDialog(Environment environment, const QString &label, const Appearance &appearance, QWidget *parent = nullptr);

signals:
    void ordered(const txdesk::console::TokenOrder &order);

private:
    [[nodiscard]] TokenOrder order() const;
    void update();

    QLineEdit *m_name = nullptr;
    QComboBox *m_role = nullptr;
    QComboBox *m_life = nullptr;
    QLineEdit *m_prefix = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_make = nullptr;
};

// Shows a secret once; it is gone with the dialog.
class TokenSecretDialog final : public TokenDialog
{
    Q_OBJECT

public:
    TokenSecretDialog(const MadeToken &made, Environment environment, const QString &label, const Appearance &appearance,
                      QWidget *parent = nullptr);
};

// Cancel is the default; a reason is needed.
class RevokeTokenDialog final : public TokenDialog
{
    Q_OBJECT

public:
    RevokeTokenDialog(const AccessToken &token, bool isOurOwn, Environment environment, const QString &label,
                      const Appearance &appearance, QWidget *parent = nullptr);

signals:
    void confirmed(const QString &reason);
};

} // namespace txdesk::console
