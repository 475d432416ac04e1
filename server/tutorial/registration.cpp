// Case study: registration. The user centre and the unified account service both know a new user, or neither does; by AT
// (?by=at) or by TCC (?by=tcc: tried as "new", confirmed as "ready", cancelled by deleting).
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/at_service.h"
#include "server/tutorial/services.h"
#include "shared/at/undo_log.h"
#include "shared/client/tcc.h"
#include "shared/client/tcc_log.h"

#include <QUrl>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;
using client::BranchAnswer;

namespace {

constexpr QLatin1StringView refusedUser = "mallory"_L1; // the account service refuses this name
constexpr QLatin1StringView failedUser = "trent"_L1;    // the user centre fails after everything has worked

struct RegistrationWords
{
    QLatin1StringView table;
    QLatin1StringView create;
    QLatin1StringView insert;
    QLatin1StringView ready;
    QLatin1StringView remove;
};
constexpr RegistrationWords userWords{"user_info"_L1, "create_user_info"_L1, "user_insert"_L1, "user_ready"_L1, "user_delete"_L1};
constexpr RegistrationWords accountWords{"login_account"_L1, "create_login_account"_L1, "login_insert"_L1, "login_ready"_L1, "login_delete"_L1};

class RegistrationService : public Service
{
public:
    RegistrationService(ServiceParts &parts, const RegistrationWords &words) : m_parts(parts), m_words(words) {}

    [[nodiscard]] QStringList tables() const override
    {
        return {m_words.table, u"undo_log"_s, u"local_try_log"_s, u"local_confirm_log"_s, u"local_cancel_log"_s};
    }

    [[nodiscard]] Result<> createTables(QSqlDatabase db) override
    {
        if (const Result<QSqlQuery> made = runStatement(db, m_words.create); !made)
            return tl::unexpected(made.error());
        if (Result<> made = at::UndoLog(db).createTable(); !made)
            return made;
        return client::TccLog::createTables(db);
    }

protected:
    Result<> insertByAt(const at::AtTransaction &transaction, const QSqlDatabase &db, const QString &name) const
    {
        return changeByAt(m_parts, transaction, db, m_words.insert, {name, u"ready"_s}, u"nothing was inserted"_s);
    }

    [[nodiscard]] BranchAnswer insertAsNew(const QSqlDatabase &db, const QString &name) const
    {
        return oneRow(changeRows(db, m_words.insert, {name, u"new"_s}), u"nothing was inserted"_s);
    }

    // Confirm and cancel; the body is what registration told: {"name":".."}.
    http::Response end(Work &work, QLatin1StringView statement) const
    {
        Result<client::TccLog> log = client::TccLog::from(work.request);
        if (!log)
            return errorReply(log.error());
        const QString name = objectIn(work.request.body)["name"_L1].toString();
        return log->call(work.db, [&](QSqlDatabase &db) { return oneRow(changeRows(db, statement, {name}), u"%1 is not there"_s.arg(name.left(64))); })
            .toResponse();
    }

    [[nodiscard]] Route confirmRoute() { return {"/confirm", "called by the coordinator: makes it available"_L1, [this](Work &work) { return end(work, m_words.ready); }}; }
    [[nodiscard]] Route cancelRoute() { return {"/cancel", "called by the coordinator: takes it back"_L1, [this](Work &work) { return end(work, m_words.remove); }}; }

    ServiceParts &m_parts;
    const RegistrationWords &m_words;
};

class UserCenter final : public RegistrationService
{
public:
    explicit UserCenter(ServiceParts &parts) : RegistrationService(parts, userWords) {}

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/register", "registers: ?name=ann&by=at, or by=tcc"_L1, [this](Work &work) { return registered(work); }}, confirmRoute(), cancelRoute(), atPhaseTwo()};
    }

private:
    http::Response registered(Work &work)
    {
        const QString name = work.text("name");
        if (name.isEmpty() || name.size() > 100)
            return errorReply({ErrorCode::InvalidRequest, u"name: expected 1 to 100 letters"_s, u"name"_s});
        const Gid gid = work.gid();
        const bool byTcc = work.text("by", u"at"_s) == "tcc"_L1;
        return replyOf(byTcc ? byTccAs(gid, work.db, name) : byAtAs(gid, work.db, name), u"registered %1"_s.arg(name), gid);
    }

