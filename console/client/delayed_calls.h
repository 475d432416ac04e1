// Calls a function later, once: the console's only source of time-outs, so that tests can move time by hand.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "shared/base/instant.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace txdesk::console {

// Thread: GUI.
class DelayedCalls
{
public:
    using Handle = int; // 0 is never a handle

    virtual ~DelayedCalls() = default;
    virtual Handle start(Milliseconds delay, std::function<void()> call) = 0;
    virtual void stop(Handle handle) = 0; // unknown and spent handles are ignored
};

// On the event loop of the thread it lives in.
class QtDelayedCalls final : public QObject, public DelayedCalls
{
    Q_OBJECT

public:
    explicit QtDelayedCalls(QObject *parent = nullptr);

    Handle start(Milliseconds delay, std::function<void()> call) override;
    void stop(Handle handle) override;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    QHash<int, std::function<void()>> m_calls;
};

} // namespace txdesk::console
