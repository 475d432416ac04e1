-- Notes in a log that it has happened; 0 rows: the number is there already. Binds :tx.
-- SPDX-License-Identifier: Apache-2.0
INSERT OR IGNORE INTO {table} (tx_no, create_time) VALUES (:tx, CURRENT_TIMESTAMP)
