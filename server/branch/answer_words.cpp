// SPDX-License-Identifier: Apache-2.0
#include "server/branch/answer_words.h"

namespace txdesk::branch {

using namespace Qt::StringLiterals;

QString wordsOf(QByteArrayView answer)
{
    constexpr qsizetype textBytesMax = 4096;
    return QString::fromUtf8(answer.first(std::min(answer.size(), textBytesMax)));
}

BarrierNote barrierNoteFrom(QByteArrayView note)
{
    return valueIn(barrierNoteNames, QString::fromLatin1(note)).value_or(BarrierNote::None);
}

engine::CallAnswered answerFromHttp(engine::CallId id, const http::ClientResult &result, Verdict verdict)
{
    engine::CallAnswered answer{.call = id, .took = result.took};
    if (result.kind != http::ClientResult::Kind::Answered) {
        answer.text = result.error;
        return answer;
    }
    answer.outcome = verdict.outcome;
    answer.statusCode = result.status;
    answer.barrier = barrierNoteFrom(http::headerValue(result.headers, "x-tx-barrier"));
    if (answer.outcome != Outcome::Succeeded)
        answer.text = wordsOf(result.body);
    if (answer.outcome == Outcome::Unknown && answer.text.isEmpty())
        answer.text = u"answered with HTTP status %1"_s.arg(result.status);
    return answer;
}

} // namespace txdesk::branch
