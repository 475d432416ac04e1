// The configuration as each service wants it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api_settings.h"
#include "server/branch/branch_router.h"
#include "server/config/config.h"
#include "server/coordinator/audit_watch.h"
#include "server/grpc/grpc_front.h"
#include "server/security/doorkeeper.h"
#include "server/security/url_policy.h"
#include "server/store/payload_cipher.h"
#include "server/store/transaction_store.h"
#include "shared/http/server.h"
#include "shared/http/tls.h"

#include <optional>

namespace txdesk::app {

// What the store needs and the configuration only names.
struct StoreSecrets
{
    QByteArray auditKey;
    store::PayloadCipherPtr payloadCipher{}; // null: payloads are stored plain
};

[[nodiscard]] http::ServerLimits serverLimits(const config::Config &config);
[[nodiscard]] QList<QHostAddress> bindAddresses(const config::Config &config);
[[nodiscard]] bool hasTls(const config::Config &config);
[[nodiscard]] http::ServerTls serverTls(const config::Config &config); // when hasTls()
[[nodiscard]] bool isLoopbackBound(const config::Config &config);
[[nodiscard]] QString nodeName(const config::Config &config);
[[nodiscard]] branch::RouterSettings routerSettings(const config::Config &config, std::shared_ptr<const security::UrlPolicy> policy);
[[nodiscard]] store::OpenStore openStore(const config::Config &config, const StoreSecrets &secrets);
[[nodiscard]] store::OpenReader openReader(const config::Config &config, const StoreSecrets &secrets = {});
[[nodiscard]] QString storeName(const config::Config &config); // for people; without the password
[[nodiscard]] QString auditKeyFile(const config::Config &config);   // made by the first start
[[nodiscard]] coordinator::AuditWatchSettings auditWatchSettings(const config::Config &config, const StoreSecrets &secrets);
[[nodiscard]] QString adminTokenFile(const config::Config &config); // where the first start writes it
[[nodiscard]] security::DoorSettings doorSettings(const config::Config &config);
[[nodiscard]] api::ApiSettings apiSettings(const config::Config &config, std::shared_ptr<const security::UrlPolicy> policy);
[[nodiscard]] grpcapi::FrontSettings grpcSettings(const config::Config &config);
[[nodiscard]] coordinator::CoordinatorSettings coordinatorSettings(const config::Config &config, Instant startedAt);

} // namespace txdesk::app
