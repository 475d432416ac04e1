-- The payments of the recharge service.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS account_pay (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    account_no VARCHAR(100) NULL,
    pay_amount DOUBLE NULL,
    result     VARCHAR(20) NULL
)
