// DTM's protocol without its transports: what HTTP, JSON-RPC and gRPC all ask, answered in DTM's words.
// Thread: the I/O thread; every function and callback. Each callback is called exactly once, now or later.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/doorkeeper.h"
#include "shared/base/result.h"
#include "shared/codec/dtm_request.h"
#include "shared/engine/effect.h"

#include <functional>

namespace txdesk::api {

struct ApiParts;

// Success, Failure, Ongoing, Error and Busy are the engine's; BadRequest is input that is refused before it gets there.
struct DtmReply
{
    enum class Kind { Success, Failure, Ongoing, Error, BadRequest, Forbidden, Busy };
    Kind kind = Kind::Success;
    QString message{};                             // empty on success; a Failure's ends in FAILURE
    std::optional<TransactionSnapshot> snapshot{}; // prepareWorkflow

    // An error that DTM does not return but panics with: its JSON-RPC and gRPC answer those otherwise. Not of topics' requests.
    [[nodiscard]] bool isPanic() const;
};
using OnDtmReply = std::function<void(DtmReply &&)>;

// Scopes and URLs are checked here, for all transports: what is outside of a scope is answered Forbidden, a URL that may
// not be called BadRequest, and nothing of it is done.
class DtmService
{
public:
    using Caller = security::Caller;

    explicit DtmService(ApiParts &parts) : m_parts(parts) {}

    // For transports other than HTTP: what every request must pass first. Refusals are recorded.
    [[nodiscard]] tl::expected<Caller, security::Refusal> admit(const security::Knock &knock, Role needed);

    // For transports other than HTTP: what they refused or passed on as refused, for the metrics of limits.
    void countRefusal(const QString &message);

    [[nodiscard]] QString newGid();
    void prepare(const Caller &caller, codec::TransactionRequest request, OnDtmReply done);
    void submit(const Caller &caller, codec::TransactionRequest request, OnDtmReply done);
    void abort(const Caller &caller, codec::AbortBody body, OnDtmReply done);
    void registerBranch(const Caller &caller, codec::RegisterBody body, OnDtmReply done);
    void prepareWorkflow(const Caller &caller, codec::TransactionRequest request, OnDtmReply done);
    void subscribe(const Caller &caller, const QString &topic, const QString &url, const QString &remark, OnDtmReply done);
    void unsubscribe(const Caller &caller, const QString &topic, const QString &url, OnDtmReply done);
    void removeTopic(const Caller &caller, const QString &topic, OnDtmReply done);

    // What is outside of the caller's scope, or leads where nothing may be called; then what is stored under this gid: the
    // kind that a request names may be another one. `then` is called once.
    void admitted(const Caller &caller, const char *action, const Gid &gid, std::optional<TransactionKind> kind, const QStringList &urls,
                  std::function<void(std::optional<DtmReply> &&refusal)> then);

private:
    // What is outside of the caller's scope, which is recorded, or leads where nothing may be called.
    [[nodiscard]] std::optional<DtmReply> refusalOf(const Caller &caller, const char *action, const Gid &gid, std::optional<TransactionKind> kind,
                                                    const QStringList &urls);
    // The rows of a new transaction, as soon as the subscribers of its topics are known.
    void makeWanted(codec::TransactionRequest request, std::function<void(Result<TransactionSnapshot> &&)> done);

    ApiParts &m_parts;
};

} // namespace txdesk::api
