// What a coordinator showed of itself in the TLS handshake, and what makes it believable.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/result.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QStringList>

namespace txdesk::console {

// Which certificates are believed. Neither: those the system believes.
struct TlsTrust
{
    QString caFile; // PEM; only what these authorities signed
    QString pin;    // SHA-256 of the one certificate that is believed, hex; it stands in for authority and host name

    friend bool operator==(const TlsTrust &, const TlsTrust &) = default;
};

struct ServerCertificate
{
    QList<QSslCertificate> chain; // the server's own first
    QString protocol;             // "TLS 1.3"; empty: the handshake did not end
    QStringList problems;         // why it was refused, as the TLS library words it; empty: it was believed
    QString pinned;               // the pin it had to match, when it does not
    bool pinHelps = false;        // a person could vouch for it by its fingerprint: only who signed it is in doubt

    friend bool operator==(const ServerCertificate &, const ServerCertificate &) = default;
};

[[nodiscard]] QString fingerprintOf(const QSslCertificate &certificate); // SHA-256, 64 lower-case hex digits
[[nodiscard]] QString spacedFingerprint(const QString &hex);             // "AB:CD:..", 32 pairs
// A fingerprint as people paste it: colons, blanks and case do not matter. Empty: it is none.
[[nodiscard]] QString plainFingerprint(const QString &text);

[[nodiscard]] Result<QList<QSslCertificate>> certificatesIn(const QString &pemFile);

// What of these errors remains when the certificate is the pinned one: a pin vouches for the key, not for dates or
// revocation.
[[nodiscard]] QList<QSslError> notExcusedByPin(const QList<QSslError> &errors);

} // namespace txdesk::console
