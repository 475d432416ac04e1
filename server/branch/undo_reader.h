// Asks a participant of AT for the undo record of one of its branches: where its phase two is called, with op=undo. The same
// policy for URLs as for calls, and no more than 1 MiB is read.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/engine/effect.h"
#include "shared/http/tls.h"

#include <functional>

namespace txdesk::branch {

struct UndoAnswer
{
    enum class Kind {
        Told,
        None,     // the participant has none: rolled back already, or never written
        NoAnswer,
    };
    Kind kind = Kind::NoAnswer;
    QByteArray body{}; // Told: JSON of the participant, not looked at
    QString why{};     // NoAnswer: one sentence; nothing of a body is in it
};

class UndoReader
{
public:
    explicit UndoReader(Outbound outbound, bool insideDocker = false);
    [[nodiscard]] Result<QStringList> setTls(const http::ClientTls &tls) { return m_client.setTls(tls); }

    // `rollback`: the call that would roll the branch back, opText "undo". `done` once, perhaps before it returns.
    void read(const engine::Call &rollback, std::function<void(UndoAnswer &&)> done);

private:
    const Outbound m_outbound;
    const bool m_insideDocker;
    http::Client m_client;
};

} // namespace txdesk::branch
