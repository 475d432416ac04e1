// Where the server is, whom to trust and with which token: option > environment > ctl.ini > default.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/command_line.h"
#include "shared/http/tls.h"

#include <chrono>

namespace txdesk::ctl {

struct ConnectionSettings
{
    QString url;        // without a slash at the end
    QString tokenFile;  // empty: no token
    QByteArray token;
    http::ClientTls tls;
    std::chrono::milliseconds timeout{30'000};
};

// ~/.config/txdesk/ctl.ini, wherever this user's settings are.
[[nodiscard]] QString iniFile();

// Reads the token's file. NotAllowed: its mode is too wide (the message holds the chmod command); NotFound: it is not there;
// InvalidRequest: the rest, also a token that would travel to another machine without TLS, and a token or client
// certificate from a weaker source than the URL.
[[nodiscard]] Result<ConnectionSettings> connectionFrom(const CommandLine &line, const QMap<QString, QString> &environment, const QString &ini);

} // namespace txdesk::ctl
