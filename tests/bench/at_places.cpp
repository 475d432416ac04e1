// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/at_places.h"

#include "shared/at/undo_log.h"

#include <QSqlError>
#include <QSqlQuery>

#include <cstdio>
#include <cstdlib>
#include <future>

namespace txdesk::bench {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void giveUpOn(const QString &what)
{
    std::fprintf(stderr, "at_bench: %s\n", qPrintable(what));
    std::exit(1);
}

void runOn(QSqlDatabase db, const QString &statement)
{
    if (QSqlQuery query(db); !query.exec(statement))
        giveUpOn(statement + u": "_s + query.lastError().text());
}

} // namespace

// What a service does: an HTTP server that hands every request to PhaseTwo. Everything of it lives on its own thread.
class AtPlaces::Service final : public QThread
{
public:
    Service(const AtPlaces &places, int place) : m_places(places), m_place(place)
    {
        std::future<quint16> port = m_listens.get_future();
        start();
        m_port = port.get();
    }

    ~Service() override
    {
        quit();
        wait();
    }

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    void run() override
    {
        const QString name = m_places.nameOf(u"service"_s, m_place);
        const QSqlDatabase db = m_places.open(m_place, name);
        at::PhaseTwo phaseTwo(name);
        http::Server server(http::ServerLimits{}, [&phaseTwo](http::Request &&request, http::Responder &&responder) {
            responder.send(phaseTwo.answer(request));
        });
        const Result<quint16> port = server.listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (!port)
            giveUpOn(port.error().message);
        m_listens.set_value(*port);
        exec();
    }

    const AtPlaces &m_places;
    const int m_place;
    std::promise<quint16> m_listens;
    quint16 m_port = 0;
};

AtPlaces::AtPlaces(bool onMariaDb)
{
    if (onMariaDb) {
        m_mariaDb = std::make_unique<test::MariaDb>();
        if (const QString error = m_mariaDb->start(); !error.isEmpty())
            giveUpOn(error);
    }
    for (int place = 0; place < 2; ++place) {
        create(place);
        m_services[static_cast<std::size_t>(place)] = std::make_unique<Service>(*this, place);
    }
}

AtPlaces::~AtPlaces() = default;

void AtPlaces::create(int place)
{
    if (m_mariaDb)
        if (const QString error = m_mariaDb->run(u"test"_s, {u"create database bank%1"_s.arg(place)}); !error.isEmpty())
            giveUpOn(error);
    QSqlDatabase db = open(place, nameOf(u"create"_s, place));
    runOn(db, u"create table account (id integer primary key, balance bigint not null)"_s);
    for (int account = 1; account <= accounts; ++account)
        runOn(db, u"insert into account (id, balance) values (%1, 10000)"_s.arg(account));
    if (const Result<> done = at::UndoLog(db).createTable(); !done)
        giveUpOn(done.error().message);
}

QSqlDatabase AtPlaces::open(int place, const QString &connectionName) const
{
    if (m_mariaDb)
        return m_mariaDb->connect(connectionName, u"bank%1"_s.arg(place));
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, connectionName);
    db.setDatabaseName(m_folder.filePath(u"bank%1.sqlite"_s.arg(place)));
    if (!db.open())
        giveUpOn(db.lastError().text());
    runOn(db, u"pragma journal_mode = wal"_s);
    runOn(db, u"pragma synchronous = full"_s);
    return db;
}

QString AtPlaces::nameOf(const QString &what, int place) const
{
    return what + QString::number(place) + (m_mariaDb ? u"-mariadb"_s : u"-sqlite"_s);
}

QString AtPlaces::phaseTwoUrl(int place) const
{
    return u"http://127.0.0.1:%1/at"_s.arg(m_services[static_cast<std::size_t>(place)]->port());
}

qint64 AtPlaces::numberOf(const QString &statement) const
{
    qint64 sum = 0;
    for (int place = 0; place < 2; ++place) {
        const QString name = nameOf(u"count"_s, place);
        {
            const QSqlDatabase db = open(place, name);
            QSqlQuery query(db);
            if (!query.exec(statement) || !query.next())
                giveUpOn(query.lastError().text());
            sum += query.value(0).toLongLong();
        }
        QSqlDatabase::removeDatabase(name);
    }
    return sum;
}

qint64 AtPlaces::sum() const
{
    return numberOf(u"select sum(balance) from account"_s);
}

qint64 AtPlaces::undoRows() const
{
    return numberOf(u"select count(*) from undo_log"_s);
}

} // namespace txdesk::bench
