// Where the web hook listens, with which secret in its path, and who else is told.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QHostAddress>
#include <QString>

class QSettings;

namespace txdesk::console {

struct HookSettings
{
    bool enabled = false;
    QString address = QStringLiteral("127.0.0.1"); // to listen on
    quint16 port = 36799;
    QString token{};    // in the path; letters and digits
    QString relayUrl{}; // the web hook that was there before; empty: none

    friend bool operator==(const HookSettings &, const HookSettings &) = default;
};

[[nodiscard]] HookSettings loadHookSettings(QSettings &settings);
void saveHookSettings(QSettings &settings, const HookSettings &hook);
[[nodiscard]] QString newHookToken(); // 32 letters and digits

// "127.0.0.1:36799" or "0.0.0.0:0"; InvalidRequest says what it looks like.
[[nodiscard]] Result<HookSettings> withAddress(HookSettings hook, const QString &text);

// What is wrong with it, in words for a person; empty: nothing.
[[nodiscard]] QString problemOf(const HookSettings &hook);

// "http://10.0.0.7:36799/dtm-alert/TOKEN". host: how DTM reaches this machine.
[[nodiscard]] QString hookUrl(const HookSettings &hook, const QString &host, quint16 port);
// The line for DTM's conf.yml.
[[nodiscard]] QString confLine(const QString &url);
// An address of this machine that others may reach, when it listens on all of them.
[[nodiscard]] QString reachableHost(const HookSettings &hook);

} // namespace txdesk::console
