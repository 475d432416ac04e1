-- Removes an undo row. Binds :xid :branch.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM {table} WHERE xid = :xid AND branch_id = :branch
