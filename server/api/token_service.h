// The tokens' life: read from the store, made, revoked, and the first one of an empty store.
// Thread: the I/O thread; every function and callback. The doorkeeper's book is what it keeps up to date.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/security/doorkeeper.h"
#include "shared/codec/token_codec.h"

#include <QSet>
#include <QTimer>

namespace txdesk::api {

struct TokenSettings
{
    QString adminTokenFile;     // the secret of the first admin token, or of a new one; empty: none is made
    bool newAdminToken = false; // one more admin token at start: the way back when the file is lost
};

struct MadeToken
{
    AccessToken token;
    QByteArray secret; // shown once; only its hash is kept
};

class TokenService
{
public:
    static constexpr int tokensMax = 10'000;            // in force
    static constexpr Milliseconds useInterval{30'000};  // last uses are stored this often
    using Done = std::function<void(Result<> &&)>;
    using OnMade = std::function<void(Result<MadeToken> &&)>;
    using OnRevoked = std::function<void(Result<AccessToken> &&)>;

    // All must outlive it.
    TokenService(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, TokenSettings settings);

    // Before anybody is let in: reads the tokens; if there is none, makes an admin's and writes its secret to the file,
    // or takes the file's content as its secret. From then on, on a shared store, it reads again each
    // CoordinatorSettings::topicRefresh: what other coordinators did is known after it.
    void start(Done done);
    void stop();

    // Conflict: a token in force has that name, or there are tokensMax.
    void create(const codec::TokenWish &wish, const security::Caller &by, OnMade done);
    // At once here, and elsewhere after topicRefresh. A revoked one stays as it is. NotFound: no such id. Conflict: it is the
    // last admin's, or the one `by` came with: whoever replaces a token shows first that the new one works.
    void revoke(const QString &id, const QString &reason, const security::Caller &by, OnRevoked done);
    [[nodiscard]] QList<AccessToken> all() const; // the oldest first, with those that are no longer in force
    void reload(Done done); // in the order of calls: what it brings is never older than what was put here meanwhile

private:
    struct Wanted
    {
        QByteArray secret;
        bool fileIsNew = false; // the file was made here, just now
    };
    void read();
    void take(Result<QList<security::StoredToken>> &&rows);
    void makeFirst(Done done);
    void makeAnother(Done done);
    void lostTheRace(const Wanted &wanted, Done done);
    [[nodiscard]] Result<Wanted> wantedSecret() const;
    void put(security::StoredToken token, AuditRecord audit, bool onlyNew, Done done);
    void begin();
    void storeUses();
    [[nodiscard]] Result<> mayCreate(const codec::TokenWish &wish) const;
    [[nodiscard]] Result<security::StoredToken> mayRevoke(const QString &id, const security::Caller &by) const;

    coordinator::Coordinator &m_coordinator;
    const Clock &m_clock;
    security::Doorkeeper &m_door;
    const TokenSettings m_settings;
    QTimer m_refresh;
    QTimer m_useTimer;
    std::vector<Done> m_waiting; // for the next reading
    std::vector<Done> m_reading; // for the present one
    QSet<QString> m_creating;    // names, and below ids, of what the store has not answered yet
    QSet<QString> m_revoking;
    quint64 m_changes = 0;       // put here; a reading that began before one of them is done again
    quint64 m_changesRead = 0;
};

} // namespace txdesk::api
