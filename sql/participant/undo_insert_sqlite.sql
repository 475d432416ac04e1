-- Inserts an undo row; fails when the branch has one. Binds :xid :branch :context :info :status.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO {table} (xid, branch_id, context, rollback_info, log_status)
VALUES (:xid, :branch, :context, :info, :status)
