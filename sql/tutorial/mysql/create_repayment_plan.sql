-- What a borrower pays back, term by term.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS repayment_plan (
    bid_id BIGINT NOT NULL,
    term   INTEGER NOT NULL,
    amount DOUBLE NOT NULL,
    PRIMARY KEY (bid_id, term)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin
