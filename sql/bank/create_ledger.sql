-- Every movement of money, only ever appended, in the same local transaction as the movement.
-- n: the how manyth time this op of this branch took effect (a second time is what the barrier prevents).
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS ledger (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    gid     TEXT NOT NULL,
    branch  TEXT NOT NULL,
    op      TEXT NOT NULL,
    n       INTEGER NOT NULL,
    account INTEGER NOT NULL,
    amount  INTEGER NOT NULL,
    frozen  INTEGER NOT NULL,
    ts      INTEGER NOT NULL
)
