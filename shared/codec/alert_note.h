// What an alert of the console tells a web-hook, as JSON.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/instant.h"

#include <QByteArray>
#include <QString>

namespace txdesk::codec {

struct AlertNote
{
    QString server;
    QString environment;
    QString rule;
    QString kind; // "fired", "repeated", "resolved"
    QString severity;
    QString metric;
    QString subject; // a participant; empty: the coordinator
    QString text;    // in the language of the console
    QString filter;  // of the console's list
    double value = 0;
    Instant since{};
    Instant at{};
};

// {"server","environment","rule","kind","severity","metric","subject","text","filter","value","since":ms,"at":ms}
[[nodiscard]] QByteArray alertNoteJson(const AlertNote &note);

} // namespace txdesk::codec
