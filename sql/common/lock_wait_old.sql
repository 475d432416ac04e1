-- Removes waits that stand no more. Binds now.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_lock_wait where until_at <= :now and waiter <> '';
