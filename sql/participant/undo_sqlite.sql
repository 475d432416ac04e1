-- The undo table of an AT participant on SQLite: undo records of local transactions that can still be rolled back, and tombstones.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS {table} (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    xid           TEXT NOT NULL,
    branch_id     TEXT NOT NULL,
    context       TEXT NOT NULL DEFAULT '',
    rollback_info BLOB NOT NULL,
    log_status    INTEGER NOT NULL,
    log_created   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
    log_modified  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
    UNIQUE (xid, branch_id)
)
