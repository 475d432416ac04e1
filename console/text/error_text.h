// The one line of an error that a person wants to read: the sentence in a JSON body, without the protocol's wrapping.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace txdesk::console {

// {"message":"account frozen"}, also as quoted by the coordinator -> account frozen; "url:http://h/TransIn return failed: {..} FAILURE" -> TransIn: account
// frozen; other text: its first line. Secrets are hidden. Empty for an empty error.
[[nodiscard]] QString errorLine(const QString &error);

} // namespace txdesk::console
