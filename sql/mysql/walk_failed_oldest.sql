-- Failed transactions, oldest first. Each status along its index. Binds upper bound, key and id of the last row seen
-- (its bound at the start), limit.
-- SPDX-License-Identifier: Apache-2.0
select t.id, gid, trans_type, status, query_prepared, protocol,
       timestampadd(microsecond, t.create_ms * 1000, t.create_time), timestampadd(microsecond, update_ms * 1000, update_time),
       timestampadd(microsecond, end_ms * 1000, finish_time), timestampadd(microsecond, end_ms * 1000, rollback_time),
       options, custom_data,
       if((retry_interval_ms + 999) div 1000 = next_cron_interval, retry_interval_ms, coalesce(next_cron_interval, 0) * 1000),
       if(status in ('succeed', 'failed'), null, timestampadd(microsecond, next_cron_ms * 1000, next_cron_time)),
       if(owner = '', driver, owner), rollback_reason, result,
       epoch, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
       timestampadd(microsecond, t.create_ms * 1000, t.create_time)
from (
   (select id, create_time, create_ms from trans_global
     where status = 'failed' and create_time <= :to@dtm and timestampadd(microsecond, create_ms * 1000, create_time) <= :to@full
       and create_time >= :key@dtm and (create_time > :key@dtm or create_ms > :key@ms or (create_ms = :key@ms and id > :id))
     order by create_time, create_ms, id limit :limit)
   order by create_time, create_ms, id limit :limit
) as page join trans_global as t on t.id = page.id
order by t.create_time, t.create_ms, t.id;
