-- What a log knows of a number: no row, 0 for a marker, 1 when it has happened. Binds :tx.
-- SPDX-License-Identifier: Apache-2.0
SELECT create_time IS NOT NULL FROM {table} WHERE tx_no = :tx
