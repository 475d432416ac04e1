// SPDX-License-Identifier: Apache-2.0
#include "server/security/token_book.h"

#include <QCryptographicHash>

namespace txdesk::security {

QByteArray hashOf(QByteArrayView secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
}

void TokenBook::replaceAll(const QList<StoredToken> &tokens)
{
    m_byHash.clear();
    for (const StoredToken &token : tokens)
        m_byHash.insert(token.hash, token);
}

void TokenBook::put(const StoredToken &token)
{
    m_byHash.insert(token.hash, token);
}

const StoredToken *TokenBook::find(QByteArrayView secret) const
{
    const auto found = m_byHash.constFind(hashOf(secret));
    return found == m_byHash.cend() ? nullptr : &*found;
}

const StoredToken *TokenBook::byId(const QString &id) const
{
    for (const StoredToken &token : m_byHash)
        if (token.token.id == id)
            return &token;
    return nullptr;
}

} // namespace txdesk::security
