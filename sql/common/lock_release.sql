-- Releases all that a transaction has locked. Binds gid.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_lock where gid = :gid;
