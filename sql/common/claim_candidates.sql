-- Due transactions that nobody else alive drives, earliest first. Binds now, owner, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, next_cron_time, epoch, retry_interval_ms from trans_global
where next_cron_time <= :now and paused = 0 and status in ('prepared', 'submitted', 'aborting')
  and (owner = '' or owner = :owner
       or not exists (select 1 from txdesk_node where node = trans_global.owner and lease_until > :now))
order by next_cron_time, id limit :limit;
