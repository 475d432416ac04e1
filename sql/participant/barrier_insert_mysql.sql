-- Inserts a barrier row unless its key is there; 0 rows: somebody was first. Binds :kind :gid :branch :op :barrier :reason.
-- SPDX-License-Identifier: Apache-2.0
INSERT IGNORE INTO {table} (trans_type, gid, branch_id, op, barrier_id, reason)
VALUES (:kind, :gid, :branch, :op, :barrier, :reason)
