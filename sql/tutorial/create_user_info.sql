-- The users of the registration's user centre; state: new (tried), ready.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS user_info (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    user_name VARCHAR(100) NOT NULL UNIQUE,
    state     VARCHAR(20) NOT NULL
)
