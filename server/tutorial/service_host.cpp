// Takes calls and finds who works them.
// SPDX-License-Identifier: Apache-2.0
#include "server/tutorial/service_host.h"

#include "server/tutorial/services.h"
#include "server/tutorial/state_report.h"
#include "shared/at/undo_log.h"

#include <QJsonArray>

#include <cstdio>

namespace txdesk::tutorial {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours purgeEvery{1};
constexpr std::chrono::hours undoRetention{7 * 24}; // longer than any late phase one takes
constexpr Milliseconds subscribeAgain{500}; // the coordinator may start after its services

// What stands at the route's *; nullopt: another path.
std::optional<QString> tailAt(const Route &route, const QByteArray &path)
{
    if (!route.path.endsWith('*'))
        return route.path == path ? std::optional(QString()) : std::nullopt;
    const QByteArray begin = route.path.chopped(1);
    if (!path.startsWith(begin) || path.size() == begin.size())
        return std::nullopt;
    return QString::fromUtf8(path.mid(begin.size()));
}

} // namespace

ServiceHost::ServiceHost(ServiceOptions options, std::function<void()> crash)
    : m_parts{.options = options, .coordinator = client::CoordinatorConnection(options.base.coordinator), .crash = std::move(crash)},
      m_service(makeService(m_parts)), m_routes(m_service->routes())
{
    m_parts.switches.failAmount = options.row->failAmount;
    m_pool.setMaxThreadCount(threadsMax);
}

ServiceHost::~ServiceHost()
{
    m_server.reset();
    m_pool.waitForDone();
}

Result<> ServiceHost::begin()
{
    const Result<ServiceConnection> connection = ServiceConnection::open(m_parts.options);
    return connection ? m_service->createTables(connection->database()) : tl::unexpected(connection.error());
}

Result<> ServiceHost::start()
{
    if (Result<> begun = begin(); !begun)
        return begun;
    m_server = std::make_unique<http::Server>(http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
        take(std::move(request), std::move(responder));
    });
    bank::BankOptions &base = m_parts.options.base;
    const bool isSecure = !base.tls.certificateFile.isEmpty();
    if (isSecure)
        if (const Result<QStringList> usable = m_server->setTls(base.tls); !usable)
            return tl::unexpected(usable.error());
    const Result<quint16> port = m_server->listen(QHostAddress::LocalHost, base.port);
    if (!port)
        return tl::unexpected(port.error());
    base.port = *port;
    m_parts.address = u"%1://127.0.0.1:%2"_s.arg(isSecure ? u"https"_s : u"http"_s).arg(*port);
    const QList<Subscription> subscriptions = m_service->subscriptions();
    m_unsubscribed = subscriptions.size();
    for (const Subscription &subscription : subscriptions)
        subscribe(subscription);
    if (m_service->tables().contains("undo_log"_L1)) {
        connect(&m_purge, &QTimer::timeout, this, &ServiceHost::purgeUndo);
        m_purge.start(purgeEvery);
        purgeUndo();
    }
    return {};
}

void ServiceHost::purgeUndo()
{
    m_pool.start([this] {
        const Result<ServiceConnection> connection = ServiceConnection::open(m_parts.options);
        const Result<int> purged = connection ? at::UndoLog(connection->database()).purge(m_parts.coordinator, undoRetention)
                                              : tl::unexpected(connection.error());
        if (!purged)
            std::fprintf(stderr, "undo_log is not purged: %s\n", qPrintable(purged.error().message));
    });
}

// Until the coordinator is there; one that does not allow it leaves it to an admin, and /state says so.
void ServiceHost::subscribe(const Subscription &subscription)
{
    const QString url = m_parts.url(subscription.path);
    m_parts.coordinator.subscribe(subscription.topic, url, m_parts.options.base.name).then(this, [this, subscription, url](const Result<> &done) {
        if (done)
            --m_unsubscribed;
        else if (done.error().code == ErrorCode::NotAllowed)
            std::fprintf(stderr, "not subscribed, an admin must do it: topic %s, url %s\n", subscription.topic.data(), qPrintable(url));
        else
            QTimer::singleShot(subscribeAgain, this, [this, subscription] { subscribe(subscription); });
    });
}

void ServiceHost::take(http::Request &&request, http::Responder &&responder)
{
    const auto asked = std::make_shared<http::Request>(std::move(request));
    const auto waiting = std::make_shared<http::Responder>(std::move(responder));
    m_pool.start([this, asked, waiting] {
        const http::Response response = worked(*asked);
        QMetaObject::invokeMethod(this, [waiting, response] { waiting->send(response); });
    });
}

http::Response ServiceHost::worked(const http::Request &request)
{
    if (request.path == "/")
        return pathsReply();
    if (request.path == "/switch")
        return switchReply(request);
    const Result<ServiceConnection> connection = ServiceConnection::open(m_parts.options);
    if (!connection)
        return errorReply(connection.error());
    if (request.path == "/state")
        return stateReply(connection->database());
    if (request.path == "/reset")
        return replyOf(reset(connection->database()), u"as at the begin"_s);
    for (const Route &route : m_routes) {
        if (const std::optional<QString> tail = tailAt(route, request.path)) {
            Work work{.request = request, .db = connection->database(), .tail = *tail};
            return route.work(work);
        }
    }
    return errorReply({ErrorCode::NotFound, u"the service has no such path; GET / lists them"_s, {}});
}

Result<> ServiceHost::reset(QSqlDatabase db)
{
    m_parts.switches.failAmount = m_parts.options.row->failAmount;
    m_parts.switches.deaf = false;
    for (const QString &table : m_service->tables())
        if (const Result<QSqlQuery> cleared = runOnTable(db, "table_clear"_L1, table); !cleared)
            return tl::unexpected(cleared.error());
    return m_service->createTables(db);
}

http::Response ServiceHost::stateReply(const QSqlDatabase &db) const
{
    const Result<QJsonObject> tables = tableRows(db, m_service->tables());
    if (!tables)
        return errorReply(tables.error());
    return jsonReply({{u"service"_s, m_parts.options.base.name},
                      {u"subscribed"_s, m_unsubscribed == 0},
                      {u"switches"_s, QJsonObject{{u"failAmount"_s, m_parts.switches.failAmount.load()}, {u"deaf"_s, m_parts.switches.deaf.load()}}},
                      {u"tables"_s, *tables}});
}

http::Response ServiceHost::pathsReply() const
{
    QJsonArray paths;
    for (const Route &route : m_routes)
        paths.append(QJsonObject{{u"path"_s, QString::fromUtf8(route.path)}, {u"what"_s, QString(route.what)}});
    return jsonReply({{u"service"_s, m_parts.options.base.name}, {u"shows"_s, QString(m_parts.options.row->shows)}, {u"paths"_s, paths}});
}

http::Response ServiceHost::switchReply(const http::Request &request)
{
    const QJsonObject json = objectIn(request.body);
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() == "failAmount"_L1 && it->isDouble())
            m_parts.switches.failAmount = it->toDouble();
        else if (it.key() == "deaf"_L1 && it->isBool())
            m_parts.switches.deaf = it->toBool();
        else
            return errorReply({ErrorCode::InvalidRequest, u"expected {\"failAmount\":number,\"deaf\":true or false}"_s, {}});
    }
    return jsonReply({{u"failAmount"_s, m_parts.switches.failAmount.load()}, {u"deaf"_s, m_parts.switches.deaf.load()}});
}

} // namespace txdesk::tutorial
