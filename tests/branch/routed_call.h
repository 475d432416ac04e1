// A call as the coordinator makes it, and its answer.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_router.h"

#include <QTest>

#include <optional>

namespace txdesk::test {

[[nodiscard]] inline engine::Call routedCall(const QString &url, const QString &protocol = QStringLiteral("grpc"))
{
    return {.call = 5, .gid = {QStringLiteral("g1")}, .kind = TransactionKind::Saga, .branch = {QStringLiteral("01")}, .op = OpKind::Action,
            .url = url, .payload = R"({"amount":30})", .protocol = protocol, .timeout = Milliseconds{5000}};
}

[[nodiscard]] inline engine::CallAnswered ask(branch::BranchCaller &caller, const engine::Call &call)
{
    std::optional<engine::CallAnswered> answer;
    caller.call(call, [&answer](engine::CallAnswered &&given) { answer = std::move(given); });
    if (answer.has_value() || !QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
        qFatal("no answer, or one before call() returned");
    return *answer;
}

} // namespace txdesk::test
