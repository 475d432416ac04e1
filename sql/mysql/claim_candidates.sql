-- Due transactions that nobody else alive drives, earliest second first. A row that a DTM is working on is not due: DTM
-- pushes next_cron_time when it locks one. Binds now, owner, limit.
-- SPDX-License-Identifier: Apache-2.0
select t.id, timestampadd(microsecond, t.next_cron_ms * 1000, t.next_cron_time), t.epoch,
       if((retry_interval_ms + 999) div 1000 = next_cron_interval, retry_interval_ms, coalesce(next_cron_interval, 0) * 1000)
from (
   (select id from trans_global
     where status = 'prepared' and next_cron_time <= :now@dtm and (next_cron_time < :now@dtm or next_cron_ms <= :now@ms) and paused = 0
       and (driver = '' or driver = :owner
          or not exists (select 1 from txdesk_node where node = trans_global.driver and lease_until > :now@clock))
     order by next_cron_time, id limit :limit)
    union all
   (select id from trans_global
     where status = 'submitted' and next_cron_time <= :now@dtm and (next_cron_time < :now@dtm or next_cron_ms <= :now@ms) and paused = 0
       and (driver = '' or driver = :owner
          or not exists (select 1 from txdesk_node where node = trans_global.driver and lease_until > :now@clock))
     order by next_cron_time, id limit :limit)
    union all
   (select id from trans_global
     where status = 'aborting' and next_cron_time <= :now@dtm and (next_cron_time < :now@dtm or next_cron_ms <= :now@ms) and paused = 0
       and (driver = '' or driver = :owner
          or not exists (select 1 from txdesk_node where node = trans_global.driver and lease_until > :now@clock))
     order by next_cron_time, id limit :limit)
) as due join trans_global as t on t.id = due.id
order by t.next_cron_time, t.next_cron_ms, t.id limit :limit;
