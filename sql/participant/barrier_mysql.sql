-- The barrier table of a participant on MySQL or MariaDB: DTM's columns and key; gids are told apart by case.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS {table} (
    id          BIGINT(22) PRIMARY KEY AUTO_INCREMENT,
    trans_type  VARCHAR(45) DEFAULT '',
    gid         VARCHAR(128) DEFAULT '',
    branch_id   VARCHAR(128) DEFAULT '',
    op          VARCHAR(45) DEFAULT '',
    barrier_id  VARCHAR(45) DEFAULT '',
    reason      VARCHAR(45) DEFAULT '',
    create_time DATETIME DEFAULT CURRENT_TIMESTAMP,
    update_time DATETIME DEFAULT CURRENT_TIMESTAMP,
    KEY (create_time),
    KEY (update_time),
    UNIQUE KEY (gid, branch_id, op, barrier_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
