// Posts alerts to the web hook of the configuration, with DTM's members: gid, status, branch, error, retry_count.
// An alert that cannot be posted is logged and dropped: alerts never hold up transactions.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/engine/effect.h"
#include "shared/http/client.h"

namespace txdesk::branch {

class AlertHook
{
public:
    explicit AlertHook(QString url, Outbound outbound = {}) : m_url(std::move(url)), m_outbound(std::move(outbound)) {} // empty: nobody wants them
    void post(const engine::Alert &alert);

private:
    QString m_url;
    const Outbound m_outbound;
    http::Client m_client;
};

} // namespace txdesk::branch
