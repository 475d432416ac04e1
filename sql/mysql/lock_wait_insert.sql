-- Notes a wait. Binds waiter, lock_key, holder, resource, table_name, row_text, waiter_created_at, since_at, until_at,
-- coordinator.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_lock_wait (waiter, lock_key, holder, resource, table_name, row_text, waiter_created_at, since_at, until_at, coordinator)
values (:waiter, :lock_key, :holder, :resource, :table_name, :row_text, :waiter_created_at@clock, :since_at@clock, :until_at@clock, :coordinator);
