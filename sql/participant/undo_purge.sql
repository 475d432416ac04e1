-- Removes all undo rows of a transaction that is over. Binds :xid.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM {table} WHERE xid = :xid
