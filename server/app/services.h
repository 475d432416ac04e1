// Everything the coordinator's process runs, built top to bottom and taken down in reverse: caller, coordinator, API,
// HTTP server, gRPC. Nothing else in the program says `new` for a service.
// Thread: the I/O thread, from construction to destruction.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/config/config.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace txdesk::app {

struct StoreSecrets;

class Services final : public QObject
{
    Q_OBJECT

public:
    explicit Services(const config::Config &config);
    ~Services() override;

    // Takes what may change while it runs: certificates, the allow list. What cannot be used is logged and left as it was.
    // Answers by reloaded().
    void reload(const config::Config &config);

public slots:
    void start(); // answers by started() or failed()
    void drain(); // answers by drained()

signals:
    void started(const QStringList &bind, quint16 port, quint16 grpcPort); // 0: no gRPC
    void failed(const QString &message);
    void reloaded();
    void drained();

private:
    class Impl;
    void loadTokens(); // the first start makes one; nobody is let in before
    void listen();
    void warnWhileOpen();
    [[nodiscard]] Result<StoreSecrets> secrets() const;
    [[nodiscard]] Result<> useOwnTls(const config::Config &config);
    [[nodiscard]] Result<> useParticipantTls(const config::Config &config);
    void reloadTls(const config::Config &config);
    void reloadUrlPolicy(const config::Config &config);
    void reloadDoor(const config::Config &config);

    config::Config m_config;
    SystemClock m_clock;
    QTimer m_openTimer{this};
    QList<quint16> m_ports;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::app
