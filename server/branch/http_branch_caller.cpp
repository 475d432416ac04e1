// SPDX-License-Identifier: Apache-2.0
#include "server/branch/http_branch_caller.h"

#include "server/branch/answer_words.h"
#include "server/branch/branch_request.h"
#include "server/branch/json_rpc_call.h"
#include "server/branch/notify_rule.h"

namespace txdesk::branch {

HttpBranchCaller::HttpBranchCaller(http::ClientLimits limits, const Outbound &outbound, ResultRules rules)
    : m_rules(std::move(rules)), m_usualHeaders(usualHeaders(outbound)), m_client(limits)
{
    m_client.setAddressCheck(addressCheckOf(outbound.policy));
}

void HttpBranchCaller::call(const engine::Call &call, Answered done)
{
    if (isNotification(call))
        return notify(call, std::move(done));
    // AT is not DTM's: a database's error that says FAILURE must not count as rows that somebody else has changed.
    const ResultMatch rule = call.kind == TransactionKind::At ? ResultMatch::StatusOnly : m_rules.of(call.url);
    m_client.send(requestFor(call, m_usualHeaders),
                  [this, id = call.call, match = rule, done = std::move(done)](http::ClientResult &&result) {
                      done(answerFromHttp(id, result, verdictOf(match, result)));
                  });
}

void HttpBranchCaller::notify(const engine::Call &call, Answered &&done)
{
    m_client.send(requestFor(call, m_usualHeaders), [this, call, done = std::move(done)](http::ClientResult &&result) {
        m_forbidden += result.kind == http::ClientResult::Kind::Forbidden ? 1 : 0;
        done(notifiedBy(call, result));
    });
}

void HttpBranchCaller::callJsonRpc(const engine::Call &call, Answered done)
{
    Result<http::ClientRequest> request = jsonRpcRequestFor(call, m_usualHeaders);
    if (!request) {
        QMetaObject::invokeMethod(
            &m_client, [id = call.call, why = request.error().message, done = std::move(done)] { done({.call = id, .text = why}); },
            Qt::QueuedConnection);
        return;
    }
    m_client.send(std::move(*request),
                  [this, id = call.call, match = m_rules.of(call.url), done = std::move(done)](http::ClientResult &&result) {
                      done(answerFromJsonRpc(id, result, verdictOf(match, result)));
                  });
}

Verdict HttpBranchCaller::verdictOf(ResultMatch match, const http::ClientResult &result)
{
    m_forbidden += result.kind == http::ClientResult::Kind::Forbidden ? 1 : 0;
    if (result.kind != http::ClientResult::Kind::Answered)
        return {};
    const Verdict verdict = classify(result.status, result.body, match);
    m_decidedByText += verdict.byText ? 1 : 0;
    return verdict;
}

} // namespace txdesk::branch
