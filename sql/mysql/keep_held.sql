-- Moves the due time of a transaction that is held in memory; not its epoch. Binds until, gid, owner.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :until@dtm, next_cron_ms = :until@ms
where gid = :gid and driver = :owner and owner = '' and status in ('prepared', 'submitted', 'aborting')
  and (next_cron_time < :until@dtm or (next_cron_time = :until@dtm and next_cron_ms < :until@ms));
