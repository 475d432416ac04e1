// Reads twice a minute what only the store knows, so that the history has it for each minute, also for quiet ones.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/coordinator/coordinator.h"
#include "server/coordinator/history_book.h"

#include <QTimer>

namespace txdesk::coordinator {

class HistoryWatch
{
public:
    // Both must outlive it.
    HistoryWatch(Coordinator &coordinator, HistoryBook &book);

    void start();
    void stop() { m_timer.stop(); }
    void look(); // now

private:
    Coordinator &m_coordinator;
    HistoryBook &m_book;
    QTimer m_timer;
    bool m_looking = false;
};

} // namespace txdesk::coordinator
