-- Every movement of money, only ever appended, in the same local transaction as the movement.
-- n: the how manyth time this op of this branch took effect (a second time is what the barrier prevents).
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS ledger (
    id      BIGINT PRIMARY KEY AUTO_INCREMENT,
    gid     VARCHAR(128) NOT NULL,
    branch  VARCHAR(128) NOT NULL,
    op      VARCHAR(45) NOT NULL,
    n       INTEGER NOT NULL,
    account BIGINT NOT NULL,
    amount  BIGINT NOT NULL,
    frozen  BIGINT NOT NULL,
    ts      BIGINT NOT NULL,
    KEY (gid)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
