// SPDX-License-Identifier: Apache-2.0
#include "server/branch/http_branch_caller.h"

#include "server/branch/branch_request.h"
#include "server/branch/outcome_classifier.h"
#include "shared/base/failpoint.h"

namespace txdesk::branch {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype textBytesMax = 4096;

QString words(const QByteArray &body)
{
    return QString::fromUtf8(body.first(std::min(body.size(), textBytesMax)));
}

BarrierNote barrierOf(const http::ClientResult &result)
{
    const QByteArray note = http::headerValue(result.headers, "x-tx-barrier");
    return note.isNull() ? BarrierNote::None
                         : valueIn(barrierNoteNames, QString::fromLatin1(note)).value_or(BarrierNote::None);
}

engine::CallAnswered answerFrom(engine::CallId id, const http::ClientResult &result)
{
    engine::CallAnswered answer{.call = id, .took = result.took};
    if (result.kind != http::ClientResult::Kind::Answered) {
        answer.text = result.error;
        return answer;
    }
    const Verdict verdict = classify(result.status, result.body);
    answer.outcome = verdict.outcome;
    answer.statusCode = result.status;
    answer.barrier = barrierOf(result);
    if (answer.outcome != Outcome::Succeeded)
        answer.text = words(result.body);
    if (answer.outcome == Outcome::Unknown && answer.text.isEmpty())
        answer.text = u"answered with HTTP status %1"_s.arg(result.status);
    return answer;
}

} // namespace

void HttpBranchCaller::call(const engine::Call &call, Answered done)
{
    const bool query = call.op == OpKind::Query;
    TXDESK_FAILPOINT("call.before");
    if (query)
        TXDESK_FAILPOINT("query.before");
    m_client.send(requestFor(call), [id = call.call, query, done = std::move(done)](http::ClientResult &&result) {
        if (query)
            TXDESK_FAILPOINT("query.after");
        TXDESK_FAILPOINT("call.reply.before");
        done(answerFrom(id, result));
        TXDESK_FAILPOINT("call.reply.after");
    });
    TXDESK_FAILPOINT("call.sent");
}

} // namespace txdesk::branch
