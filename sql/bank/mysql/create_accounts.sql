-- The accounts of a bank: whole units of money, what is free and what is set aside.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS accounts (
    account BIGINT PRIMARY KEY,
    balance BIGINT NOT NULL,
    frozen  BIGINT NOT NULL DEFAULT 0
) ENGINE = InnoDB
