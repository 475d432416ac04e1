-- Forgets every wait. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_lock_wait;
