// One call of an op as gRPC, and what its status means: the rules, without gRPC itself. Source: DTM's protocol, gRPC call.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/base/result.h"
#include "shared/engine/effect.h"

#include <QByteArray>
#include <QList>

namespace txdesk::branch {

struct GrpcMethod
{
    QString target;  // "host:port"
    QByteArray path; // "/pkg.Service/Method"
    bool isSecure = false;
};

// By its scheme alone, whatever the protocol.
[[nodiscard]] bool saysGrpc(const QString &url);

// "host:port/pkg.Service/Method", also behind grpc://, and behind grpcs:// for TLS. Other schemes are for service discovery,
// which is not served; DTM's texts.
[[nodiscard]] Result<GrpcMethod> grpcMethodOf(const QString &url);

struct GrpcHeader { QByteArray name; QByteArray value; };

// dtm-gid, dtm-trans_type, dtm-branch_id, dtm-op, dtm-dtm (empty), dtm-outbound (who calls), then branch_headers in lower case, without those that
// belong to gRPC itself. An error: a value that is not printable ASCII, which gRPC cannot carry.
[[nodiscard]] Result<QList<GrpcHeader>> grpcMetadataOf(const engine::Call &call, const Outbound &outbound);

// The payload as it is; the call that wakes a workflow carries it as the message WorkflowData{Data = 1: bytes}.
[[nodiscard]] QByteArray grpcMessageOf(const engine::Call &call);

// OK succeeded; ABORTED rejected, but ongoing with exactly "ONGOING"; FAILED_PRECONDITION ongoing; the numbers 409 and 425,
// which participants in PHP answer with, as in HTTP; any other unknown.
[[nodiscard]] Outcome outcomeOfGrpc(int code, QByteArrayView message);

// Rejected and ongoing: the message; unknown: "rpc error: code = Unavailable desc = ...", as Go prints it.
[[nodiscard]] QString textOfGrpc(int code, QByteArrayView message);

// The addresses in the form that libgrpc++ dials without asking anybody: "ipv4:10.0.0.1:80,10.0.0.2:80"; "ipv6:[::1]:80" as
// soon as one is IPv6, with IPv4 ones mapped, which is how libgrpc++ dials those anyway.
[[nodiscard]] QString grpcTargetOf(const QList<QHostAddress> &addresses, quint16 port);

// For the journal: OK is 200; 0, no answer, for UNAVAILABLE, DEADLINE_EXCEEDED and CANCELLED, which gRPC says itself when
// there is none; else gRPC's number, which is below 100.
[[nodiscard]] int statusCodeOfGrpc(int code);

} // namespace txdesk::branch
