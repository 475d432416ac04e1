-- Adds an op that is on a ladder to its transaction unless it is there. Binds gid, url, bin_data, branch_id, op, status, create_time,
-- update_time, finish_time, failures, due_at, last_error.
-- SPDX-License-Identifier: Apache-2.0
insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, create_time, create_ms, update_time, finish_time, finish_ms,
    failures, due_at, last_error)
values (:gid, :url, :bin_data, :branch_id, :op, :status, :create_time@dtm, :create_time@ms, :update_time@dtm, :finish_time@dtm, :finish_time@ms,
    :failures, :due_at@clock, left(:last_error, 1024))
on duplicate key update id = id;
