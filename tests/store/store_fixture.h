// The stores that the same tests run on, each empty: in memory, SQLite in a folder of its own, a real MariaDB.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/mysql_store.h"
#include "tests/store/store_samples.h"
#include "tests/support/mariadb.h"

namespace txdesk::store::samples {

// One server for the whole binary, started when first asked for; a test fails when it does not run.
[[nodiscard]] test::MariaDb &mariaDb();
// Of a database of that name on it; the caller's clock counts, so that tests move time by hand.
[[nodiscard]] MysqlOptions mysqlOptions(const QString &database);
void emptyMysql(const QString &database); // no rows; the tables stay

class AnyStore
{
public:
    enum class Kind { Memory, Sqlite, Mysql };

    explicit AnyStore(Kind kind, const QString &database = u"any_store"_s); // empty
    ~AnyStore();
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] SqliteOptions sqliteOptions() const;
    void setAudit(const AuditSettings &audit) { m_audit = audit; } // of what is opened from now on
    void setCipher(const PayloadCipherPtr &cipher) { m_cipher = cipher; }
    void run(const QString &statement) const; // past the store, as a thief of the database would; not of Memory
    [[nodiscard]] std::unique_ptr<TransactionStore> store() const;
    [[nodiscard]] std::unique_ptr<TransactionReader> reader() const; // not of Memory

private:
    Kind m_kind;
    QString m_database;
    AuditSettings m_audit;
    PayloadCipherPtr m_cipher;
    std::unique_ptr<Files> m_files;
};

void addStoreRows(bool withMemory = true); // a column "store" and a row for each

} // namespace txdesk::store::samples

Q_DECLARE_METATYPE(txdesk::store::samples::AnyStore::Kind)
