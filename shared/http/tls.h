// TLS settings of the server and of the client: which files, whom to trust. Loading them is checking them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace txdesk::http {

// TLS 1.2 with forward secrecy and AEAD ciphers only, or 1.3, which is preferred; sessions are resumed by tickets; a
// connection never negotiates again. All files are PEM.
struct ServerTls
{
    QString certificateFile{}; // the server's certificate, then those between it and its authority
    QString keyFile{};         // without a passphrase; nobody but its owner may read it
    QString clientCaFile{};    // authorities of clients. Empty: clients are not asked. Else asked, and may have none; a
                               // certificate that none of these signed, or that has expired, ends the handshake

    friend bool operator==(const ServerTls &, const ServerTls &) = default;
};

// A server's certificate is always verified (authority, host name, dates), unless it is the pinned one. Hosts are spelled
// "name", or "name:port" for one port of it, which comes first; lower case.
struct ClientTls
{
    QString caFile{};                          // authorities besides those of the system
    QHash<QString, QString> caFileOfHost{};    // for this host only these, not those of the system
    QByteArray pin{};                          // see normalPin(). The server must show exactly this certificate; then
                                               // neither its authority nor its name nor its dates count
    QHash<QString, QByteArray> pinOfHost{};    // instead of `pin`
    QString certificateFile{};                 // the client's own, then those between it and its authority; may be empty
    QString keyFile{};                         // as in ServerTls

    friend bool operator==(const ClientTls &, const ClientTls &) = default;
};

// Loads what is named and forgets it. InvalidRequest: one sentence that names the file and what to do. The value:
// warnings, one sentence each (expired, not yet valid, ends within two weeks).
[[nodiscard]] Result<QStringList> checkServerTls(const ServerTls &tls);
[[nodiscard]] Result<QStringList> checkClientTls(const ClientTls &tls);

// A fingerprint, the SHA-256 of a certificate, as 64 hexadecimal digits in lower case: "AB:CD:..." becomes "abcd...".
// Null when it is none.
[[nodiscard]] QByteArray normalPin(const QByteArray &fingerprint);

} // namespace txdesk::http
