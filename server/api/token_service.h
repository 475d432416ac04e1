// The tokens' life: read from the store, made, revoked, and the first one of an empty store.
// Thread: the I/O thread; every function and callback. The doorkeeper's book is what it keeps up to date.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/security/doorkeeper.h"

#include <QTimer>

namespace txdesk::api {

struct TokenSettings
{
    QString adminTokenFile;     // the secret of the first admin token, or of a new one; empty: none is made
    bool newAdminToken = false; // one more admin token at start: the way back when the file is lost
};

class TokenService
{
public:
    using Done = std::function<void(Result<> &&)>;

    // All must outlive it.
    TokenService(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, TokenSettings settings);

    // Before anybody is let in: reads the tokens; if there is none, makes an admin's and writes its secret to the file,
    // or takes the file's content as its secret. From then on, on a shared store, it reads again each
    // CoordinatorSettings::topicRefresh: what other coordinators did is known after it.
    void start(Done done);
    void stop();
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

    coordinator::Coordinator &m_coordinator;
    const Clock &m_clock;
    security::Doorkeeper &m_door;
    const TokenSettings m_settings;
    QTimer m_refresh;
    std::vector<Done> m_waiting; // for the next reading
    std::vector<Done> m_reading; // for the present one
    quint64 m_changes = 0;       // put here; a reading that began before one of them is done again
    quint64 m_changesRead = 0;
};

} // namespace txdesk::api
