// One coordinator of a run: drives machines as server/coordinator does, and can crash between any two effects, freeze past
// its lease and go on, or be started again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/store_request.h"
#include "shared/engine/transaction_machine.h"
#include "tests/sim/world.h"

#include <map>

namespace txdesk::sim {

enum class Asked { Prepare, Submit, SubmitWait, Abort, AbortWait, Register, RegisterAt, Report, Progress, End, Manual };

struct Question
{
    int number = 0;
    Asked asked = Asked::Submit;
    int step = -1;                              // of Register
    OpKind op = OpKind::Action;                 // of a workflow's record
    OpStatus status = OpStatus::Succeeded;      // of a workflow's record or end
    std::optional<Action> action{};             // of Manual
    qsizetype rowsThen = 0;                     // rows that were stored when it was sent
    QString request{};                          // of RegisterAt
    BranchId branch{};                          // of Report
    bool failed = false;                        // of Report
};

class Node
{
public:
    Node(World &world, int index);

    void start();
    void crash();
    void freeze(Milliseconds time);

    [[nodiscard]] const QString &name() const { return m_settings.coordinator; }
    [[nodiscard]] const engine::EngineSettings &settings() const { return m_settings; }
    [[nodiscard]] int index() const { return m_index; }
    [[nodiscard]] int life() const { return m_life; }
    [[nodiscard]] bool isUp() const { return m_up; }
    [[nodiscard]] bool isFrozen() const { return m_world.now() < m_frozenUntil; }
    [[nodiscard]] bool owesNothing() const { return m_requests.empty(); }
    [[nodiscard]] bool isCalling(int number, int step, OpKind op) const;

    // Happens in this node's life `life`, after any freeze; not at all when that life has ended.
    void later(Milliseconds delay, std::function<void()> happens, int life);

    using OnReply = std::function<void(const engine::Reply &)>;
    using MakeEvent = std::function<engine::Event(engine::RequestId)>;
    void request(const Question &question, const MakeEvent &makeEvent, OnReply onReply);

private:
    struct Pending { Question question; OnReply onReply; };
    struct Calling { engine::CallId call; int number; int step; OpKind op; };

    void heartbeat();
    void keepHeld();
    void noticeLapse();
    void trust(int number, int lapses);
    void poll();
    void pollAgainAt(Instant at);
    void pollDue();
    void take(TransactionSnapshot &&snapshot, int lapses);
    void dispatch(int number, engine::Event &&event);
    void perform(int number, engine::Effect &&effect);
    void write(int number, engine::TransactionWrite &&change);
    void load(int number, const engine::Load &load);
    void call(int number, engine::Call &&call);
    using Answer = std::function<void(engine::CallAnswered &&)>;
    void deliver(const engine::Call &call, Milliseconds after, const Answer &answer);
    void answered(int number, engine::CallId call, engine::CallAnswered &&answer);
    void setTimer(int number, Instant at);
    void reply(engine::Reply &&reply);
    [[nodiscard]] Instant clock() const;

    World &m_world;
    int m_index;
    engine::EngineSettings m_settings;
    bool m_up = false;
    int m_life = 0;
    Instant m_frozenUntil{};
    Instant m_nextPoll{};
    Instant m_leaseUntil{};    // by a clock that never jumps
    bool m_lapsed = false;     // and its machines were told
    int m_lapses = 0;
    std::vector<char> m_distrusted; // by number: in memory when the lease ran out, and not claimed since
    std::vector<std::unique_ptr<engine::TransactionMachine>> m_machines; // by number
    std::vector<quint64> m_timers;                                       // by number: only the newest fires
    std::vector<Calling> m_calling;
    std::map<engine::RequestId, Pending> m_requests;
    engine::RequestId m_lastRequest = 0;
    engine::Effects m_effects;
};

} // namespace txdesk::sim
