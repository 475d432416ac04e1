// Reads the messages of dtmgimp.proto into the values the JSON bodies of HTTP are read into, with the same checks.
// Thread: any.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/grpc/incoming.h"

namespace dtmgimp {
class DtmRequest;
class DtmBranchRequest;
class DtmTopicRequest;
} // namespace dtmgimp

namespace txdesk::grpcapi {

[[nodiscard]] Question transactionFrom(const dtmgimp::DtmRequest &message, const codec::RequestLimits &limits);
[[nodiscard]] Question abortFrom(const dtmgimp::DtmRequest &message, const codec::RequestLimits &limits);
[[nodiscard]] Question branchFrom(const dtmgimp::DtmBranchRequest &message, const codec::RequestLimits &limits);
[[nodiscard]] Question topicFrom(const dtmgimp::DtmTopicRequest &message);

} // namespace txdesk::grpcapi
