-- Whoever notes a wait goes through here, one after another: each sees what those before have noted. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_lock_wait (waiter, lock_key, holder, resource, table_name, row_text, waiter_created_at, since_at, until_at, coordinator)
values ('', x'', '', '', '', '', 0, 0, 0, '')
on conflict (waiter, lock_key) do update set since_at = since_at + 1;
