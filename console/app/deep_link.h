// txc://profile/tx/<gid>?branch=02&op=compensate&attempt=7 : where to look. A link has no word for doing anything.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"
#include "shared/base/strong_id.h"
#include "shared/model/vocabulary.h"

#include <optional>

namespace txdesk::console {

struct DeepLink
{
    static constexpr qsizetype longest = 2048; // characters

    QString profile; // by name
    Gid gid;         // empty: only the place
    BranchId branch{};
    std::optional<OpKind> op{};
    int attempt = 0; // from 1; 0: none is meant

    friend bool operator==(const DeepLink &, const DeepLink &) = default;
};

// Strangers write links: what is not understood is refused, unknown questions are dropped.
[[nodiscard]] Result<DeepLink> parseLink(const QString &text);
[[nodiscard]] QString linkText(const DeepLink &link);

} // namespace txdesk::console
