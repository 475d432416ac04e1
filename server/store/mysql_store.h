// Opens the production store: DTM's tables on MySQL or MariaDB, with columns and tables of ours added, shared by several
// coordinators and, if need be, with a running DTM (docs/migrate-from-dtm.md).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/payload_cipher.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

struct MysqlOptions
{
    QString host{};             // a path is a Unix socket; empty and localhost: 127.0.0.1 by TCP, as DTM
    int port = 3306;
    QString user{};
    QString password{};
    QString database = QStringLiteral("dtm"); // created when absent and allowed
    QString timeZoneOffset{};   // of DTM's datetime columns: "+8", "+05:30"; empty: that of this machine, as DTM
    StuckRule stuck{};
    AuditSettings audit{};
    PayloadCipherPtr cipher{};  // of payloads; null: they are stored plain, and encrypted ones cannot be read
    // Leases, claims and due times are kept by the database's clock: its distance from the caller's `now` is measured at
    // each heartbeat. Off: the caller's clock is the database's (tests that move time by hand).
    bool databaseClock = true;
    // A database transaction in which nothing happens for so long (its process was stopped) is ended by the database: its
    // row locks would hold up every other coordinator, and their leases with it. On MySQL after twice that time.
    Milliseconds stallTime{5'000};
    Milliseconds ioTime{30'000}; // an answer of the database is waited for so long; then the connection counts as lost
};

// Unavailable: no connection, or a migration that could not be done now; InvalidRequest: options that make no sense, a
// schema newer than ours. Afterwards a lost connection is opened again by the next commit or reading.
[[nodiscard]] OpenStore mysqlStore(const MysqlOptions &options);
[[nodiscard]] OpenReader mysqlReader(const MysqlOptions &options); // open after the store

} // namespace txdesk::store
