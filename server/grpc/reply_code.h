// DTM's replies as gRPC statuses.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/dtm_service.h"
#include "server/grpc/incoming.h"

namespace txdesk::grpcapi {

// FAILURE is ABORTED with the text of HTTP, ONGOING is FAILED_PRECONDITION "ONGOING". Other errors are UNKNOWN, but where
// DTM panics (unknown gid, no such row, unknown topic of a step) INTERNAL. Refused input is INVALID_ARGUMENT, a full
// queue UNAVAILABLE: DTM has neither, and its clients take any other code for an error. Source: DTM's protocol.
[[nodiscard]] Answer answerFrom(const security::Refusal &refusal); // the texts are those of HTTP
[[nodiscard]] Answer answerFrom(Method method, api::DtmReply &&reply);

} // namespace txdesk::grpcapi
