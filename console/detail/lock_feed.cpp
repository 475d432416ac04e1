// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/lock_feed.h"

namespace txdesk::console {

namespace {
constexpr int locksMax = 200; // of one transaction; the page Locks has all of them
}

LockFeed::LockFeed(CoordinatorLink &link, QObject *parent) : QObject(parent), m_link(link) {}

void LockFeed::watch(const GlobalTransaction &transaction)
{
    const bool holds = transaction.kind == TransactionKind::At && !isFinal(transaction.status);
    const Gid gid = holds ? transaction.gid : Gid{};
    if (gid == m_gid)
        return;
    m_gid = gid;
    m_asked = false;
    m_locks.clear();
    m_waits.clear();
    emit changed();
    ask();
}

void LockFeed::tick()
{
    m_odd = !m_odd;
    if (m_odd)
        ask();
}

void LockFeed::ask()
{
    if (m_gid.isEmpty() || m_asked || m_link.status().state != LinkState::Live)
        return;
    m_asked = true;
    const Gid gid = m_gid;
    m_link.lockWaits(this, [this, gid](const Result<QList<LockWait>> &answer) {
        if (answer && gid == m_gid)
            m_waits = *answer;
    });
    m_link.locks({.gid = gid.value, .resource = {}, .table = {}}, {}, locksMax, this, [this, gid](const Result<LockPage> &answer) {
        if (gid != m_gid)
            return;
        m_asked = false;
        if (!answer)
            return;
        m_locks = answer->locks;
        emit changed();
    });
}

} // namespace txdesk::console
