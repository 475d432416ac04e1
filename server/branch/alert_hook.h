// Posts alerts to the web hook of the configuration, with DTM's members: gid, status, branch, error, retry_count.
// An alert that cannot be posted is logged and dropped: alerts never hold up transactions.
// Thread: the I/O thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/branch/outbound.h"
#include "shared/engine/effect.h"
#include "shared/http/client.h"
#include "shared/http/tls.h"

namespace txdesk::branch {

class AlertHook
{
public:
    explicit AlertHook(QString url, Outbound outbound = {}); // an empty URL: nobody wants them
    [[nodiscard]] Result<QStringList> setTls(const http::ClientTls &tls) { return m_client.setTls(tls); }
    void post(const engine::Alert &alert);

private:
    QString m_url;
    const Outbound m_outbound;
    http::Client m_client;
};

} // namespace txdesk::branch
