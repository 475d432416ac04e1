-- The users of the registration's user centre; state: new (tried), ready.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS user_info (
    id        BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_name VARCHAR(100) NOT NULL UNIQUE,
    state     VARCHAR(20) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
