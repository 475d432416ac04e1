// The producer's side of a reliable message, as RocketMQ's transaction listener has it: a local transaction with the number in
// de_duplication, and the answer to the coordinator's check-back.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service.h"
#include "shared/client/message.h"

namespace txdesk::tutorial {

// Prepares, runs `business` and the number in one local transaction, and submits or aborts. The request's crash parameter,
// before-commit or after-commit, ends the process there.
[[nodiscard]] Result<> sendReliably(ServiceParts &parts, Work &work, client::Message &message, const QString &checkUrl,
                                    const client::Business &business);

// Answers from de_duplication: committed; else rolled back for good, or not known, as the service's options say.
[[nodiscard]] http::Response answerCheckBack(const ServiceParts &parts, Work &work);

} // namespace txdesk::tutorial
