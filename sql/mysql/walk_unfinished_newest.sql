-- Unfinished transactions, newest first. Each status along its index. Binds lower bound, key and id of the last row
-- seen (its bound at the start), limit.
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
     where status = 'prepared' and create_time >= :from@dtm and timestampadd(microsecond, create_ms * 1000, create_time) >= :from@full
       and create_time <= :key@dtm and (create_time < :key@dtm or create_ms < :key@ms or (create_ms = :key@ms and id < :id))
     order by create_time desc, create_ms desc, id desc limit :limit)
    union all
   (select id, create_time, create_ms from trans_global
     where status = 'submitted' and create_time >= :from@dtm and timestampadd(microsecond, create_ms * 1000, create_time) >= :from@full
       and create_time <= :key@dtm and (create_time < :key@dtm or create_ms < :key@ms or (create_ms = :key@ms and id < :id))
     order by create_time desc, create_ms desc, id desc limit :limit)
    union all
   (select id, create_time, create_ms from trans_global
     where status = 'aborting' and create_time >= :from@dtm and timestampadd(microsecond, create_ms * 1000, create_time) >= :from@full
       and create_time <= :key@dtm and (create_time < :key@dtm or create_ms < :key@ms or (create_ms = :key@ms and id < :id))
     order by create_time desc, create_ms desc, id desc limit :limit)
   order by create_time desc, create_ms desc, id desc limit :limit
) as page join trans_global as t on t.id = page.id
order by t.create_time desc, t.create_ms desc, t.id desc;
