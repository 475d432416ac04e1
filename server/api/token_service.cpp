// SPDX-License-Identifier: Apache-2.0
#include "server/api/token_service.h"

#include "server/security/new_token.h"
#include "server/security/secret_file.h"

#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace txdesk::api {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(tokenLog, "txdesk.api.tokens")

security::StoredToken adminToken(const QString &id, const QString &name, const QByteArray &secret, Instant now)
{
    security::StoredToken made{.token = {}, .hash = security::hashOf(secret)};
    made.token.id = id;
    made.token.name = name;
    made.token.role = Role::Admin;
    made.token.createdAt = now;
    return made;
}

// For the audit: all that matters of a token, in 256 characters.
QString inWords(const AccessToken &token)
{
    QString words = u"%1 role=%2"_s.arg(token.name, nameIn(roleNames, token.role));
    if (!token.scope.gidPrefix.isEmpty())
        words += u" gidPrefix=%1"_s.arg(token.scope.gidPrefix);
    for (const TransactionKind kind : token.scope.kinds)
        words += u" kind=%1"_s.arg(nameIn(transactionKindNames, kind));
    if (token.expiresAt)
        words += u" expiresAt=%1"_s.arg(toMs(*token.expiresAt));
    return words.left(256);
}

AuditRecord recordOf(const QString &action, const AuditContext &by, const AccessToken &token, Instant now)
{
    AuditRecord record;
    record.at = now;
    record.by = by;
    record.action = action;
    record.target = token.id;
    record.after = inWords(token);
    return record;
}

// What the server does by itself, at start.
AuditRecord ownRecord(const AccessToken &token, Instant now)
{
    AuditContext server;
    server.actor = u"server"_s;
    server.role = Role::Admin;
    return recordOf(u"token.create"_s, server, token, now);
}

} // namespace

TokenService::TokenService(coordinator::Coordinator &coordinator, const Clock &clock, security::Doorkeeper &door, TokenSettings settings)
    : m_coordinator(coordinator), m_clock(clock), m_door(door), m_settings(std::move(settings))
{
    QObject::connect(&m_refresh, &QTimer::timeout, &m_refresh, [this] {
        if (m_reading.empty())
            reload([](Result<> &&) {}); // what cannot be read now keeps its old value
    });
    QObject::connect(&m_useTimer, &QTimer::timeout, &m_useTimer, [this] { storeUses(); });
}

void TokenService::start(Done done)
{
    reload([this, done = std::move(done)](Result<> &&loaded) {
        const Done ready = [this, done](Result<> &&made) {
            if (made)
                begin();
            done(std::move(made));
        };
        if (!loaded || m_settings.adminTokenFile.isEmpty())
            ready(std::move(loaded));
        else if (m_door.tokens().isEmpty())
            makeFirst(ready);
        else if (m_settings.newAdminToken)
            makeAnother(ready);
        else
            ready({});
    });
}

void TokenService::begin()
{
    m_useTimer.start(useInterval);
    if (m_coordinator.settings().sharedStore)
        m_refresh.start(m_coordinator.settings().topicRefresh);
}

void TokenService::stop()
{
    m_refresh.stop();
    m_useTimer.stop();
}

// A lost one costs nothing but the time that a list shows.
void TokenService::storeUses()
{
    QMap<QString, Instant> uses = m_door.tokens().takeUses();
    if (!uses.isEmpty())
        m_coordinator.ask(store::TouchTokens{std::move(uses)}, [](store::StoreAnswer &&) {});
}

QList<AccessToken> TokenService::all() const
{
    QList<AccessToken> tokens;
    for (const security::StoredToken &stored : m_door.tokens().all())
        tokens.append(stored.token);
    return tokens;
}

Result<> TokenService::mayCreate(const codec::TokenWish &wish) const
{
    if (m_creating.contains(wish.name))
        return fail(ErrorCode::Conflict, u"field name: a token with it is being made"_s, u"name"_s);
    qsizetype inForce = m_creating.size();
    for (const AccessToken &token : all()) {
        if (!security::isInForce(token, m_clock.now()))
            continue;
        ++inForce;
        if (token.name == wish.name)
            return fail(ErrorCode::Conflict, u"field name: token %1 has it"_s.arg(token.id), u"name"_s);
    }
    if (inForce >= tokensMax)
        return fail(ErrorCode::Conflict, u"there are %1 tokens in force: revoke some"_s.arg(tokensMax));
    return {};
}

