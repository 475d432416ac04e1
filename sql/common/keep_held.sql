-- Moves the due time of a transaction that is held in memory; not its epoch. Binds until, gid, owner.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :until
where gid = :gid and owner = :owner and next_cron_time < :until and status in ('prepared', 'submitted', 'aborting');
