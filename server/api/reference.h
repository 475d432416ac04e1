// docs/api.md and docs/limits.md from the tables the code runs on; tests/api fails when the committed files differ.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk::api {

[[nodiscard]] QString routeReference(); // the tables of routes, Markdown

} // namespace txdesk::api
