-- Adds an op that is on a ladder to its transaction unless it is there. Binds gid, url, bin_data, branch_id, op, status, create_time,
-- update_time, finish_time, failures, due_at, last_error.
-- SPDX-License-Identifier: Apache-2.0
insert into trans_branch_op (gid, url, bin_data, branch_id, op, status, create_time, update_time, finish_time, failures, due_at, last_error)
values (:gid, :url, :bin_data, :branch_id, :op, :status, :create_time, :update_time, :finish_time, :failures, :due_at, :last_error)
on conflict (gid, branch_id, op) do nothing;
