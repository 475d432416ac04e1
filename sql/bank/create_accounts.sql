-- The accounts of a bank: whole units of money, what is free and what is set aside.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS accounts (
    account INTEGER PRIMARY KEY,
    balance INTEGER NOT NULL,
    frozen  INTEGER NOT NULL DEFAULT 0
)
