// A participant in memory: answers calls as a test says, on the next turn of the event loop.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/branch_caller.h"

#include <QObject>

#include <utility>

namespace txdesk::test {

class FakeBranchCaller final : public QObject, public branch::BranchCaller
{
public:
    using Answer = std::function<engine::CallAnswered(const engine::Call &)>;

    // Without a function: every call succeeds.
    explicit FakeBranchCaller(Answer answer = {}) : m_answer(std::move(answer)) {}

    void call(const engine::Call &call, branch::Answered done) override
    {
        calls.append(call);
        if (holding) {
            m_held.emplace_back(call, std::move(done));
            return;
        }
        QMetaObject::invokeMethod(this, [this, call, done = std::move(done)] { done(answerTo(call)); }, Qt::QueuedConnection);
    }

    // Answers the calls that were held back, and holds no further ones.
    void release()
    {
        holding = false;
        for (auto &[call, done] : std::exchange(m_held, {}))
            done(answerTo(call));
    }

    [[nodiscard]] QStringList spoken() const // "01 action", in order of the calls
    {
        QStringList words;
        for (const engine::Call &call : calls)
            words.append(call.branch.value + u' ' + nameIn(opKindNames, call.op));
        return words;
    }

    QList<engine::Call> calls;
    bool holding = false;

private:
    engine::CallAnswered answerTo(const engine::Call &call) const
    {
        engine::CallAnswered answer = m_answer ? m_answer(call) : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
        answer.call = call.call;
        return answer;
    }

    Answer m_answer;
    std::vector<std::pair<engine::Call, branch::Answered>> m_held;
};

} // namespace txdesk::test
