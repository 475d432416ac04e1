// The store's logging category. Payloads are never logged.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLoggingCategory>

namespace txdesk::store {

Q_DECLARE_LOGGING_CATEGORY(storeLog)

} // namespace txdesk::store
