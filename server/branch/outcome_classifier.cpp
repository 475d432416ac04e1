// SPDX-License-Identifier: Apache-2.0
#include "server/branch/outcome_classifier.h"

namespace txdesk::branch {
namespace {

constexpr qsizetype searchedBytesMax = 64 * 1024;

} // namespace

Verdict classify(int httpStatus, QByteArrayView body, ResultMatch match)
{
    const qsizetype searchedBytes = match == ResultMatch::Dtm ? std::min(body.size(), searchedBytesMax) : 0;
    const QByteArrayView searched = body.first(searchedBytes);
    if (httpStatus == 425)
        return {.outcome = Outcome::Ongoing};
    if (searched.contains("ONGOING"))
        return {.outcome = Outcome::Ongoing, .byText = true};
    if (httpStatus == 409)
        return {.outcome = Outcome::Rejected};
    if (searched.contains("FAILURE"))
        return {.outcome = Outcome::Rejected, .byText = true};
    if (httpStatus != 200)
        return {.outcome = Outcome::Unknown};
    return {.outcome = Outcome::Succeeded};
}

} // namespace txdesk::branch
