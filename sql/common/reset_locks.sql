-- Releases every lock. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_lock;
