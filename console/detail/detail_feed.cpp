// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/detail/detail_feed.h"

namespace txdesk::console {

namespace {
// A busy transaction changes many times a second; a person reads four pictures a second at most.
constexpr Milliseconds pauseBetween{250};
} // namespace

DetailFeed::DetailFeed(CoordinatorLink &link, DelayedCalls &delayed, QObject *parent)
    : QObject(parent), m_link(link), m_delayed(delayed)
{
    connect(&link, &CoordinatorLink::changed, this, [this](const TransactionRow &row) {
        if (!m_gid.isEmpty() && row.transaction.gid == m_gid)
            reloadSoon();
    });
    connect(&link, &CoordinatorLink::opened, this, [this] { reloadSoon(); });
}

DetailFeed::~DetailFeed() { m_delayed.stop(m_pause); }

void DetailFeed::watch(const Gid &gid)
{
    m_whole = m_whole && gid == m_gid;
    m_gid = gid;
    m_asked = false;
    m_outdated = false;
    reload();
}

void DetailFeed::reloadSoon()
{
    m_outdated = true;
    if (m_pause != 0 || m_asked)
        return;
    m_pause = m_delayed.start(pauseBetween, [this] {
        m_pause = 0;
        if (m_outdated)
            reload();
    });
}

void DetailFeed::loadWhole()
{
    m_whole = true;
    if (m_asked)
        m_outdated = true;
    else
        reload();
}

void DetailFeed::reload()
{
    if (m_gid.isEmpty() || m_asked)
        return;
    m_asked = true;
    m_outdated = false;
    const Gid gid = m_gid;
    const auto take = [this, gid](const Result<TransactionDetail> &answer) {
        if (gid != m_gid)
            return;
        m_asked = false;
        if (answer)
            emit loaded(*answer);
        else
            emit failed(answer.error());
        if (m_outdated)
            reloadSoon();
    };
    if (m_whole)
        m_link.wholeDetail(gid, this, take);
    else
        m_link.detail(gid, this, take);
}

} // namespace txdesk::console
