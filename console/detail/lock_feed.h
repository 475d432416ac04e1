// Keeps the locks of one AT transaction and what it waits for, as long as it is not finished.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "console/client/coordinator_link.h"

namespace txdesk::console {

// Thread: GUI. Asked once a second by tick(); asks the link every other time, and never twice at once.
class LockFeed final : public QObject
{
    Q_OBJECT

public:
    explicit LockFeed(CoordinatorLink &link, QObject *parent = nullptr);

    void watch(const GlobalTransaction &transaction); // of another kind, or finished: nothing is asked, and it has no locks
    void tick();
    [[nodiscard]] const QList<LockHolder> &locks() const { return m_locks; }
    [[nodiscard]] const QList<LockWait> &waits() const { return m_waits; } // of all transactions

signals:
    void changed();

private:
    void ask();

    CoordinatorLink &m_link;
    Gid m_gid; // empty: nothing is watched
    QList<LockHolder> m_locks;
    QList<LockWait> m_waits;
    bool m_asked = false;
    bool m_odd = false;
};

} // namespace txdesk::console
