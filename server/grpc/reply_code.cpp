// SPDX-License-Identifier: Apache-2.0
#include "server/grpc/reply_code.h"

namespace txdesk::grpcapi {

using namespace Qt::StringLiterals;

namespace {

// Their errors DTM returns, also those that look like its panics.
bool isAboutTopics(Method method)
{
    return method == Method::Subscribe || method == Method::Unsubscribe || method == Method::DeleteTopic;
}

Code codeOf(Method method, const api::DtmReply &reply)
{
    switch (reply.kind) {
    case api::DtmReply::Kind::Success: return Code::Ok;
    case api::DtmReply::Kind::Failure: return Code::Aborted;
    case api::DtmReply::Kind::Ongoing: return Code::FailedPrecondition;
    case api::DtmReply::Kind::BadRequest: return Code::InvalidArgument;
    case api::DtmReply::Kind::Forbidden: return Code::PermissionDenied;
    case api::DtmReply::Kind::Busy: return Code::Unavailable;
    case api::DtmReply::Kind::Error: break;
    }
    return !isAboutTopics(method) && reply.isPanic() ? Code::Internal : Code::Unknown;
}

} // namespace

Answer answerFrom(const security::Refusal &refusal)
{
    using Kind = security::Refusal::Kind;
    const Code code = refusal.kind == Kind::Forbidden ? Code::PermissionDenied
        : refusal.kind == Kind::TooMany               ? Code::ResourceExhausted
                                                      : Code::Unauthenticated;
    return {.code = code, .message = refusal.message};
}

Answer answerFrom(Method method, api::DtmReply &&reply)
{
    Answer answer{.code = codeOf(method, reply)};
    if (answer.code == Code::FailedPrecondition)
        answer.message = u"ONGOING"_s;
    else if (answer.code != Code::Ok)
        answer.message = std::move(reply.message);
    answer.snapshot = std::move(reply.snapshot);
    return answer;
}

} // namespace txdesk::grpcapi
