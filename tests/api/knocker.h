// Hands requests to the API as if they came from any address, without sockets: what the HTTP server in front would do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "tests/api/api_bench.h"

namespace txdesk::test {

struct Knocked
{
    QByteArray method = "GET";
    QString target;                                          // path and query, not encoded
    QByteArray body{};
    QList<http::Header> headers{};                           // names in lower case
    QHostAddress peer = QHostAddress(QHostAddress::LocalHost);
    QByteArray certificate{};
};

// Where the answer comes to.
class Recorder final : public http::Responder::Target
{
public:
    void respond(quint64, http::Response response) override;
    void drop(quint64) override;
    [[nodiscard]] std::shared_ptr<http::Stream> beginStream(quint64, http::Response head) override;

    std::optional<Heard> heard;
};
[[nodiscard]] std::shared_ptr<Recorder> knockWithoutWaiting(ApiBench &bench, const Knocked &knocked);

// Status 0: no answer came. A stream counts as answered by its head.
[[nodiscard]] Heard knock(ApiBench &bench, const Knocked &knocked);

[[nodiscard]] http::Header bearer(const QByteArray &secret);

// A token in the doorkeeper's book whose secret is its id followed by "-secret".
void giveToken(ApiBench &bench, const QString &id, Role role, const TokenScope &scope = {});
[[nodiscard]] http::Header bearerOf(const QString &id);

} // namespace txdesk::test
