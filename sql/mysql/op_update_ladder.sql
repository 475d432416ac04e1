-- Stores what became of an op that may be on a ladder; its transaction was checked and moved in the same commit. Binds status, finish_time,
-- update_time, failures, due_at, last_error, gid, branch_id, op.
-- SPDX-License-Identifier: Apache-2.0
update trans_branch_op set status = :status, finish_time = :finish_time@dtm, finish_ms = :finish_time@ms, update_time = :update_time@dtm,
    failures = :failures, due_at = :due_at@clock, last_error = left(:last_error, 1024)
where gid = :gid and branch_id = :branch_id and op = :op;
