// Whom gRPC branches over TLS trust: the settings of http::ClientTls as texts for one host. Knows nothing of gRPC itself.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "shared/http/tls.h"

namespace txdesk::branch {

struct GrpcTls
{
    QByteArray roots{};       // PEM; empty: gRPC's own way to find the system's authorities
    QByteArray certificate{}; // PEM of ours; empty: none
    QByteArray key{};
    QByteArray pin{};         // not empty: nothing but this certificate counts
};

// InvalidRequest: a file cannot be read.
[[nodiscard]] Result<GrpcTls> grpcTlsFor(const http::ClientTls &tls, const QString &host, quint16 port);

// SHA-256 of the first certificate of a PEM text, as http::normalPin() spells it; null when there is none.
[[nodiscard]] QByteArray fingerprintOfPem(QByteArrayView pem);

} // namespace txdesk::branch
