-- What the platform asked of the bank outside; state: waiting, success, fail.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS deposit_request (
    tx_no      VARCHAR(64) NOT NULL PRIMARY KEY,
    user_name  VARCHAR(100) NOT NULL,
    state      VARCHAR(20) NOT NULL,
    deposit_no VARCHAR(64) NULL
)
