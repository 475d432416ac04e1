-- The barrier table of a participant on SQLite: one row for each op that has passed, or that must never pass again.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS {table} (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    trans_type  TEXT NOT NULL DEFAULT '',
    gid         TEXT NOT NULL DEFAULT '',
    branch_id   TEXT NOT NULL DEFAULT '',
    op          TEXT NOT NULL DEFAULT '',
    barrier_id  TEXT NOT NULL DEFAULT '',
    reason      TEXT NOT NULL DEFAULT '',
    create_time TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    update_time TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (gid, branch_id, op, barrier_id)
)
