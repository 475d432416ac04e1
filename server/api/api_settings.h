// What the API needs to know beyond the coordinator's own settings.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/token_service.h"
#include "shared/codec/dtm_request.h"
#include "shared/engine/effect.h"

#include <functional>

namespace txdesk::api {

// What the calls to participants count, since the start.
struct OutboundCounts
{
    qint64 decidedByText = 0; // answers whose words outweighed their status
    qint64 forbidden = 0;     // attempts that may not be made
};

// An undo record of AT, as its participant tells it; or why it did not.
struct UndoTold
{
    enum class Kind { Told, None, NoAnswer };
    Kind kind = Kind::NoAnswer;
    QByteArray body{}; // Told
    QString why{};     // NoAnswer
};
using OnUndoTold = std::function<void(UndoTold &&)>;

struct ApiSettings
{
    codec::RequestLimits limits;
    int streamsMax = 256;            // open event streams; more are answered 503
    int streamMemory = 10'000;       // changes kept for clients that come back
    Seconds waitResultHold{60};      // a request with wait_result is answered 425 after it
    TokenSettings tokens{};
    int subscribersMax = 1000;       // of one topic
    bool stopWithoutAudit = false;   // no transaction is taken while the audit cannot be written
    std::function<Result<>(const QString &url)> checkUrl{}; // of steps, branches, callbacks and subscribers; empty: any
    std::function<void(const engine::Call &rollback, OnUndoTold)> readUndo{}; // asks for the record of that call; empty: nobody can
    std::function<OutboundCounts()> outboundCounts{}; // for the metrics; empty: nobody counts
};

} // namespace txdesk::api
