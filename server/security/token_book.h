// The tokens of the store, in memory: a secret is looked up by its SHA-256.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/access.h"

#include <QByteArray>
#include <QHash>

namespace txdesk::security {

// A row of the store.
struct StoredToken
{
    AccessToken token;
    QByteArray hash; // SHA-256 of the secret, 32 bytes

    friend bool operator==(const StoredToken &, const StoredToken &) = default;
};

[[nodiscard]] QByteArray hashOf(QByteArrayView secret);

class TokenBook
{
public:
    void replaceAll(const QList<StoredToken> &tokens);
    void put(const StoredToken &token); // new or changed, by id

    // Null: no such secret. Revoked and expired ones are found: the caller says what is wrong with them.
    [[nodiscard]] const StoredToken *find(QByteArrayView secret) const;
    [[nodiscard]] const StoredToken *byId(const QString &id) const;
    [[nodiscard]] QList<StoredToken> all() const { return m_byHash.values(); }
    [[nodiscard]] bool isEmpty() const { return m_byHash.isEmpty(); }

private:
    QHash<QByteArray, StoredToken> m_byHash; // keyed by a hash of 256 random bits: a lookup's time tells nothing of a secret
};

} // namespace txdesk::security
