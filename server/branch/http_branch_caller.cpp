// SPDX-License-Identifier: Apache-2.0
#include "server/branch/http_branch_caller.h"

#include "server/branch/answer_words.h"
#include "server/branch/branch_request.h"
#include "server/branch/json_rpc_call.h"

namespace txdesk::branch {

void HttpBranchCaller::call(const engine::Call &call, Answered done)
{
    m_client.send(requestFor(call),
                  [id = call.call, done = std::move(done)](http::ClientResult &&result) { done(answerFromHttp(id, result)); });
}

void HttpBranchCaller::callJsonRpc(const engine::Call &call, Answered done)
{
    Result<http::ClientRequest> request = jsonRpcRequestFor(call);
    if (!request) {
        QMetaObject::invokeMethod(
            &m_client, [id = call.call, why = request.error().message, done = std::move(done)] { done({.call = id, .text = why}); },
            Qt::QueuedConnection);
        return;
    }
    m_client.send(std::move(*request),
                  [id = call.call, done = std::move(done)](http::ClientResult &&result) { done(answerFromJsonRpc(id, result)); });
}

} // namespace txdesk::branch
