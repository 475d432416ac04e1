// One gRPC call on its way through the server, as values: what is asked, and what is answered.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/security/doorkeeper.h"
#include "shared/base/names.h"
#include "shared/codec/dtm_request.h"
#include "shared/model/transaction_snapshot.h"

#include <variant>

namespace txdesk::grpcapi {

enum class Method { NewGid, Submit, Prepare, Abort, RegisterBranch, PrepareWorkflow, Subscribe, Unsubscribe, DeleteTopic };
// As the label `api` of the metrics has them: the last part of the path, in lower case.
inline constexpr std::array<Name<Method>, 9> methodNames{{
    {Method::NewGid, QLatin1StringView("newgid")},
    {Method::Submit, QLatin1StringView("submit")},
    {Method::Prepare, QLatin1StringView("prepare")},
    {Method::Abort, QLatin1StringView("abort")},
    {Method::RegisterBranch, QLatin1StringView("registerbranch")},
    {Method::PrepareWorkflow, QLatin1StringView("prepareworkflow")},
    {Method::Subscribe, QLatin1StringView("subscribe")},
    {Method::Unsubscribe, QLatin1StringView("unsubscribe")},
    {Method::DeleteTopic, QLatin1StringView("deletetopic")},
}};

struct TopicBody { QString topic; QString url; QString remark; };

// Nothing for NewGid; an Error is input that was refused while it was read.
using Question = std::variant<std::monostate, codec::TransactionRequest, codec::AbortBody, codec::RegisterBody, TopicBody, Error>;

// The codes of gRPC that are used here, with gRPC's numbers.
enum class Code { Ok = 0, Unknown = 2, InvalidArgument = 3, PermissionDenied = 7, ResourceExhausted = 8, FailedPrecondition = 9, Aborted = 10, Internal = 13, Unavailable = 14, Unauthenticated = 16 };

struct Answer
{
    Code code = Code::Ok;
    QString message{};                             // empty when Ok
    QString gid{};                                 // NewGid
    std::optional<TransactionSnapshot> snapshot{}; // PrepareWorkflow
};

struct Visitor
{
    security::Knock knock{};
    bool isOurselves = false; // the call is one of ours, to a participant
};

// A call that waits for its answer. Destroyed without one, it is answered that the server is shutting down.
// Thread: the I/O thread; the client may have left long ago, nothing notices.
class Incoming
{
public:
    Incoming(Method asked, Question body, Visitor who) : method(asked), question(std::move(body)), visitor(std::move(who)) {}
    virtual ~Incoming() = default;
    Incoming(const Incoming &) = delete;
    Incoming &operator=(const Incoming &) = delete;

    virtual void letIn() = 0;                      // the doorkeeper did: its connection is no stranger's any more
    virtual void answer(const Answer &answer) = 0; // once

    const Method method;
    Question question;
    const Visitor visitor;
};

} // namespace txdesk::grpcapi
