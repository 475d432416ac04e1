// SPDX-License-Identifier: Apache-2.0
#include "server/security/token_book.h"

#include <QCryptographicHash>

#include <algorithm>
#include <utility>

namespace txdesk::security {

QByteArray hashOf(QByteArrayView secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
}

bool isInForce(const AccessToken &token, Instant now)
{
    return !token.revokedAt && (!token.expiresAt || now < *token.expiresAt);
}

// What was noted here and is not stored yet stays noted.
void TokenBook::replaceAll(const QList<StoredToken> &tokens)
{
    const QHash<QByteArray, StoredToken> before = std::exchange(m_byHash, {});
    m_hashById.clear();
    for (const StoredToken &stored : tokens) {
        put(stored);
        if (const auto old = before.constFind(stored.hash); old != before.cend())
            m_byHash[stored.hash].token.lastUsedAt = std::max(old->token.lastUsedAt, stored.token.lastUsedAt);
    }
}

void TokenBook::put(const StoredToken &token)
{
    if (const QByteArray before = m_hashById.value(token.token.id); before != token.hash)
        m_byHash.remove(before);
    m_byHash.insert(token.hash, token);
    m_hashById.insert(token.token.id, token.hash);
}

const StoredToken *TokenBook::findHash(const QByteArray &hash) const
{
    const auto found = m_byHash.constFind(hash);
    return found == m_byHash.cend() ? nullptr : &*found;
}

const StoredToken *TokenBook::byId(const QString &id) const
{
    const auto hash = m_hashById.constFind(id);
    return hash == m_hashById.cend() ? nullptr : findHash(*hash);
}

bool TokenBook::isInForce(const QString &id, Instant now) const
{
    const StoredToken *known = byId(id);
    return known && security::isInForce(known->token, now);
}

QList<StoredToken> TokenBook::all() const
{
    QList<StoredToken> sorted = m_byHash.values();
    std::sort(sorted.begin(), sorted.end(), [](const StoredToken &a, const StoredToken &b) {
        return std::tie(a.token.createdAt, a.token.id) < std::tie(b.token.createdAt, b.token.id);
    });
    return sorted;
}

void TokenBook::noteUse(const QByteArray &hash, Instant now)
{
    const auto found = m_byHash.find(hash);
    if (found == m_byHash.end() || (found->token.lastUsedAt && now < *found->token.lastUsedAt + useGrain))
        return;
    found->token.lastUsedAt = now;
    m_uses.insert(found->token.id, now);
}

QMap<QString, Instant> TokenBook::takeUses()
{
    return std::exchange(m_uses, {});
}

} // namespace txdesk::security
