// The words behind `txdeskctl`, read by the verb table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/verb_table.h"
#include "shared/base/result.h"

#include <QMap>
#include <QStringList>

namespace txdesk::ctl {

struct CommandLine
{
    enum class Wish { Run, Help, Version };
    Wish wish = Wish::Run;
    const Verb *verb = nullptr;     // null: only with Help and Version
    QStringList words;              // the verb's arguments
    QMap<QString, QString> options; // by name, without dashes; flags have an empty value

    [[nodiscard]] bool has(const QString &name) const { return options.contains(name); }
    [[nodiscard]] QString value(const QString &name) const { return options.value(name); }
    [[nodiscard]] bool wantsJson() const;
};

// `arguments` without the program's name. InvalidRequest: one sentence that says what would be right.
[[nodiscard]] Result<CommandLine> commandLineFrom(const QStringList &arguments);

} // namespace txdesk::ctl
