-- Transactions that are due later than an instant, earliest first. Binds instant, limit.
-- SPDX-License-Identifier: Apache-2.0
select t.id, t.gid, t.epoch
from (
   (select id from trans_global
     where status = 'prepared' and next_cron_time >= :later_than@dtm and (next_cron_time > :later_than@dtm or next_cron_ms > :later_than@ms)
       and paused = 0 and parked = ''
     order by next_cron_time, id limit :limit)
    union all
   (select id from trans_global
     where status = 'submitted' and next_cron_time >= :later_than@dtm and (next_cron_time > :later_than@dtm or next_cron_ms > :later_than@ms)
       and paused = 0 and parked = ''
     order by next_cron_time, id limit :limit)
    union all
   (select id from trans_global
     where status = 'aborting' and next_cron_time >= :later_than@dtm and (next_cron_time > :later_than@dtm or next_cron_ms > :later_than@ms)
       and paused = 0 and parked = ''
     order by next_cron_time, id limit :limit)
) as later join trans_global as t on t.id = later.id
order by t.next_cron_time, t.next_cron_ms, t.id limit :limit;