void TokenService::create(const codec::TokenWish &wish, const security::Caller &by, OnMade done)
{
    if (const Result<> may = mayCreate(wish); !may)
        return done(tl::unexpected(may.error()));
    const Instant now = m_clock.now();
    MadeToken made{.token = {}, .secret = security::newSecret()};
    made.token.id = security::newTokenId();
    made.token.name = wish.name;
    made.token.role = wish.role;
    made.token.scope = wish.scope;
    made.token.createdAt = now;
    made.token.createdBy = by.actor;
    if (wish.expiresIn)
        made.token.expiresAt = now + *wish.expiresIn;
    AuditRecord audit = recordOf(u"token.create"_s, by.context(), made.token, now);
    audit.reason = wish.reason;
    m_creating.insert(wish.name);
    put({made.token, security::hashOf(made.secret)}, std::move(audit), true, [this, made, done = std::move(done)](Result<> &&stored) {
        m_creating.remove(made.token.name);
        if (!stored)
            return done(tl::unexpected(stored.error()));
        qCInfo(tokenLog).noquote() << u"token made id=%1 role=%2"_s.arg(made.token.id, nameIn(roleNames, made.token.role));
        done(made);
    });
}

Result<security::StoredToken> TokenService::mayRevoke(const QString &id, const security::Caller &by) const
{
    const security::StoredToken *known = m_door.tokens().byId(id);
    if (!known)
        return fail(ErrorCode::NotFound, u"no token with this id"_s);
    if (known->token.revokedAt)
        return *known;
    if (by.tokenId == id)
        return fail(ErrorCode::Conflict, u"a token cannot revoke itself: use another one"_s);
    const QList<AccessToken> tokens = all();
    const auto isOtherAdmin = [&](const AccessToken &token) {
        return token.role == Role::Admin && token.id != id && !m_revoking.contains(token.id) && security::isInForce(token, m_clock.now());
    };
    if (known->token.role == Role::Admin && std::none_of(tokens.begin(), tokens.end(), isOtherAdmin))
        return fail(ErrorCode::Conflict, u"the last admin token cannot be revoked"_s);
    return *known;
}

void TokenService::revoke(const QString &id, const QString &reason, const security::Caller &by, OnRevoked done)
{
    const Result<security::StoredToken> found = mayRevoke(id, by);
    if (!found)
        return done(tl::unexpected(found.error()));
    if (found->token.revokedAt)
        return done(found->token);
    const Instant now = m_clock.now();
    security::StoredToken revoked = *found;
    revoked.token.revokedAt = now;
    AuditRecord audit = recordOf(u"token.revoke"_s, by.context(), revoked.token, now);
    audit.reason = reason;
    audit.before = std::exchange(audit.after, u"revoked"_s);
    m_revoking.insert(id);
    put(revoked, std::move(audit), false, [this, token = revoked.token, done = std::move(done)](Result<> &&stored) {
        m_revoking.remove(token.id);
        if (!stored)
            return done(tl::unexpected(stored.error()));
        qCInfo(tokenLog).noquote() << u"token revoked id=%1"_s.arg(token.id);
        done(token);
    });
}

void TokenService::reload(Done done)
{
    m_waiting.push_back(std::move(done));
    if (m_reading.empty())
        read();
}

void TokenService::read()
{
    m_reading = std::exchange(m_waiting, {});
    m_changesRead = m_changes;
    m_coordinator.read<QList<security::StoredToken>>([](store::TransactionReader &reader) { return reader.tokens(); },
                                                     [this](Result<QList<security::StoredToken>> &&rows) { take(std::move(rows)); });
}

