// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/token_model.h"

#include "console/text/plain_text.h"
#include "console/text/time_text.h"
#include "console/text/words.h"

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype tokenCellMax = 200;
}

TokenModel::TokenModel(QObject *parent) : QAbstractTableModel(parent) {}

void TokenModel::setTokens(const QList<AccessToken> &tokens, Instant now)
{
    beginResetModel();
    m_tokens = tokens;
    m_now = now;
    endResetModel();
}

void TokenModel::setTimes(TimeStyle style, const QTimeZone &zone)
{
    m_times = style;
    m_zone = zone;
    retranslate();
}

void TokenModel::retranslate()
{
    if (!m_tokens.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

bool TokenModel::isInForce(int row) const
{
    if (row < 0 || row >= m_tokens.size())
        return false;
    return !m_tokens[row].revokedAt && (!m_tokens[row].expiresAt || *m_tokens[row].expiresAt > m_now);
}

int TokenModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tokens.size());
}

int TokenModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant TokenModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AccessToken &token = m_tokens[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return oneLine(text(token, index.column()), tokenCellMax);
    case Qt::ToolTipRole: return asToolTip(text(token, index.column()));
    case MeaningRole: return static_cast<int>(isInForce(index.row()) ? Meaning::Succeeded : Meaning::Stopped);
    default: return {};
    }
}

QString TokenModel::when(Instant at) const
{
    return dateTimeText(at, m_zone);
}

QString TokenModel::stateText(const AccessToken &token) const
{
    if (token.revokedAt)
        return tr("▣ revoked %1").arg(when(*token.revokedAt));
    if (!token.expiresAt)
        return tr("✔ in force, never expires");
    if (*token.expiresAt <= m_now)
        return tr("▣ expired %1").arg(when(*token.expiresAt));
    return tr("✔ in force until %1").arg(when(*token.expiresAt));
}

QString TokenModel::text(const AccessToken &token, int column) const
{
    switch (column) {
    case Name: return token.name;
    case RoleOf: return wordOf(token.role);
    case Scope: {
        QStringList parts;
        if (!token.scope.gidPrefix.isEmpty())
            parts.append(token.scope.gidPrefix + u'*');
        for (const TransactionKind kind : token.scope.kinds)
            parts.append(wordOf(kind));
        return parts.isEmpty() ? tr("all") : parts.join(u", "_s);
    }
    case State: return stateText(token);
    case LastUsed: return token.lastUsedAt ? when(*token.lastUsedAt) : tr("never");
    case Created:
        return token.createdBy.isEmpty() ? when(token.createdAt) : tr("%1 by %2").arg(when(token.createdAt), token.createdBy);
    case Id: return token.id;
    default: return {};
    }
}

QVariant TokenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("name");
    case RoleOf: return tr("role");
    case Scope: return tr("scope");
    case State: return tr("state");
    case LastUsed: return tr("last used");
    case Created: return tr("made");
    case Id: return tr("id");
    default: return {};
    }
}

} // namespace txdesk::console
