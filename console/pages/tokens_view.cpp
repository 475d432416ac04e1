// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/pages/tokens_view.h"

#include "console/widgets/detail_table.h"
#include "console/widgets/notice_band.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace txdesk::console {

using namespace Qt::StringLiterals;

TokensView::TokensView(CoordinatorLink &link, ServerClock &clock, QWidget *parent)
    : RolePage(Role::Admin, parent), m_link(link), m_clock(clock)
{
    setObjectName("tokensView"_L1);
    build();
    retranslate();
    connect(this, &RolePage::openedUp, this, &TokensView::reload);
}

QString TokensView::whyAbsent(const Capabilities &capabilities) const
{
    return capabilities.has(Feature::Tokens) ? QString() : tr("%1 has no tokens: it does not ask who comes in.").arg(capabilities.product);
}

void TokensView::build()
{
    auto *column = new QVBoxLayout(content());
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->addWidget(m_new = new QPushButton(content()));
    row->addWidget(m_revoke = new QPushButton(content()));
    row->addStretch();
    row->addWidget(m_refresh = new QPushButton(content()));
    m_new->setObjectName("newTokenButton"_L1);
    m_revoke->setObjectName("revokeTokenButton"_L1);
    m_refresh->setObjectName("refreshTokensButton"_L1);
    column->addLayout(row);
    column->addWidget(m_problem = new NoticeBand(content()));
    m_problem->setObjectName("tokensProblem"_L1);
    auto *cells = new CellDelegate({.meaning = TokenModel::MeaningRole, .dimmed = -1});
    cells->setGlyphColumns({TokenModel::State});
    m_table = new DetailTable(m_model, cells, content());
    m_table->setObjectName("tokenTable"_L1);
    m_table->setWidths({13, 9, 11, 36, 24, 0, 9});
    column->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TokensView::showCurrent);
    connect(m_new, &QPushButton::clicked, this, [this] { askForNew()->open(); });
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        if (QDialog *dialog = askToRevoke())
            dialog->open();
    });
    connect(m_refresh, &QPushButton::clicked, this, &TokensView::reload);
    connect(m_problem, &NoticeBand::clicked, this, &TokensView::reload);
}

void TokensView::retranslate()
{
    m_new->setText(tr("New token…"));
    m_revoke->setText(tr("Revoke…"));
    m_refresh->setText(tr("Refresh"));
    for (QPushButton *button : {m_new, m_revoke, m_refresh})
        button->setAccessibleName(button->text());
    m_table->setAccessibleName(tr("Tokens"));
    m_model.retranslate();
    showCurrent();
}

void TokensView::reload()
{
    if (!isOpen())
        return;
    m_link.tokens(this, [this](const Result<QList<AccessToken>> &tokens) {
        if (!tokens)
            return sayProblem(tokens.error());
        m_problem->silence();
        m_model.setTokens(*tokens, m_clock.now());
        showCurrent();
    });
}

void TokensView::showCurrent() { m_revoke->setEnabled(m_model.isInForce(m_table->currentIndex().row())); }

void TokensView::sayProblem(const Error &error)
{
    m_problem->say(tr("The coordinator did not do it: %1").arg(error.message), Meaning::Failed, tr("Refresh"));
}

QDialog *TokensView::askForNew()
{
    auto *dialog = new NewTokenDialog(m_environment, m_label, m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewTokenDialog::ordered, this, &TokensView::make);
    return dialog;
}

void TokensView::make(const TokenOrder &order)
{
    m_link.makeToken(order, this, [this](const Result<MadeToken> &made) {
        if (!made)
            return sayProblem(made.error());
        auto *dialog = new TokenSecretDialog(*made, m_environment, m_label, m_appearance, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
        reload();
    });
}

QDialog *TokensView::askToRevoke()
{
    const int row = m_table->currentIndex().row();
    if (!m_model.isInForce(row))
        return nullptr;
    const AccessToken token = m_model.tokens()[row];
    const auto caller = m_link.status().caller;
    const bool isOurOwn = caller && !caller->tokenId.isEmpty() && caller->tokenId == token.id;
    auto *dialog = new RevokeTokenDialog(token, isOurOwn, m_environment, m_label, m_appearance, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RevokeTokenDialog::confirmed, this, [this, token](const QString &reason) { revoke(token, reason); });
    return dialog;
}

void TokensView::revoke(const AccessToken &token, const QString &reason)
{
    m_link.revokeToken(token.id, reason, this, [this](const Result<AccessToken> &revoked) {
        if (!revoked)
            return sayProblem(revoked.error());
        reload();
    });
}

void TokensView::setPlace(Environment environment, const QString &label)
{
    m_environment = environment;
    m_label = label;
}

void TokensView::setAppearance(const Appearance &appearance)
{
    m_appearance = appearance;
    m_problem->setTheme(appearance.theme);
    m_table->setTheme(appearance.theme);
    m_model.setTimes(appearance.times, appearance.zone());
}

void TokensView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RolePage::changeEvent(event);
}

} // namespace txdesk::console
