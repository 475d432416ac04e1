// One row an option: where it is kept, how it is spelled in conf.yml, environment and command line, its bounds, and
// one sentence about it. The loader, --help, --print-config, the tests and docs/man (TXDESK_REWRITE=1 with
// ctl_tests writes it anew) all read this table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"

#include <QList>

#include <variant>

namespace txdesk::config {

// A member of a Config. The type decides how the text is read.
using Place = std::variant<QString *, QStringList *, int *, double *, bool *, Seconds *, Milliseconds *>;

enum class Origin {
    Dtm,  // DTM's key: its environment name works with and without TXDESK_ in front
    Ours, // only with TXDESK_
};

// What an option's text is to those who may not know it.
enum class Care {
    None,
    Secret,     // never shown; only by conf.yml, which then nobody else may read, or by the environment
    SecretFile, // names a file that nobody but its owner may read
};

struct Option
{
    const char *key;      // path in conf.yml: "Store.File"
    Origin origin;
    const char *longName; // "http-port"; empty: not on the command line
    const char *unit;     // "s", "ms", "bytes" or empty
    double min;           // numbers: the least and the most that make sense
    double max;
    const char *sentence;
    Place (*place)(Config &config);
    Care care = Care::None;
};

[[nodiscard]] const QList<Option> &optionTable();

// Source: DTM's rule. Path joined by _, camel case split, upper case: Store.MaxOpenConns -> STORE_MAX_OPEN_CONNS.
[[nodiscard]] QString environmentName(const QString &key);

// Keys of DTM's conf.yml that mean nothing here: accepted with a warning, so that an existing file can be used.
[[nodiscard]] const QStringList &keysWithoutMeaning();

} // namespace txdesk::config
