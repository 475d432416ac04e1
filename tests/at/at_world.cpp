// Makes databases and serves their phase two.
// SPDX-License-Identifier: Apache-2.0
#include "tests/at/at_world.h"

#include <QSqlError>
#include <QSqlRecord>

namespace txdesk::test {

using namespace Qt::StringLiterals;

AtWorld::AtWorld(const QString &realCoordinator)
    : connection(realCoordinator.isEmpty() ? coordinator.url() : realCoordinator), m_server(std::make_unique<ServerOnAThread>([this](http::Request &&request, http::Responder &&responder) {
          const QString name = QString::fromUtf8(request.path).section(u'/', 1, 1);
          auto &phaseTwo = m_phaseTwo[name];
          if (!phaseTwo)
              phaseTwo = std::make_unique<at::PhaseTwo>(name, at::PhaseTwoOptions{.lockWait = Milliseconds{100}});
          responder.send(phaseTwo->answer(request));
      }))
{
}

AtWorld::~AtWorld()
{
    m_server->run([this] { m_phaseTwo.clear(); });
    m_server.reset();
    for (const QString &name : m_names)
        QSqlDatabase::removeDatabase(name);
}

void AtWorld::addBank(const QString &name, const QStringList &schema)
{
    QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    db.setDatabaseName(folder.filePath(name + ".sqlite"_L1));
    db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (!db.open())
        qFatal("%s", qPrintable(db.lastError().text()));
    static_cast<void>(run(u"PRAGMA journal_mode=WAL"_s, name));
    static_cast<void>(run(u"PRAGMA synchronous=OFF"_s, name)); // no power failure here; tests/at/campaign kills processes
    serve(name, db, schema);
}

void AtWorld::serve(const QString &name, QSqlDatabase db, const QStringList &schema)
{
    m_names.append(name);
    for (const QString &statement : schema)
        if (const QString error = run(statement, name); !error.isEmpty())
            qFatal("%s", qPrintable(statement + u": "_s + error));
    if (const Result<> made = at::UndoLog(db).createTable(); !made)
        qFatal("%s", qPrintable(made.error().message));
}

QSqlDatabase AtWorld::another(const QString &name, const QString &of)
{
    m_names.append(name);
    QSqlDatabase db = QSqlDatabase::cloneDatabase(of, name);
    if (db.driverName() == "QSQLITE"_L1)
        db.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    db.open();
    return db;
}

QString AtWorld::phaseTwoUrl(const QString &name) const
{
    return u"http://127.0.0.1:%1/%2/at"_s.arg(m_server->port()).arg(name);
}

at::AtSessionOptions AtWorld::options(const QString &name) const
{
    return {.phaseTwoUrl = phaseTwoUrl(name), .lockWait = Milliseconds{200}};
}

QString AtWorld::run(const QString &sql, const QString &name)
{
    QSqlQuery query(bank(name));
    return query.exec(sql) ? QString() : query.lastError().text();
}

QString AtWorld::rows(const QString &sql, const QString &name)
{
    QSqlQuery query(bank(name));
    if (!query.exec(sql))
        return query.lastError().text();
    QStringList rows;
    while (query.next()) {
        QStringList values;
        for (int i = 0; i < query.record().count(); ++i)
            values.append(query.value(i).isNull() ? u"NULL"_s : query.value(i).toString());
        rows.append(values.join(u'|'));
    }
    return rows.join(u';');
}

QString AtWorld::undoRows(const QString &name)
{
    return rows(u"SELECT xid, branch_id, log_status FROM undo_log ORDER BY id"_s, name);
}

Result<> AtWorld::work(const QString &gid, const QStringList &statements, const QString &name)
{
    if (coordinator.statusOf(gid).isEmpty())
        if (const Result<> told = connection.prepare({.gid = Gid{gid}, .kind = TransactionKind::At}).result(); !told)
            return told;
    const at::AtTransaction transaction = at::AtTransaction::join(connection, {.gid = Gid{gid}});
    at::AtSession session(transaction, bank(name), options(name));
    return session.run([&statements](at::AtSession &inside) -> Result<> {
        for (const QString &statement : statements)
            if (const Result<QSqlQuery> done = inside.exec(statement); !done)
                return tl::unexpected(done.error());
        return {};
    });
}

QStringList AtWorld::rollBack(const QString &gid, const QString &op)
{
    coordinator.decide(gid, u"aborting"_s);
    return coordinator.finish(gid, op);
}

QStringList AtWorld::commit(const QString &gid)
{
    coordinator.decide(gid, u"submitted"_s);
    return coordinator.finish(gid);
}

} // namespace txdesk::test
