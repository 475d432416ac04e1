-- Removes the waits of a transaction. Binds waiter.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_lock_wait where waiter = :waiter;
