// Where a call goes and how it was answered, in short words: HTTP, JSON-RPC and gRPC alike.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/model/vocabulary.h"

#include <QString>

#include <optional>

namespace txdesk::console {

// "http://host:80/api/TransIn?a=1" -> "/api/TransIn"; "host:90/pkg.Bank/TransIn" -> "/pkg.Bank/TransIn";
// a JSON-RPC URL with a method: "/api/json-rpc TransIn".
[[nodiscard]] QString callPath(QStringView url);

// The last part of the path, or the JSON-RPC method: "TransIn"; host and port if there is neither.
[[nodiscard]] QString callName(QStringView url);

// "HTTP 500", "gRPC 14", "no answer"; empty if the code tells nothing that the outcome does not.
[[nodiscard]] QString codeText(int statusCode, std::optional<Outcome> outcome);
// The same without the protocol's name, for narrow columns: "500".
[[nodiscard]] QString shortCodeText(int statusCode, std::optional<Outcome> outcome);

} // namespace txdesk::console
