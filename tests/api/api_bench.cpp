// The bench of the API tests.
// SPDX-License-Identifier: Apache-2.0
#include "tests/api/api_bench.h"

#include "server/store/audit_rules.h"
#include "server/store/mysql_store.h"
#include "server/store/sqlite_store.h"

#include <QJsonDocument>
#include <QTest>

namespace txdesk::test {

using namespace Qt::StringLiterals;

namespace {

coordinator::CoordinatorSettings settingsOfBench(const BenchOptions &options)
{
    coordinator::CoordinatorSettings settings;
    settings.node.node = u"desk"_s;
    settings.node.version = u"1.2.3"_s;
    settings.node.store = u"sqlite"_s;
    settings.engine.coordinator = u"desk"_s;
    settings.engine.branchesMax = options.branchesMax;
    settings.testHooks = options.testHooks;
    return settings;
}

// Ids begin anew: answers show them.
void emptyDatabase(const MariaDb &mysql)
{
    std::ignore = mysql.run(u"api"_s, {u"truncate table trans_global"_s, u"delete from trans_branch_op"_s, u"truncate table kv"_s,
                                       u"delete from txdesk_journal"_s, u"delete from txdesk_node"_s}); // there is none at first
}

ApiBench::Stores storesOfBench(const QTemporaryDir &dir, const BenchOptions &options)
{
    if (options.mysql) {
        emptyDatabase(*options.mysql);
        const store::MysqlOptions mysql{.host = options.mysql->socketPath(), .user = u"root"_s, .database = u"api"_s};
        return {store::mysqlStore(mysql), store::mysqlReader(mysql)};
    }
    const store::SqliteOptions sqlite{.file = dir.filePath(u"txdesk.db"_s), .anyFileSystem = true, .stuck = {}};
    return {store::sqliteStore(sqlite), store::sqliteReader(sqlite)};
}

} // namespace

class AuditSpy::Store final : public store::TransactionStore
{
public:
    Store(AuditSpy &spy, std::unique_ptr<store::TransactionStore> store) : m_spy(spy), m_store(std::move(store)) {}

    [[nodiscard]] QList<store::StoreAnswer> commit(const QList<store::StoreRequest> &requests) override
    {
        QList<store::StoreAnswer> answers;
        for (const store::StoreRequest &request : requests) {
            const QList<AuditRecord> records = store::recordsOf(request);
            if (!records.isEmpty() && m_spy.m_fails) {
                answers.append(Error{ErrorCode::AuditUnavailable, u"audit unavailable"_s, {}});
                continue;
            }
            answers += m_store->commit({request});
            if (store::isDone(answers.constLast())) {
                const std::lock_guard lock(m_spy.m_mutex);
                m_spy.m_records += records;
            }
        }
        return answers;
    }

    void tidy() override { m_store->tidy(); }

private:
    AuditSpy &m_spy;
    const std::unique_ptr<store::TransactionStore> m_store;
};

QList<AuditRecord> AuditSpy::records() const
{
    const std::lock_guard lock(m_mutex);
    return m_records;
}

store::OpenStore AuditSpy::watching(store::OpenStore open)
{
    return [this, open = std::move(open)]() -> Result<std::unique_ptr<store::TransactionStore>> {
        auto store = open();
        if (!store)
            return store;
        return std::make_unique<Store>(*this, std::move(*store));
    };
}

QJsonObject Heard::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Heard::message() const
{
    return json().value("message"_L1).toString();
}

ApiBench::ApiBench(api::ApiSettings settings, BenchOptions options)
    : caller([this](const engine::Call &call) {
          return answer ? answer(call) : engine::CallAnswered{.outcome = Outcome::Succeeded, .statusCode = 200};
      }),
      stores(storesOfBench(dir, options)),
      coordinator(settingsOfBench(options), clock, audit.watching(stores.store), stores.reader, caller),
      door(options.door, clock),
      api(coordinator, clock, door, std::move(settings)),
      server({}, [this](http::Request &&request, http::Responder &&responder) { api.handle(std::move(request), std::move(responder)); })
{
}

ApiBench::~ApiBench() = default;

bool ApiBench::start()
{
    if (!coordinator.start())
        return false;
    const Result<quint16> listening = server.listen(QHostAddress::LocalHost, 0);
    port = listening.value_or(quint16{0});
    return listening.has_value();
}

Heard ApiBench::get(const QString &pathAndQuery)
{
    return ask("GET", pathAndQuery);
}

Heard ApiBench::post(const QString &path, const QByteArray &body)
{
    return ask("POST", path, body);
}

Heard ApiBench::ask(const QByteArray &method, const QString &pathAndQuery, const QByteArray &body, const QList<http::Header> &headers)
{
    http::ClientRequest request;
    request.method = method;
    request.url = u"http://127.0.0.1:%1%2"_s.arg(port).arg(pathAndQuery);
    request.body = body;
    request.headers = headers;
    std::optional<http::ClientResult> result;
    client.send(std::move(request), [&result](http::ClientResult &&heard) { result = std::move(heard); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }))
        return {};
    return {result->status, result->body, result->headers};
}

QByteArray sagaBody(const QString &gid, const QByteArray &more)
{
    return R"({"gid":")" + gid.toUtf8()
        + R"(","trans_type":"saga","steps":[{"action":"http://bank:1/a","compensate":"http://bank:1/ca"},)"
          R"({"action":"http://bank:2/b","compensate":"http://bank:2/cb"}],"payloads":["{}","{}"])"
        + (more.isEmpty() ? "" : ",") + more + '}';
}

} // namespace txdesk::test
