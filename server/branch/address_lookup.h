// Finds the addresses of a host and has every one of them judged: all may be called, or none.
// Thread: the I/O thread. Names are looked up by threads of Qt.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/base/instant.h"

#include <QHostInfo>
#include <QObject>

#include <functional>

namespace txdesk::branch {

class AddressLookup
{
public:
    using Found = std::function<void(Result<QList<QHostAddress>> &&)>;
    // Tells what it found in the thread of `home`, later, unless that is gone.
    using Resolve = std::function<void(const QString &host, QObject *home, const std::function<void(const QHostInfo &)> &tell)>;

    // Without `resolve`: as the machine does it.
    AddressLookup(PolicyPtr policy, Milliseconds time, Resolve resolve = {});

    // `host`: a name, or an address without brackets. `found` is called exactly once, never before find() returns, unless this
    // is destroyed first. NotAllowed: the policy refuses an address; Unavailable: there are none, or not in time.
    void find(const QString &host, quint16 port, Found found);

private:
    [[nodiscard]] Result<QList<QHostAddress>> judged(const QList<QHostAddress> &addresses, const QString &host, quint16 port) const;

    const PolicyPtr m_policy;
    const Milliseconds m_time;
    const Resolve m_resolve;
    QObject m_home;
};

} // namespace txdesk::branch
