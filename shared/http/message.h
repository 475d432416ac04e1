// HTTP requests and responses as plain values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace txdesk::http {

struct Header
{
    QByteArray name; // requests and responses that were received: in lower case
    QByteArray value;

    friend bool operator==(const Header &, const Header &) = default;
};

// The value of a header (name in lower case); null when absent.
[[nodiscard]] QByteArray headerValue(const QList<Header> &headers, QByteArrayView name);

struct Request
{
    QByteArray method{}; // "GET", as sent
    QByteArray path{};   // percent-decoded, checked UTF-8; no segment is empty (but the last), "." or ".."; a %2F is
                         // data of its segment and arrives as '/'
    QList<std::pair<QByteArray, QByteArray>> query{}; // percent-decoded, in order
    QList<Header> headers{};
    QByteArray body{};
    QHostAddress peer{};          // an IPv4 address in IPv6's clothes comes as IPv4
    QByteArray peerCertificate{}; // SHA-256 of the client's verified certificate, 64 hexadecimal digits in lower case; else empty
    QString peerCertificateName{}; // its common name; empty: none, more than one, or one with control characters
    bool isSecure = false;        // came over TLS

    [[nodiscard]] std::optional<QByteArray> parameter(QByteArrayView name) const; // the first of that name
};

struct Response
{
    int status = 200;
    QByteArray body{};
    QByteArray contentType = "application/json; charset=utf-8";
    QList<Header> headers{}; // further ones
    bool close = false;      // close the connection after it
};

} // namespace txdesk::http
