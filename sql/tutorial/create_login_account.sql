-- The accounts of the unified account service; state: new (tried), ready.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS login_account (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    user_name VARCHAR(100) NOT NULL UNIQUE,
    state     VARCHAR(20) NOT NULL
)
