// The tokens of the store, in memory: a secret is looked up by its SHA-256.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/model/access.h"

#include <QByteArray>
#include <QHash>
#include <QMap>

namespace txdesk::security {

// A row of the store.
struct StoredToken
{
    AccessToken token;
    QByteArray hash; // SHA-256 of the secret, 32 bytes

    friend bool operator==(const StoredToken &, const StoredToken &) = default;
};

[[nodiscard]] QByteArray hashOf(QByteArrayView secret);
[[nodiscard]] bool isInForce(const AccessToken &token, Instant now); // neither revoked nor expired: expiresAt is the first moment without

class TokenBook
{
public:
    static constexpr Seconds useGrain{60}; // of lastUsedAt

    void replaceAll(const QList<StoredToken> &tokens);
    void put(const StoredToken &token); // new or changed, by id

    // Null: no such secret. Revoked and expired ones are found: the caller says what is wrong with them.
    [[nodiscard]] const StoredToken *find(QByteArrayView secret) const { return findHash(hashOf(secret)); }
    [[nodiscard]] const StoredToken *findHash(const QByteArray &hash) const;
    [[nodiscard]] const StoredToken *byId(const QString &id) const;
    [[nodiscard]] bool isInForce(const QString &id, Instant now) const;
    [[nodiscard]] QList<StoredToken> all() const; // the oldest first
    [[nodiscard]] bool isEmpty() const { return m_byHash.isEmpty(); }

    void noteUse(const QByteArray &hash, Instant now);
    [[nodiscard]] QMap<QString, Instant> takeUses(); // by id, since the last call

private:
    QHash<QByteArray, StoredToken> m_byHash; // keyed by a hash of 256 random bits: a lookup's time tells nothing of a secret
    QHash<QString, QByteArray> m_hashById;
    QMap<QString, Instant> m_uses;
};

} // namespace txdesk::security
