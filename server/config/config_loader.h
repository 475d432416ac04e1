// Puts the configuration together: option > conf.yml > environment > default.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"
#include "shared/base/result.h"

#include <QMap>

namespace txdesk::config {

enum class Wish { Run, Help, Version, PrintConfig, CheckConfig, ListFailpoints };

struct Loaded
{
    Wish wish = Wish::Run;
    Config config;
    QStringList warnings;          // one line each
    QString file;                  // the conf.yml; empty: none
    QMap<QString, QString> places; // by key, for what conf.yml says and nothing stronger: "/etc/txdesk/conf.yml:12"
};

// `arguments` without the program's name. Errors are InvalidRequest; the program ends with exit code 2 on them.
[[nodiscard]] Result<Loaded> load(const QStringList &arguments, const QMap<QString, QString> &environment);

// This process's environment.
[[nodiscard]] QMap<QString, QString> processEnvironment();

// What no single option can say: DTM's own rules between options, the store's driver, the bind addresses. An error's
// field is the key to blame.
[[nodiscard]] Result<> checkTogether(const Config &config);

// Files that hold secrets, conf.yml with a password among them, must not be readable by others: an error says which
// chmod mends it. Files that are not there are left to those who need them.
[[nodiscard]] Result<> checkSecrets(const Loaded &loaded);

// `error` with the place in conf.yml where the option to blame stands, if it stands there.
[[nodiscard]] Error placed(const Loaded &loaded, const Error &error);

} // namespace txdesk::config
