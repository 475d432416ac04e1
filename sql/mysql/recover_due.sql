-- Makes what was under way when its coordinator ended due at once; what only a DTM has touched stays due when DTM said.
-- Binds now, owner.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now@dtm, next_cron_ms = :now@ms, epoch = epoch + 1
where status in ('submitted', 'aborting') and paused = 0 and parked = '' and owner = '' and epoch > 0
  and (driver = '' or driver = :owner
       or not exists (select 1 from txdesk_node where node = trans_global.driver and lease_until > :now@clock));