void TokenService::take(Result<QList<security::StoredToken>> &&rows)
{
    if (m_changesRead != m_changes) { // a token revoked here meanwhile must not come back
        m_waiting.insert(m_waiting.begin(), std::make_move_iterator(m_reading.begin()), std::make_move_iterator(m_reading.end()));
        return read();
    }
    if (rows)
        m_door.tokens().replaceAll(*rows);
    const std::vector<Done> served = std::exchange(m_reading, {});
    if (!m_waiting.empty())
        read();
    for (const Done &done : served)
        done(rows ? Result<>() : Result<>(tl::unexpected(rows.error())));
}

// The file comes first: whoever loses power in between finds it at the next start, and it is taken then.
Result<TokenService::Wanted> TokenService::wantedSecret() const
{
    const Result<QByteArray> provided = security::readSecret(m_settings.adminTokenFile, 4096);
    if (provided) {
        const QByteArray secret = provided->trimmed();
        if (security::canBeSecret(secret))
            return Wanted{secret, false};
        return fail(ErrorCode::InvalidRequest, u"%1 holds no token: one line of %2 to 256 visible ASCII characters is needed"_s
                        .arg(m_settings.adminTokenFile).arg(security::secretCharactersMin));
    }
    if (provided.error().code != ErrorCode::NotFound)
        return tl::unexpected(provided.error());
    const QByteArray secret = security::newSecret();
    if (const Result<> made = security::createSecret(m_settings.adminTokenFile, secret + '\n'); !made)
        return tl::unexpected(made.error());
    return Wanted{secret, true};
}

void TokenService::makeFirst(Done done)
{
    const Result<Wanted> wanted = wantedSecret();
    if (!wanted)
        return done(tl::unexpected(wanted.error()));
    const Instant now = m_clock.now();
    security::StoredToken token = adminToken(security::firstTokenId(), u"admin"_s, wanted->secret, now);
    AuditRecord audit = ownRecord(token.token, now);
    put(std::move(token), std::move(audit), true, [this, wanted = *wanted, done = std::move(done)](Result<> &&stored) {
        if (!stored && stored.error().code == ErrorCode::Conflict)
            return lostTheRace(wanted, done);
        if (stored)
            qCInfo(tokenLog).noquote() << (wanted.fileIsNew ? "first start: the admin token is in" : "first start: the admin token is taken from")
                                       << m_settings.adminTokenFile;
        done(std::move(stored));
    });
}

// Another coordinator started on the same empty store at the same moment.
void TokenService::lostTheRace(const Wanted &wanted, Done done)
{
    reload([this, wanted, done = std::move(done)](Result<> &&loaded) {
        if (loaded && !m_door.tokens().find(wanted.secret)) {
            if (wanted.fileIsNew)
                QFile::remove(m_settings.adminTokenFile);
            qCWarning(tokenLog).noquote() << "another coordinator has made the first admin token;" << m_settings.adminTokenFile
                                          << (wanted.fileIsNew ? "is removed" : "holds no token of this store");
        }
        done(std::move(loaded));
    });
}

void TokenService::makeAnother(Done done)
{
    const Instant now = m_clock.now();
    const QByteArray secret = security::newSecret();
    const QString id = security::newTokenId();
    security::StoredToken token = adminToken(id, u"admin-%1"_s.arg(id), secret, now);
    AuditRecord audit = ownRecord(token.token, now);
    put(std::move(token), std::move(audit), true, [this, secret, done = std::move(done)](Result<> &&stored) {
        if (stored)
            stored = security::replaceSecret(m_settings.adminTokenFile, secret + '\n');
        if (stored)
            qCWarning(tokenLog).noquote() << "as asked for, a new admin token is in" << m_settings.adminTokenFile
                                          << "- the earlier ones are still valid";
        done(std::move(stored));
    });
}

void TokenService::put(security::StoredToken token, AuditRecord audit, bool onlyNew, Done done)
{
    store::PutToken request{.token = token, .audit = std::move(audit), .onlyNew = onlyNew};
    m_coordinator.ask(std::move(request), [this, token = std::move(token), done = std::move(done)](store::StoreAnswer &&answer) {
        if (auto *error = std::get_if<Error>(&answer)) {
            if (error->code == ErrorCode::OutcomeUnknown)
                reload([](Result<> &&) {});
            return done(tl::unexpected(std::move(*error)));
        }
        ++m_changes;
        m_door.tokens().put(token);
        done({});
    });
}

} // namespace txdesk::api
