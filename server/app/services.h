// Everything the coordinator's process runs, built top to bottom and taken down in reverse: caller, coordinator, API,
// HTTP server, gRPC. Nothing else in the program says `new` for a service.
// Thread: the I/O thread, from construction to destruction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QObject>

#include <memory>

namespace txdesk::app {

class Services final : public QObject
{
    Q_OBJECT

public:
    explicit Services(const config::Config &config);
    ~Services() override;

public slots:
    void start(); // answers by started() or failed()
    void drain(); // answers by drained()

signals:
    void started(quint16 port, quint16 grpcPort); // 0: no gRPC
    void failed(const QString &message);
    void drained();

private:
    class Impl;
    void loadTokens(); // the first start makes one; nobody is let in before
    void listen();

    config::Config m_config;
    SystemClock m_clock;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::app
