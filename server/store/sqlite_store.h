// Opens the embedded store: one SQLite file, WAL, synchronous=FULL read back, one writing connection that is the only
// checkpointer, an exclusive lock file beside it. Source: docs/decisions/ (power loss, WAL-reset bug of SQLite 3.40).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "server/store/audit_seal.h"
#include "server/store/payload_cipher.h"
#include "server/store/transaction_store.h"

namespace txdesk::store {

struct SqliteOptions
{
    QString file{};           // created with mode 0600, its directory must exist
    bool anyFileSystem = false; // accept network and overlay file systems
    StuckRule stuck{};
    AuditSettings audit{};
    PayloadCipherPtr cipher{};  // of payloads; null: they are stored plain, and encrypted ones cannot be read
};

// Unavailable: "database is in use by pid 123"; InvalidRequest: a schema newer than ours, not a database, and the like.
[[nodiscard]] OpenStore sqliteStore(const SqliteOptions &options);
[[nodiscard]] OpenReader sqliteReader(const SqliteOptions &options); // read-only; open after the store

} // namespace txdesk::store
