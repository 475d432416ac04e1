-- One of the tutorial's logs on SQLite: local_try_log, local_confirm_log, local_cancel_log, de_duplication.
-- A row without a time is a marker: what it stands for has not happened, and never will.
-- SPDX-License-Identifier: Apache-2.0
CREATE TABLE IF NOT EXISTS {table} (
    tx_no       VARCHAR(64) NOT NULL PRIMARY KEY,
    create_time DATETIME NULL
)
