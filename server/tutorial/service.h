// What a service of the tutorial is made of: its tables, its paths, and what happens at each. Handlers run on threads of a
// pool and may block, as a tutorial's controllers do.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/tutorial/service_database.h"
#include "shared/client/branch_answer.h"
#include "shared/client/coordinator_connection.h"

#include <QJsonObject>

#include <atomic>
#include <functional>
#include <memory>

namespace txdesk::tutorial {

// What POST /switch changes. Thread: any.
struct ServiceSwitches
{
    std::atomic<double> failAmount{0}; // 0: it does not fail on purpose
    std::atomic<bool> deaf{false};     // messages and notices are answered with 500
};

// What a service is given; outlives it.
struct ServiceParts
{
    ServiceOptions options;
    client::CoordinatorConnection coordinator;
    ServiceSwitches switches{};
    QString address{};           // "http://127.0.0.1:56081", from the time on when it listens
    std::function<void()> crash{}; // ends the process at once

    [[nodiscard]] QString url(QLatin1StringView path) const { return address + path; }
    [[nodiscard]] bool fails(double amount) const { return amount != 0 && amount == switches.failAmount; }
};

// One request on its way. Thread: the pool's that works it.
struct Work
{
    const http::Request &request;
    QSqlDatabase db; // of this call
    QString tail{};  // what stood where the route has a *

    [[nodiscard]] QString text(QByteArrayView parameter, const QString &otherwise = {}) const;
    [[nodiscard]] Gid gid() const;                                      // the parameter gid, or a new one
    [[nodiscard]] Result<double> amount(QByteArrayView parameter) const; // InvalidRequest: not a positive number
};

struct Route
{
    QByteArray path;        // "/bank1/transfer", "/payresult/*"; any method
    QLatin1StringView what; // for a person
    std::function<http::Response(Work &)> work;
};

struct Subscription
{
    QLatin1StringView topic;
    QLatin1StringView path;
};

class Service
{
public:
    virtual ~Service() = default;

    [[nodiscard]] virtual Result<> createTables(QSqlDatabase db) = 0; // and first rows, unless they are there
    [[nodiscard]] virtual QStringList tables() const = 0;             // what /state shows and /reset empties
    [[nodiscard]] virtual QList<Route> routes() = 0;
    [[nodiscard]] virtual QList<Subscription> subscriptions() const { return {}; }
};

// 200 and the object; or the error as 400, 404, 409, 500 with {"message":..}; `gid` is added when there is one.
[[nodiscard]] http::Response jsonReply(const QJsonObject &object);
[[nodiscard]] http::Response replyOf(const Result<> &result, const QString &done, const Gid &gid = {});
[[nodiscard]] http::Response errorReply(const Error &error, const Gid &gid = {});
// What a local transaction came to, as an error unless it succeeded.
[[nodiscard]] Result<> resultOf(const client::BranchAnswer &answer);
// What a change of one row came to: rejected with `otherwise` when there was none.
[[nodiscard]] client::BranchAnswer oneRow(const Result<int> &changed, const QString &otherwise);
[[nodiscard]] QByteArray compactJson(const QJsonObject &object);
// The object in a body; empty when it is none.
[[nodiscard]] QJsonObject objectIn(const QByteArray &body);

} // namespace txdesk::tutorial
