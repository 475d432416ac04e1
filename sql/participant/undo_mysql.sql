-- The undo table of an AT participant on MySQL or MariaDB: undo records of local transactions that can still be rolled back, and tombstones.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS {table} (
    id            BIGINT PRIMARY KEY AUTO_INCREMENT,
    xid           VARCHAR(128) NOT NULL,
    branch_id     VARCHAR(128) NOT NULL,
    context       VARCHAR(128) NOT NULL DEFAULT '',
    rollback_info LONGBLOB NOT NULL,
    log_status    INT NOT NULL,
    log_created   DATETIME(6) NOT NULL,
    log_modified  DATETIME(6) NOT NULL,
    UNIQUE KEY ux_undo_log (xid, branch_id),
    KEY ix_undo_log_created (log_created)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
