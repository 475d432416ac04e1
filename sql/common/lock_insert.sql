-- Locks a row unless it is locked (then 0 rows). Binds lock_key, transaction_id, gid, branch_id, resource, table_name,
-- row_text, created_at.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_lock (lock_key, transaction_id, gid, branch_id, resource, table_name, row_text, created_at)
values (:lock_key, :transaction_id, :gid, :branch_id, :resource, :table_name, :row_text, :created_at)
on conflict (lock_key) do nothing;
