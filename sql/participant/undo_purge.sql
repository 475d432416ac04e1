-- Removes undo rows of a transaction: all of one that is over (:least 0), or only its tombstones (:least 1). Binds :xid :least.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM {table} WHERE xid = :xid AND log_status >= :least
