-- An undo row, for a look. Binds :xid :branch.
-- SPDX-License-Identifier: Apache-2.0
SELECT log_status, rollback_info FROM {table} WHERE xid = :xid AND branch_id = :branch
