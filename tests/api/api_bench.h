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

#include <atomic>
#include <mutex>

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
    int branchesMax = 10'000;
    const MariaDb *mysql = nullptr; // its database "api", emptied, instead of a SQLite file
};

// Writes down what would be audited, and can refuse to, as a store does whose audit cannot be written.
class AuditSpy
{
public:
    [[nodiscard]] QList<AuditRecord> records() const; // that were written, oldest first
    void fail(bool fails = true) { m_fails = fails; }
    [[nodiscard]] store::OpenStore watching(store::OpenStore open);

private:
    class Store;
    mutable std::mutex m_mutex;
    QList<AuditRecord> m_records;
    std::atomic<bool> m_fails{false};
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
    AuditSpy audit; // of refusals, acts and looks at payloads
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
