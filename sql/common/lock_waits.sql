-- Waits that stand, by waiter and key. Binds now.
-- SPDX-License-Identifier: Apache-2.0
select waiter, holder, lock_key, resource, table_name, row_text,
       waiter_created_at, since_at, until_at, coordinator
from txdesk_lock_wait where until_at > :now order by waiter, lock_key;
