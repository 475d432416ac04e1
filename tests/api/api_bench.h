// A whole server without a process: HTTP server, API and coordinator on a temporary store, participants in memory.
// Requests go through a real socket.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/api/api.h"
#include "server/store/transaction_store.h"
#include "shared/http/client.h"
#include "tests/support/fake_branch_caller.h"
#include "tests/support/mariadb.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace txdesk::test {

struct Heard
{
    int status = 0; // 0: no answer
    QByteArray body;
    QList<http::Header> headers;

    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString message() const; // the member of that name
};

struct BenchOptions
{
    bool testHooks = false;       // nothing is driven by itself
    security::DoorSettings door{.openIsKnown = true};
    const MariaDb *mysql = nullptr; // its database "api", emptied, instead of a SQLite file
};

class ApiBench
{
public:
    explicit ApiBench(api::ApiSettings settings = {}, BenchOptions options = {});
    ~ApiBench();

    [[nodiscard]] bool start();
    [[nodiscard]] Heard get(const QString &pathAndQuery);
    [[nodiscard]] Heard post(const QString &path, const QByteArray &body);
    [[nodiscard]] Heard ask(const QByteArray &method, const QString &pathAndQuery, const QByteArray &body = {},
                            const QList<http::Header> &headers = {});

    SystemClock clock;
    QTemporaryDir dir;
    FakeBranchCaller::Answer answer; // of every participant; empty: all succeed
    FakeBranchCaller caller;
    struct Stores { store::OpenStore store; store::OpenReader reader; };
    Stores stores;
    coordinator::Coordinator coordinator;
    security::Doorkeeper door; // as openIsKnown, unless told otherwise: everybody may do everything
    api::Api api;
    http::Server server;
    http::Client client;
    quint16 port = 0;
};

[[nodiscard]] QByteArray sagaBody(const QString &gid, const QByteArray &more = {}); // two steps

} // namespace txdesk::test
