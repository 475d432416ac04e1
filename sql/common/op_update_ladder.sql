-- Stores what became of an op that may be on a ladder; its transaction was checked and moved in the same commit. Binds status, finish_time,
-- update_time, failures, due_at, last_error, gid, branch_id, op.
-- SPDX-License-Identifier: Apache-2.0
update trans_branch_op set status = :status, finish_time = :finish_time, update_time = :update_time,
    failures = :failures, due_at = :due_at, last_error = :last_error
where gid = :gid and branch_id = :branch_id and op = :op;
