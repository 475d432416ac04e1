// One connection to MySQL or MariaDB, opened through QtSql, used through the client library: its error numbers say when it
// is gone, and a new one is then opened with the same session settings.
// Thread: the one that opened it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/dtm_zone.h"
#include "server/store/mysql_errors.h"
#include "server/store/mysql_store.h"
#include "server/store/sql_session.h"

#include <memory>
#include <string>

struct st_mysql;
struct st_mysql_res;

namespace txdesk::store {

class MysqlConnection final : public SqlSession
{
public:
    enum class Role { Writer, Reader }; // READ COMMITTED, REPEATABLE READ

    [[nodiscard]] static Result<std::unique_ptr<MysqlConnection>> open(const MysqlOptions &options, Role role);
    ~MysqlConnection() override;
    MysqlConnection(const MysqlConnection &) = delete;
    MysqlConnection &operator=(const MysqlConnection &) = delete;

    [[nodiscard]] Result<> ready() override;
    [[nodiscard]] bool isLost() const override { return m_lost; }
    [[nodiscard]] qint64 lastInsertId() const override;
    [[nodiscard]] bool keepsTransaction() const override;
    [[nodiscard]] bool countsUnchanged() const override { return false; }

    // Several statements separated by semicolons are one packet; their results are taken with next().
    [[nodiscard]] bool send(QByteArrayView sql);
    [[nodiscard]] bool next(); // to the result of the next statement of the packet; false: none, or it failed (errorNumber)
    [[nodiscard]] Result<> run(const QByteArray &sql); // one or several, results thrown away
    [[nodiscard]] Result<qint64> number(const QByteArray &query); // first column of its first row; 0 when there is none

    [[nodiscard]] st_mysql *handle() const { return m_handle; }
    [[nodiscard]] unsigned errorNumber() const { return m_errorNumber; } // of the last send() or next()
    [[nodiscard]] Error error() const { return m_error; }                // Unavailable; InvalidRequest for a fault of the request
    void noteError(); // takes over what the client library says

    [[nodiscard]] DtmZone &zone() { return m_zone; }
    [[nodiscard]] qsizetype packetMax() const { return m_packetMax; }
    [[nodiscard]] Result<> adoptCollation();   // again after the tables are made
    [[nodiscard]] bool isMariaDb() const { return m_mariaDb; } // or MySQL
    [[nodiscard]] bool idsFollow() const { return m_idsFollow; } // those of one insert of many rows, one by one (not on Galera)
    // The database's clock minus the caller's: all instants that are stored are the database's.
    [[nodiscard]] Milliseconds shift() const { return m_shift; }
    void measureClock(Instant now); // keeps the old distance when the database does not answer

private:
    MysqlConnection(const MysqlOptions &options, Role role, DtmZone zone);
    [[nodiscard]] Result<> connect();
    [[nodiscard]] Result<> openDatabase(const QString &database, unsigned *number);
    [[nodiscard]] Result<> createDatabase();
    [[nodiscard]] Result<> setUpSession();
    [[nodiscard]] Result<> limitStalls();
    void close();

    const MysqlOptions m_options;
    const Role m_role;
    const QString m_name; // QtSql's name of the connection
    DtmZone m_zone;
    st_mysql *m_handle = nullptr;
    bool m_lost = false;
    unsigned m_errorNumber = 0;
    Error m_error;
    qsizetype m_packetMax = 1 << 20;
    bool m_mariaDb = true;
    bool m_idsFollow = false;
    Milliseconds m_shift{0};
};

void appendQuoted(std::string &out, QByteArrayView utf8); // 'text', every dangerous byte escaped

} // namespace txdesk::store
