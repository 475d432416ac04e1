// Asks the server and says what its answer means for the exit code.
// Thread: the main thread.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/ctl/connection_settings.h"
#include "server/ctl/exit_code.h"
#include "shared/http/client.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace txdesk::ctl {

struct ServerAnswer
{
    ExitCode code = ExitCode::Done;
    QString error{};    // one sentence when it is not Done
    QJsonObject json{}; // when the body is an object
    QByteArray body{};
    QList<http::Header> headers{};

    [[nodiscard]] bool isGood() const { return code == ExitCode::Done; }
};

// Pure. `changes`: a request that may have had an effect.
[[nodiscard]] ServerAnswer answerFrom(http::ClientResult &&result, bool changes);

class ServerLink
{
public:
    using Done = std::function<void(ServerAnswer &&)>;

    // InvalidRequest: a certificate file cannot be used.
    [[nodiscard]] static Result<std::unique_ptr<ServerLink>> open(const ConnectionSettings &settings);

    // Paths with their query, percent-encoded. change(): a request that has an effect, whatever its method.
    void get(const QByteArray &path, Done done) { send({.method = "GET"}, path, false, std::move(done)); }
    void change(const QByteArray &method, const QByteArray &path, const QByteArray &body, Done done)
    {
        send({.method = method, .body = body}, path, true, std::move(done));
    }
    [[nodiscard]] const ConnectionSettings &settings() const { return m_settings; }

private:
    explicit ServerLink(const ConnectionSettings &settings);
    void send(http::ClientRequest request, const QByteArray &path, bool changes, Done done);

    const ConnectionSettings m_settings;
    http::Client m_client;
};

} // namespace txdesk::ctl
