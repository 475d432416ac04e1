// Puts the configuration together: option > conf.yml > environment > default.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"
#include "shared/base/result.h"

#include <QMap>

namespace txdesk::config {

enum class Wish { Run, Help, Version, PrintConfig, ListFailpoints };

struct Loaded
{
    Wish wish = Wish::Run;
    Config config;
    QStringList warnings; // one line each
};

// `arguments` without the program's name. Errors are InvalidRequest; the program ends with exit code 2 on them.
[[nodiscard]] Result<Loaded> load(const QStringList &arguments, const QMap<QString, QString> &environment);

// This process's environment.
[[nodiscard]] QMap<QString, QString> processEnvironment();

// What no single option can say: DTM's own rules between options, the store's driver, the bind address.
[[nodiscard]] Result<> checkTogether(const Config &config);

} // namespace txdesk::config
