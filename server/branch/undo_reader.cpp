// SPDX-License-Identifier: Apache-2.0
#include "server/branch/undo_reader.h"

#include "server/branch/branch_request.h"
#include "server/branch/branch_router.h"
#include "shared/model/participant_name.h"

namespace txdesk::branch {

using namespace Qt::StringLiterals;

namespace {

http::ClientLimits undoLimits()
{
    http::ClientLimits limits;
    limits.perHostMax = 4; // a person looks: that is no traffic
    limits.totalMax = 64;
    limits.waitingPerHostMax = 64;
    limits.bodyBytesMax = 1024 * 1024;
    return limits;
}

UndoAnswer undoFrom(http::ClientResult &&result)
{
    using Kind = UndoAnswer::Kind;
    if (result.kind != http::ClientResult::Kind::Answered)
        return {.kind = Kind::NoAnswer, .body = {}, .why = result.error};
    if (result.status == 404)
        return {.kind = Kind::None, .body = {}, .why = {}};
    if (result.status != 200)
        return {.kind = Kind::NoAnswer, .body = {}, .why = u"answered with HTTP status %1"_s.arg(result.status)};
    return {.kind = Kind::Told, .body = std::move(result.body), .why = {}};
}

} // namespace

UndoReader::UndoReader(Outbound outbound, bool insideDocker)
    : m_outbound(std::move(outbound)), m_insideDocker(insideDocker), m_client(undoLimits())
{
    m_client.setAddressCheck(addressCheckOf(m_outbound.policy));
}

void UndoReader::read(const engine::Call &rollback, std::function<void(UndoAnswer &&)> done)
{
    engine::Call call = rollback;
    if (m_insideDocker)
        call.url = fromInsideDocker(call.url);
    const auto refuse = [&done](const QString &why) { done({.kind = UndoAnswer::Kind::NoAnswer, .body = {}, .why = why}); };
    if (transportFor(call.url, call.protocol) != Transport::Http)
        return refuse(u"undo records are asked for over HTTP only"_s);
    if (const Result<> allowed = m_outbound.policy->checkUrl(call.url); !allowed)
        return refuse(forbiddenText(allowed.error(), participantOf(call.url)));
    m_client.send(requestFor(call, usualHeaders(m_outbound)),
                  [done = std::move(done)](http::ClientResult &&result) { done(undoFrom(std::move(result))); });
}

} // namespace txdesk::branch
