-- The tutorial's accounts on SQLite: names are told apart by their bytes, money is a floating point number.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS account_info (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account_name     VARCHAR(100) NULL,
    account_no       VARCHAR(100) NULL,
    account_password VARCHAR(100) NULL,
    account_balance  DOUBLE NULL
)
