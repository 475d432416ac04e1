// A bank for the AT campaign: accounts in one database, transfers to another bank in AT mode, its phase-two endpoint. It keeps
// nothing in memory, so it may be killed and started again at any time.
//   at-bank --db sqlite:FILE | mysql:PORT/NAME --coordinator URL [--port N] [--accounts 20] [--money 1000] [--phase-two URL]
// POST /transfer {"from":3,"account":7,"amount":5,"to":"http://..","fail":"" | "after-debit" | "at-other" | "at-end"}
// POST /change?account=7&amount=5[&fail=1] (with Dtm-Gid)   POST /at   GET /health
// SPDX-License-Identifier: Apache-2.0
#include "shared/at/at_session.h"
#include "shared/at/phase_two.h"
#include "shared/at/undo_log.h"
#include "shared/http/epoll_dispatcher.h"
#include "shared/http/server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QThreadPool>

#include <csignal>
#include <cstdio>

namespace txdesk::test {
namespace {

using namespace Qt::StringLiterals;

struct BankSettings
{
    QString database;
    QString coordinator;
    int accounts = 20;
    int money = 1000;
    QString phaseTwo{}; // of another instance on the same database; empty: of this one
};

QSqlDatabase openAs(const QString &name, const QString &database)
{
    const bool isSqlite = database.startsWith("sqlite:"_L1);
    QSqlDatabase db = QSqlDatabase::addDatabase(isSqlite ? u"QSQLITE"_s : u"QMYSQL"_s, name);
    if (isSqlite) {
        db.setDatabaseName(database.sliced(7));
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    } else {
        db.setHostName(u"127.0.0.1"_s);
        db.setPort(database.sliced(6).section(u'/', 0, 0).toInt());
        db.setDatabaseName(database.section(u'/', 1));
        db.setUserName(u"txdesk"_s);
        db.setPassword(u"txdesk"_s);
    }
    if (!db.open())
        qFatal("%s", qPrintable(db.lastError().text()));
    return db;
}

http::Response replyOf(const Result<> &done)
{
    if (done)
        return {.status = 200, .body = R"({"dtm_result":"SUCCESS"})"};
    const QJsonObject json{{u"message"_s, done.error().message}};
    return {.status = done.error().code == ErrorCode::InvalidRequest ? 400 : 409, .body = QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

// One a thread of the pool: its connection and its phase two.
struct Desk
{
    explicit Desk(const QString &database)
        : name(u"bank-%1"_s.arg(quintptr(QThread::currentThreadId()))), db(openAs(name, database)), phaseTwo(name)
    {
    }

    QString name;
    QSqlDatabase db;
    at::PhaseTwo phaseTwo;
};

class AtBank
{
public:
    explicit AtBank(BankSettings settings) : m_settings(std::move(settings)), m_coordinator(m_settings.coordinator)
    {
        m_pool.setMaxThreadCount(24);
        m_pool.setExpiryTimeout(-1);
    }

    void prepareTables()
    {
        QSqlDatabase db = openAs(u"setup"_s, m_settings.database);
        QSqlQuery query(db);
        if (m_settings.database.startsWith("sqlite:"_L1))
            query.exec(u"PRAGMA journal_mode = WAL"_s);
        if (!query.exec(u"CREATE TABLE IF NOT EXISTS account(id INTEGER PRIMARY KEY, balance INTEGER NOT NULL)"_s) || !at::UndoLog(db).createTable())
            qFatal("no tables: %s", qPrintable(query.lastError().text()));
        for (int id = 1; id <= m_settings.accounts; ++id) // fails when it is there
            query.exec(u"INSERT INTO account VALUES (%1, %2)"_s.arg(id).arg(m_settings.money));
    }

    quint16 listen(quint16 port)
    {
        m_server = std::make_unique<http::Server>(http::ServerLimits{}, [this](http::Request &&request, http::Responder &&responder) {
            auto shared = std::make_shared<http::Responder>(std::move(responder));
            m_pool.start([this, request = std::move(request), shared] {
                http::Response response = worked(request);
                QMetaObject::invokeMethod(m_server.get(), [shared, response = std::move(response)] { shared->send(response); });
            });
        });
        const Result<quint16> got = m_server->listen(QHostAddress::LocalHost, port);
        m_url = u"http://127.0.0.1:%1"_s.arg(got.value_or(quint16(0)));
        return got.value_or(quint16(0));
    }

private:
    http::Response worked(const http::Request &request)
    {
        thread_local Desk desk(m_settings.database);
        if (request.path == "/at")
            return desk.phaseTwo.answer(request);
        if (request.path == "/change")
            return change(desk, request);
        if (request.path == "/transfer")
            return transfer(desk, QJsonDocument::fromJson(request.body).object());
        return {.status = request.path == "/health" ? 200 : 404, .body = "{}"};
    }

    Result<> add(Desk &desk, const at::AtTransaction &transaction, int account, int amount) const
    {
        const QString forUpdate = desk.db.driverName() == "QMYSQL"_L1 ? u" FOR UPDATE"_s : QString(); // SQLite has the file to itself
        at::AtSession session(transaction, desk.db, {.phaseTwoUrl = m_settings.phaseTwo.isEmpty() ? m_url + "/at"_L1 : m_settings.phaseTwo, .lockWait = Seconds{4}});
        return session.run([&](at::AtSession &inside) -> Result<> {
            // Read, then write what was read: an update that got lost would show in the sum.
            Result<QSqlQuery> read = inside.exec(u"SELECT balance FROM account WHERE id = ?"_s + forUpdate, {account});
            if (!read)
                return tl::unexpected(read.error());
            if (!read->next())
                return fail(ErrorCode::Conflict, u"no such account"_s);
            const int balance = read->value(0).toInt();
            read->finish();
            const Result<QSqlQuery> written = inside.exec(u"UPDATE account SET balance = ? WHERE id = ?"_s, {balance + amount, account});
            return written ? Result<>() : tl::unexpected(written.error());
        });
    }

    http::Response change(Desk &desk, const http::Request &request)
    {
        const Result<at::AtTransaction> transaction = at::AtTransaction::fromHeaders(m_coordinator, request.headers);
        if (!transaction)
            return replyOf(tl::unexpected(transaction.error()));
        const auto number = [&request](QByteArrayView name) { return request.parameter(name).value_or(QByteArray()).toInt(); };
        const Result<> added = add(desk, *transaction, number("account"), number("amount"));
        return replyOf(added && number("fail") != 0 ? fail(ErrorCode::Conflict, u"the other bank fails as it was told"_s) : added);
    }

    http::Response transfer(Desk &desk, const QJsonObject &order)
    {
        const int amount = order["amount"_L1].toInt();
        const QString failure = order["fail"_L1].toString();
        const auto failsAt = [&failure](QLatin1StringView point) { return failure == point ? fail(ErrorCode::Conflict, u"fails as it was told"_s) : Result<>(); };
        return replyOf(at::AtTransaction::run(m_coordinator, [&](at::AtTransaction &transaction) -> Result<> {
            Result<> done = add(desk, transaction, order["from"_L1].toInt(), -amount);
            if (done)
                done = failsAt("after-debit"_L1);
            if (!done)
                return done;
            const QString url = order["to"_L1].toString() + u"/change?account=%1&amount=%2&fail=%3"_s.arg(order["account"_L1].toInt()).arg(amount).arg(failure == "at-other"_L1);
            if (const Result<QByteArray> told = m_coordinator.ask(url, transaction.headers()).result(); !told)
                return tl::unexpected(told.error());
            return failsAt("at-end"_L1);
        }, {.timeout = Seconds{order["timeout"_L1].toInt(8)}}));
    }

    BankSettings m_settings;
    client::CoordinatorConnection m_coordinator;
    QThreadPool m_pool;
    std::unique_ptr<http::Server> m_server;
    QString m_url;
};

} // namespace
} // namespace txdesk::test

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    for (const QString &name : {u"db"_s, u"coordinator"_s, u"port"_s, u"accounts"_s, u"money"_s, u"phase-two"_s})
        parser.addOption({name, {}, name});
    parser.process(application);
    const auto number = [&parser](const QString &name, int otherwise) { return parser.isSet(name) ? parser.value(name).toInt() : otherwise; };
    txdesk::test::AtBank bank({.database = parser.value(u"db"_s), .coordinator = parser.value(u"coordinator"_s),
                               .accounts = number(u"accounts"_s, 20), .money = number(u"money"_s, 1000), .phaseTwo = parser.value(u"phase-two"_s)});
    bank.prepareTables();
    std::signal(SIGTERM, [](int) { _exit(0); });
    const quint16 port = bank.listen(quint16(number(u"port"_s, 0)));
    std::printf("listening on 127.0.0.1:%d\n", int(port));
    std::fflush(stdout);
    return port == 0 ? 1 : QCoreApplication::exec();
}
