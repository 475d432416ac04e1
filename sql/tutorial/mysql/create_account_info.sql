-- The tutorial's accounts on MySQL or MariaDB: names are told apart by their bytes, money is a floating point number.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS account_info (
    id               BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_name     VARCHAR(100) COLLATE utf8mb4_bin NULL,
    account_no       VARCHAR(100) COLLATE utf8mb4_bin NULL,
    account_password VARCHAR(100) COLLATE utf8mb4_bin NULL,
    account_balance  DOUBLE NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
