-- Loans that lenders have filled; state: full, reviewed.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS bid_info (
    id       BIGINT NOT NULL PRIMARY KEY,
    borrower VARCHAR(100) NOT NULL,
    amount   DOUBLE NOT NULL,
    terms    INTEGER NOT NULL,
    state    VARCHAR(20) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
