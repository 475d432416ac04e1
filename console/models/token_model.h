// The tokens a coordinator knows, without their secrets.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/text/time_text.h"
#include "console/theme/theme.h"
#include "shared/model/access.h"

#include <QAbstractTableModel>

namespace txdesk::console {

// Thread: GUI.
class TokenModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, RoleOf, Scope, State, LastUsed, Created, Id, ColumnCount };
    enum Role { MeaningRole = Qt::UserRole };

    explicit TokenModel(QObject *parent = nullptr);

    void setTokens(const QList<AccessToken> &tokens, Instant now); // now: the server's
    void setTimes(TimeStyle style, const QTimeZone &zone);
    void retranslate();
    [[nodiscard]] const QList<AccessToken> &tokens() const { return m_tokens; }
    [[nodiscard]] bool isInForce(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const AccessToken &token, int column) const;
    [[nodiscard]] QString stateText(const AccessToken &token) const;
    [[nodiscard]] QString when(Instant at) const;

    QList<AccessToken> m_tokens;
    Instant m_now{};
    TimeStyle m_times = TimeStyle::Local;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace txdesk::console
