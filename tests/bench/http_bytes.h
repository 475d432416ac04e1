// The least HTTP that a load generator and a light participant need: where a message in a buffer ends.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace txdesk::bench {

// Length of the first whole message in `bytes`, 0 while it is not whole. Knows Content-Length only: both sides of the
// bench send it.
[[nodiscard]] std::size_t messageLength(std::string_view bytes);
// The value of a query parameter in a request's first line; empty when absent. Not decoded.
[[nodiscard]] std::string_view parameterOf(std::string_view request, std::string_view name);
[[nodiscard]] int statusOf(std::string_view response);

} // namespace txdesk::bench
