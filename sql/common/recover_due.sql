-- Makes what was under way when its coordinator ended due at once. Binds now, owner.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now, epoch = epoch + 1
where status in ('prepared', 'submitted', 'aborting') and status <> 'prepared' and paused = 0 and parked = ''
  and (owner = '' or owner = :owner
       or not exists (select 1 from txdesk_node where node = trans_global.owner and lease_until > :now));
