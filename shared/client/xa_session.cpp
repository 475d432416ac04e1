// XA statements over QMYSQL; as text, because not every server can prepare them.
// SPDX-License-Identifier: Apache-2.0
#include "shared/client/xa_session.h"

#include "shared/client/participant_sql.h"

#include <QElapsedTimer>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>
#include <utility>

namespace txdesk::client {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> xaFailure(const QSqlError &error)
{
    return fail(ErrorCode::Unavailable, u"xa: %1"_s.arg(error.text()));
}

// Runs a statement that takes no values.
Result<QSqlQuery> ask(QSqlDatabase &db, QLatin1StringView statement)
{
    const Result<QString> text = participantStatement(statement);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(db);
    if (!query.exec(*text))
        return xaFailure(query.lastError());
    return query;
}

} // namespace

Result<XaSession> XaSession::open(const QString &templateName, Seconds lockWait)
{
    static std::atomic<quint64> sessions{0};
    XaSession session(u"txdesk-xa-%1"_s.arg(++sessions));
    session.m_db = QSqlDatabase::cloneDatabase(templateName, session.m_name); // this overload may be used in any thread
    if (session.m_db.driverName() != "QMYSQL"_L1)
        return fail(ErrorCode::InvalidRequest, u"XA needs a connection of driver QMYSQL named %1"_s.arg(templateName));
    if (!session.m_db.open())
        return xaFailure(session.m_db.lastError());
    Result<QString> text = participantStatement("xa_lock_wait"_L1);
    if (!text)
        return tl::unexpected(text.error());
    QSqlQuery query(session.m_db);
    if (!query.exec(text->replace("{seconds}"_L1, QString::number(lockWait.count()))))
        return xaFailure(query.lastError());
    return session;
}

XaSession::XaSession(XaSession &&other) noexcept
    : m_name(std::exchange(other.m_name, {})), m_db(std::exchange(other.m_db, {}))
{
}

XaSession::~XaSession()
{
    if (m_name.isEmpty())
        return;
    close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_name);
}

void XaSession::close()
{
    m_db.close();
}

XaReply XaSession::run(QLatin1StringView statement, const QByteArray &xid)
{
    Result<QString> text = participantStatement(statement);
    if (!text)
        return {-1, text.error().message};
    text->replace("{xid}"_L1, u"X'%1'"_s.arg(QLatin1StringView(xid.toHex())));
    QSqlQuery query(m_db);
    if (query.exec(*text))
        return {};
    bool isNumber = false;
    const int code = query.lastError().nativeErrorCode().toInt(&isNumber);
    return {isNumber && code != 0 ? code : -1, query.lastError().text()};
}

Result<QList<QByteArray>> XaSession::prepared()
{
    Result<QSqlQuery> rows = ask(m_db, "xa_recover"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<QByteArray> names;
    while (rows->next())
        names.append(rows->value(3).toByteArray());
    return names;
}

Result<bool> XaSession::replicatesByGalera()
{
    Result<QSqlQuery> rows = ask(m_db, "xa_galera"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->next() && rows->value(1).toString().compare("ON"_L1, Qt::CaseInsensitive) == 0;
}

Result<> XaSession::seeOnlyCommitted()
{
    return ask(m_db, "xa_committed_only"_L1).map([](const QSqlQuery &) {});
}

Result<qint64> XaSession::number()
{
    Result<QSqlQuery> rows = ask(m_db, "xa_session"_L1);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->next() ? rows->value(0).toLongLong() : 0;
}

Result<> XaSession::waitUntilGone(qint64 number, Milliseconds atMost)
{
    constexpr int eagerAsks = 40; // it is nearly always gone within a millisecond
    constexpr double laterPause = 0.005;
    const Result<QString> text = participantStatement("xa_session_there"_L1);
    if (!text)
        return tl::unexpected(text.error());
    QElapsedTimer waited;
    waited.start();
    QSqlQuery query(m_db);
    if (!query.prepare(*text))
        return xaFailure(query.lastError());
    query.bindValue(u":session"_s, number);
    for (int asked = 0; waited.elapsed() < atMost.count(); ++asked) {
        query.bindValue(u":pause"_s, asked < eagerAsks ? 0.0 : laterPause);
        if (!query.exec())
            return xaFailure(query.lastError());
        if (!query.next())
            return {};
    }
    return fail(ErrorCode::OutcomeUnknown, u"the server has not finished session %1 after %2 ms"_s.arg(number).arg(atMost.count()));
}

} // namespace txdesk::client
