// SPDX-License-Identifier: Apache-2.0
#include "server/branch/notify_rule.h"

namespace txdesk::branch {

using namespace Qt::StringLiterals;

bool isNotification(const engine::Call &call)
{
    return call.kind == TransactionKind::Notify && call.op == OpKind::Action;
}

engine::CallAnswered notifiedBy(const engine::Call &call, const http::ClientResult &result)
{
    constexpr qsizetype shownMost = 200;
    engine::CallAnswered answer = answerFromHttp(call.call, result, {.outcome = Outcome::Succeeded});
    if (result.kind != http::ClientResult::Kind::Answered)
        return answer;
    const bool isGood = result.status >= 200 && result.status < 300;
    const QByteArray said = result.body.trimmed();
    if (isGood && (call.successBody.isEmpty() || said == call.successBody.toUtf8()))
        return answer;
    answer.outcome = Outcome::Unknown;
    const QString shown = said.isEmpty() ? u"nothing"_s : u'"' + wordsOf(said).left(shownMost) + u'"';
    answer.text = isGood ? u"expected \"%1\", the receiver answered %2"_s.arg(call.successBody, shown)
                         : u"answered with HTTP status %1: %2"_s.arg(QString::number(result.status), shown);
    return answer;
}

} // namespace txdesk::branch
