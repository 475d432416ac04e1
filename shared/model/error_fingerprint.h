// An error without what differs from call to call: numbers, ids, addresses. Equal faults have equal fingerprints.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

namespace txdesk {

// At most 120 characters, one line. Empty for an empty error.
[[nodiscard]] QString errorFingerprint(const QString &error);

} // namespace txdesk
