// SPDX-License-Identifier: Apache-2.0
#include "server/store/mysql_connection.h"

#include "server/store/store_log.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>

#include <atomic>
#include <mysql.h>
#include <string>

namespace txdesk::store {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned unknownDatabase = 1049;
constexpr unsigned tooLong = 1406;
constexpr Milliseconds noticeableShift{500}; // below it the two clocks count as one

QString nextMysqlName()
{
    static std::atomic<int> count{0};
    return u"txdesk-mysql-%1"_s.arg(++count);
}

QByteArray identifier(const QString &name)
{
    return '`' + name.toUtf8().replace('`', "``") + '`';
}

} // namespace

void appendQuoted(std::string &out, QByteArrayView utf8)
{
    out += '\'';
    const char *from = utf8.data();
    const char *const end = from + utf8.size();
    for (const char *at = from; at != end; ++at) {
        if (static_cast<unsigned char>(*at) > '\'' && *at != '\\')
            continue; // most letters
        char letter = 0;
        switch (*at) {
        case '\0': letter = '0'; break;
        case '\n': letter = 'n'; break;
        case '\r': letter = 'r'; break;
        case '\x1a': letter = 'Z'; break;
        case '\\': case '\'': case '"': letter = *at; break;
        default: continue;
        }
        out.append(from, at);
        out += '\\';
        out += letter;
        from = at + 1;
    }
    out.append(from, end);
    out += '\'';
}

MysqlConnection::MysqlConnection(const MysqlOptions &options, Role role, DtmZone zone)
    : m_options(options), m_role(role), m_name(nextMysqlName()), m_zone(std::move(zone))
{
}

MysqlConnection::~MysqlConnection()
{
    close();
}

