// The text of server-sent events. Source: WHATWG HTML, section 9.2 (the names of our events: docs/api.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"

#include <QByteArray>

namespace txdesk::api {

struct Hello
{
    quint64 sequence = 0; // the newest change at this moment
    QString node;
    Instant serverTime{};
    QString run;          // differs each time the server starts
};

[[nodiscard]] QByteArray helloText(const Hello &hello);
[[nodiscard]] QByteArray resetText();
[[nodiscard]] QByteArray heartbeatText(Instant now);
// `row` is JSON; `events` JSON "[...]" or empty for none.
[[nodiscard]] QByteArray changeText(quint64 sequence, const QByteArray &row, const QByteArray &events);

} // namespace txdesk::api
