-- The bank outside: whom it opens accounts for, and whom it tells; state: pending, success, fail.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS deposit_account (
    tx_no      VARCHAR(64) NOT NULL PRIMARY KEY,
    user_name  VARCHAR(100) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    deposit_no VARCHAR(64) NULL,
    notify_url VARCHAR(500) NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
