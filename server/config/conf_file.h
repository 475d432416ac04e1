// Reads a conf.yml into pairs of key and text; it knows YAML, nothing of options.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QList>
#include <QString>

namespace txdesk::config {

struct FileEntry
{
    QString key;  // "Store.File"
    QString text; // lists joined by commas
    int line = 0; // from 1
};

// Errors begin with "FILE:LINE: ".
[[nodiscard]] Result<QList<FileEntry>> readConfFile(const QString &file);

} // namespace txdesk::config
