// Whether the words of an answer count, or its status alone: DTM's way for all, the other for those an operator names.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outcome_classifier.h"
#include "server/security/url_patterns.h"

namespace txdesk::branch {

struct ResultRules
{
    ResultMatch usual = ResultMatch::Dtm;
    security::UrlPatterns statusOnly{}; // for these the status alone counts

    [[nodiscard]] ResultMatch of(const QString &url) const
    {
        if (usual == ResultMatch::StatusOnly || statusOnly.isEmpty())
            return usual;
        const Result<security::UrlParts> parts = security::urlPartsOf(url, urlBytesMax);
        return parts && statusOnly.has(*parts) ? ResultMatch::StatusOnly : ResultMatch::Dtm;
    }

    static constexpr int urlBytesMax = 64 * 1024;
};

} // namespace txdesk::branch