    [[nodiscard]] Result<> failure(const QString &name) const
    {
        return name == failedUser ? fail(ErrorCode::Conflict, u"the user centre fails on purpose"_s) : Result<>();
    }

    Result<> byAtAs(const Gid &gid, const QSqlDatabase &db, const QString &name)
    {
        return at::AtTransaction::run(m_parts.coordinator, [&](at::AtTransaction &transaction) -> Result<> {
            if (Result<> inserted = insertByAt(transaction, db, name); !inserted)
                return inserted;
            const QString url = m_parts.options.peer + "/account/create?name="_L1 + QString::fromLatin1(QUrl::toPercentEncoding(name));
            const Result<QByteArray> created = m_parts.coordinator.ask(url, transaction.headers()).result();
            return created ? failure(name) : tl::unexpected(created.error());
        }, {.gid = gid});
    }

    Result<> byTccAs(const Gid &gid, const QSqlDatabase &db, const QString &name)
    {
        const QByteArray payload = compactJson({{u"name"_s, name}});
        const QString peer = m_parts.options.peer;
        return client::Tcc(gid).run(m_parts.coordinator, [&](client::Tcc &tcc) -> Result<> {
            const auto opened = tcc.openBranch(m_parts.coordinator, {.tryUrl = {}, .confirm = m_parts.url("/confirm"_L1), .cancel = m_parts.url("/cancel"_L1),
                                                                     .payload = payload}).result();
            if (!opened)
                return tl::unexpected(opened.error());
            const BranchAnswer tried = client::TccLog(*opened).call(db, [&](QSqlDatabase &inside) { return insertAsNew(inside, name); });
            if (Result<> worked = resultOf(tried); !worked)
                return worked;
            const auto created = tcc.callBranch(m_parts.coordinator, {.tryUrl = peer + "/account/create"_L1, .confirm = peer + "/confirm"_L1,
                                                                      .cancel = peer + "/cancel"_L1, .payload = payload}).result();
            return created ? failure(name) : tl::unexpected(created.error());
        });
    }
};

class AccountCenter final : public RegistrationService
{
public:
    explicit AccountCenter(ServiceParts &parts) : RegistrationService(parts, accountWords) {}

    [[nodiscard]] QList<Route> routes() override
    {
        return {{"/account/create", "takes part in a registration, by AT (headers) or TCC (query)"_L1, [this](Work &work) { return create(work); }},
                confirmRoute(), cancelRoute(), atPhaseTwo()};
    }

private:
    http::Response create(Work &work)
    {
        const Result<client::TransactionContext> tcc = client::TransactionContext::from(work.request);
        if (tcc && tcc->kind == "tcc"_L1)
            return client::TccLog(*tcc).call(work.db, [&](QSqlDatabase &db) {
                const QString name = objectIn(work.request.body)["name"_L1].toString();
                return name == refusedUser ? BranchAnswer::rejected(u"the name is refused"_s) : insertAsNew(db, name);
            }).toResponse();
        const QString name = work.text("name");
        const Result<at::AtTransaction> transaction = at::AtTransaction::fromHeaders(m_parts.coordinator, work.request.headers);
        if (!transaction)
            return errorReply(transaction.error());
        if (name == refusedUser)
            return errorReply({ErrorCode::Conflict, u"the name is refused"_s, {}}, transaction->gid());
        return replyOf(insertByAt(*transaction, work.db, name), u"account of %1"_s.arg(name), transaction->gid());
    }
};

} // namespace

std::unique_ptr<Service> makeUserCenter(ServiceParts &parts)
{
    return std::make_unique<UserCenter>(parts);
}

std::unique_ptr<Service> makeAccountCenter(ServiceParts &parts)
{
    return std::make_unique<AccountCenter>(parts);
}

} // namespace txdesk::tutorial