void MysqlConnection::close()
{
    m_handle = nullptr;
    if (!QSqlDatabase::contains(m_name))
        return;
    {
        QSqlDatabase database = QSqlDatabase::database(m_name, false);
        database.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<MysqlConnection>> MysqlConnection::open(const MysqlOptions &options, Role role)
{
    Result<DtmZone> zone = DtmZone::from(options.timeZoneOffset);
    if (!zone)
        return tl::unexpected(zone.error());
    std::unique_ptr<MysqlConnection> connection(new MysqlConnection(options, role, std::move(*zone)));
    if (const Result<> connected = connection->connect(); !connected)
        return tl::unexpected(connected.error());
    connection->measureClock(SystemClock().now());
    return connection;
}

Result<> MysqlConnection::ready()
{
    return m_handle && !m_lost ? Result<>() : connect();
}

Result<> MysqlConnection::connect()
{
    unsigned number = 0;
    Result<> opened = openDatabase(m_options.database, &number);
    if (!opened && number == unknownDatabase) {
        if (const Result<> created = createDatabase(); !created)
            return created;
        opened = openDatabase(m_options.database, &number);
    }
    if (!opened)
        return opened;
    m_lost = false;
    Result<> set = setUpSession();
    if (!set)
        m_lost = true;
    return set;
}

Result<> MysqlConnection::openDatabase(const QString &name, unsigned *number)
{
    close();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QMYSQL"_s, m_name);
    if (!database.isValid())
        return fail(ErrorCode::InvalidRequest, u"Qt's MySQL plugin is missing: install libqt6sql6-mysql"_s);
    const bool local = m_options.host.startsWith(u'/');
    const qint64 seconds = std::max<qint64>(1, std::chrono::duration_cast<Seconds>(m_options.ioTime).count());
    database.setConnectOptions(u"MYSQL_OPT_CONNECT_TIMEOUT=5;MYSQL_OPT_READ_TIMEOUT=%1;MYSQL_OPT_WRITE_TIMEOUT=%1"_s.arg(seconds)
                               + (local ? u";UNIX_SOCKET="_s + m_options.host : QString()));
    const bool here = m_options.host.isEmpty() || m_options.host == "localhost"_L1; // by which the client library means a socket of its own
    database.setHostName(local ? QString() : here ? u"127.0.0.1"_s : m_options.host);
    database.setPort(local ? -1 : m_options.port);
    database.setUserName(m_options.user);
    database.setPassword(m_options.password);
    database.setDatabaseName(name);
    if (!database.open()) {
        *number = database.lastError().nativeErrorCode().toUInt();
        return fail(ErrorCode::Unavailable, u"the database cannot be reached: %1"_s.arg(database.lastError().text()));
    }
    const QVariant handle = database.driver()->handle();
    if (qstrcmp(handle.typeName(), "MYSQL*") != 0 && qstrcmp(handle.typeName(), "st_mysql*") != 0)
        return fail(ErrorCode::Internal, u"Qt's MySQL plugin gives no native handle"_s);
    m_handle = *static_cast<MYSQL *const *>(handle.constData());
    return {};
}

Result<> MysqlConnection::createDatabase()
{
    unsigned number = 0;
    if (const Result<> opened = openDatabase({}, &number); !opened)
        return opened;
    return run("create database if not exists " + identifier(m_options.database) + " default character set utf8mb4");
}

// Literals compare as DTM's columns do, whichever script made them: else an index of theirs could not be used.
Result<> MysqlConnection::adoptCollation()
{
    m_mariaDb = mysql_get_server_info(m_handle) && QByteArrayView(mysql_get_server_info(m_handle)).contains("MariaDB");
    if (!send("select collation_name from information_schema.columns where table_schema = database() and table_name = 'trans_global' and column_name = 'gid'"))
        return tl::unexpected(m_error);
    QByteArray collation;
    if (MYSQL_RES *result = mysql_store_result(m_handle)) {
        if (const MYSQL_ROW row = mysql_fetch_row(result); row && row[0])
            collation = row[0];
        mysql_free_result(result);
    }
    return collation.startsWith("utf8mb4_") ? run("set collation_connection = '" + collation + '\'') : Result<>();
}

Result<> MysqlConnection::setUpSession()
{
    const QByteArray isolation = m_role == Role::Writer ? "read committed" : "repeatable read";
    const Result<> set = run("set names utf8mb4; set session transaction isolation level " + isolation
                             + "; set session sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
                               ", session time_zone = '+00:00', session autocommit = 1, session innodb_lock_wait_timeout = 2"
                               ", session wait_timeout = 28800");
    if (!set)
        return set;
    const bool galera = number("select @@wsrep_on").value_or(0) == 1;
    if (galera) // what another node has acknowledged is seen here
        if (const Result<> synced = run("set session wsrep_sync_wait = 1"); !synced)
            return synced;
    m_packetMax = number("select @@max_allowed_packet").value_or(m_packetMax);
    m_idsFollow = !galera && number("select @@auto_increment_increment").value_or(0) == 1; // there it follows the number of nodes
    const Result<> adopted = adoptCollation();
    return adopted && m_role == Role::Writer ? limitStalls() : adopted;
}

// The heartbeats keep a connection from being idle for as long as that.
Result<> MysqlConnection::limitStalls()
{
    const qint64 seconds = std::max<qint64>(1, std::chrono::duration_cast<Seconds>(m_options.stallTime).count());
    if (!m_mariaDb)
        return run("set session wait_timeout = " + QByteArray::number(2 * seconds));
    const QByteArray time = QByteArray::number(seconds);
    return run("set session idle_transaction_timeout = " + time + ", session idle_write_transaction_timeout = " + time);
}

void MysqlConnection::noteError()
{
    m_errorNumber = m_handle ? mysql_errno(m_handle) : 2006;
    if (m_errorNumber == 0)
        return;
    const MysqlFault fault = faultOf(m_errorNumber);
    m_lost = m_lost || fault == MysqlFault::Lost;
    m_error = {fault == MysqlFault::Request ? ErrorCode::InvalidRequest : ErrorCode::Unavailable,
               u"the store failed: %1 (MySQL %2)"_s.arg(QString::fromUtf8(m_handle ? mysql_error(m_handle) : "no connection")).arg(m_errorNumber), {}};
}

bool MysqlConnection::send(QByteArrayView sql)
{
    m_errorNumber = 0;
    if (sql.size() > m_packetMax) { // the server would close the connection
        m_errorNumber = tooLong;
        m_error = {ErrorCode::InvalidRequest, u"larger than a packet of the database (max_allowed_packet is %1)"_s.arg(m_packetMax), {}};
        return false;
    }
    if (m_handle && !m_lost && mysql_real_query(m_handle, sql.data(), static_cast<unsigned long>(sql.size())) == 0)
        return true;
    if (m_handle && m_lost) {
        m_errorNumber = 2006;
        m_error = {ErrorCode::Unavailable, u"the connection to the database is lost"_s, {}};
        return false;
    }
    noteError();
    return false;
}

bool MysqlConnection::next()
{
    m_errorNumber = 0;
    const int more = mysql_next_result(m_handle);
    if (more > 0)
        noteError();
    return more == 0;
}

Result<> MysqlConnection::run(const QByteArray &sql)
{
    bool ok = send(sql);
    while (ok) {
        if (MYSQL_RES *result = mysql_store_result(m_handle))
            mysql_free_result(result);
        ok = next();
    }
    if (m_errorNumber != 0)
        return tl::unexpected(m_error);
    return {};
}

Result<qint64> MysqlConnection::number(const QByteArray &query)
{
    if (!send(query))
        return tl::unexpected(m_error);
    qint64 value = 0;
    if (MYSQL_RES *result = mysql_store_result(m_handle)) {
        if (const MYSQL_ROW row = mysql_fetch_row(result); row && row[0])
            value = QByteArrayView(row[0]).toLongLong();
        mysql_free_result(result);
    }
    return value;
}

qint64 MysqlConnection::lastInsertId() const
{
    return static_cast<qint64>(mysql_insert_id(m_handle));
}

bool MysqlConnection::keepsTransaction() const
{
    const MysqlFault fault = faultOf(m_errorNumber);
    return !m_lost && (fault == MysqlFault::Request || fault == MysqlFault::Other);
}

void MysqlConnection::measureClock(Instant now)
{
    if (!m_options.databaseClock)
        return;
    const Result<qint64> theirs = number("select cast(unix_timestamp(utc_timestamp(3)) * 1000 as signed)");
    if (!theirs || *theirs == 0)
        return;
    const Milliseconds distance = fromMs(*theirs) - now;
    const Milliseconds shift = distance > noticeableShift || distance < -noticeableShift ? distance : Milliseconds{0};
    if (shift != Milliseconds{0} && m_shift == Milliseconds{0})
        qCWarning(storeLog) << "the clocks of coordinator and database differ by" << distance.count() << "ms; the database's counts";
    m_shift = shift;
}

} // namespace txdesk::store
