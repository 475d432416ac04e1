// The page Tokens: who may come in. Tokens are made here, shown once, and revoked. For admins.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/server_clock.h"
#include "console/models/token_model.h"
#include "console/pages/role_page.h"
#include "console/pages/token_dialogs.h"

class QPushButton;

namespace txdesk::console {

class DetailTable;
class NoticeBand;

// Thread: GUI. link and clock must outlive it.
class TokensView final : public RolePage
{
    Q_OBJECT

public:
    TokensView(CoordinatorLink &link, ServerClock &clock, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("tokens"); }
    [[nodiscard]] QString title() const override { return tr("Tokens"); }
    [[nodiscard]] QString whyAbsent(const Capabilities &capabilities) const override;
    void reload() override;
    void setPlace(Environment environment, const QString &label); // for the bands of its dialogs
    void setAppearance(const Appearance &appearance) override;
    [[nodiscard]] TokenModel &model() { return m_model; }
    QDialog *askForNew();
    QDialog *askToRevoke(); // null: nothing to revoke is selected

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void showCurrent();
    void make(const TokenOrder &order);
    void revoke(const AccessToken &token, const QString &reason);
    void sayProblem(const Error &error);

    CoordinatorLink &m_link;
    ServerClock &m_clock;
    TokenModel m_model;
    Environment m_environment = Environment::Development;
    QString m_label;
    Appearance m_appearance;
    NoticeBand *m_problem = nullptr;
    DetailTable *m_table = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_revoke = nullptr;
    QPushButton *m_refresh = nullptr;
};

} // namespace txdesk::console
