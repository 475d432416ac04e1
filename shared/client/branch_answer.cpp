// Spells a branch's answer as status, body and header.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/branch_answer.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

// A coordinator scans the whole body for these two words before it looks at the status.
QString withoutResultWords(QString text)
{
    return text.replace("FAILURE"_L1, "failure"_L1).replace("ONGOING"_L1, "ongoing"_L1);
}

} // namespace

BranchAnswer BranchAnswer::rejected(QString why)
{
    return {.outcome = Outcome::Rejected, .message = std::move(why)};
}

BranchAnswer BranchAnswer::ongoing(QString why)
{
    return {.outcome = Outcome::Ongoing, .message = std::move(why)};
}

BranchAnswer BranchAnswer::unknown(QString why)
{
    return {.outcome = Outcome::Unknown, .message = std::move(why)};
}

int BranchAnswer::httpStatus() const
{
    switch (outcome) {
    case Outcome::Succeeded:
        return 200;
    case Outcome::Rejected:
        return 409;
    case Outcome::Ongoing:
        return 425;
    case Outcome::Unknown:
        return 500;
    }
    return 500;
}

QByteArray BranchAnswer::body() const
{
    QJsonObject json;
    switch (outcome) {
    case Outcome::Succeeded:
        json["dtm_result"_L1] = "SUCCESS"_L1;
        break;
    case Outcome::Rejected:
        json["dtm_result"_L1] = "FAILURE"_L1;
        break;
    case Outcome::Ongoing:
        json["dtm_result"_L1] = "ONGOING"_L1;
        break;
    case Outcome::Unknown:
        break;
    }
    if (outcome != Outcome::Succeeded)
        json["message"_L1] = withoutResultWords(message);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

http::Response BranchAnswer::toResponse() const
{
    http::Response response{.status = httpStatus(), .body = body()};
    if (barrier != BarrierNote::None) {
        const QLatin1StringView note = nameIn(barrierNoteNames, barrier);
        response.headers.append({"X-Tx-Barrier", QByteArray(note.data(), note.size())});
    }
    return response;
}

} // namespace txdesk::client
