// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/client/delayed_calls.h"

#include <QTimerEvent>

namespace txdesk::console {

QtDelayedCalls::QtDelayedCalls(QObject *parent) : QObject(parent) {}

DelayedCalls::Handle QtDelayedCalls::start(Milliseconds delay, std::function<void()> call)
{
    const Qt::TimerType precision = delay < Milliseconds{1000} ? Qt::PreciseTimer : Qt::CoarseTimer;
    const int handle = startTimer(delay, precision);
    if (handle != 0)
        m_calls.insert(handle, std::move(call));
    return handle;
}

void QtDelayedCalls::stop(Handle handle)
{
    if (m_calls.remove(handle))
        killTimer(handle);
}

void QtDelayedCalls::timerEvent(QTimerEvent *event)
{
    const auto found = m_calls.find(event->timerId());
    if (found == m_calls.end())
        return;
    const std::function<void()> call = std::move(*found);
    m_calls.erase(found);
    killTimer(event->timerId());
    call();
}

} // namespace txdesk::console
