// TransactionOptions and custom_data as DTM writes and reads them (columns options and custom_data, request members).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"
#include "shared/model/transaction_options.h"
#include "shared/model/vocabulary.h"

#include <QByteArray>

namespace txdesk::codec {

// {"wait_result":true,"concurrent":false}: members that are zero are left out, concurrent never is. Ours come last: without
// them the text is DTM's.
[[nodiscard]] QByteArray optionsText(const TransactionOptions &options);
[[nodiscard]] Result<TransactionOptions> optionsFromText(const QByteArray &text); // empty text: all defaults

// `steps`: how many steps the saga has; orders out of range, self loops and cycles are errors naming "orders".
// steps < 0: not known (a row read back from the store), indexes are not checked.
[[nodiscard]] Result<CustomData> customDataFromText(TransactionKind kind, const QString &text, int steps);

} // namespace txdesk::codec
