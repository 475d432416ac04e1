// --check-config: everything a start would read is read, and nothing is changed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config_loader.h"

namespace txdesk::app {

enum class Weight { Good, Warning, Error };

struct Finding
{
    Weight weight = Weight::Good;
    QString text; // one sentence
};

// Blocks: reads files, connects to the database.
[[nodiscard]] QList<Finding> findingsOf(const config::Loaded &loaded);
[[nodiscard]] QString reportText(const QList<Finding> &findings); // a line each, and one that sums up
[[nodiscard]] bool isGood(const QList<Finding> &findings);        // no errors

// What a start refuses with exit code 2: files that are named and cannot be used, lists that cannot be read. The store
// is not among it.
[[nodiscard]] Result<> checkStart(const config::Loaded &loaded);

} // namespace txdesk::app
