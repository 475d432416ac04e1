-- Transactions that will be driven, earliest first, within a second by id. Binds key and id of the last row seen,
-- limit.
-- SPDX-License-Identifier: Apache-2.0
select t.id, gid, trans_type, status, query_prepared, protocol,
       timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, update_ms * 1000, update_time),
       timestampadd(microsecond, end_ms * 1000, finish_time), timestampadd(microsecond, end_ms * 1000, rollback_time),
       options, custom_data,
       if((retry_interval_ms + 999) div 1000 = next_cron_interval, retry_interval_ms, coalesce(next_cron_interval, 0) * 1000),
       if(status in ('succeed', 'failed'), null, timestampadd(microsecond, next_cron_ms * 1000, t.next_cron_time)),
       if(owner = '', driver, owner), rollback_reason, result,
       epoch, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
       t.next_cron_time
from (
   (select id, next_cron_time from trans_global
     where status = 'prepared' and next_cron_time >= :key@dtm and (next_cron_time > :key@dtm or id > :id)
     order by next_cron_time, id limit :limit)
    union all
   (select id, next_cron_time from trans_global
     where status = 'submitted' and next_cron_time >= :key@dtm and (next_cron_time > :key@dtm or id > :id)
     order by next_cron_time, id limit :limit)
    union all
   (select id, next_cron_time from trans_global
     where status = 'aborting' and next_cron_time >= :key@dtm and (next_cron_time > :key@dtm or id > :id)
     order by next_cron_time, id limit :limit)
   order by next_cron_time, id limit :limit
) as page join trans_global as t on t.id = page.id
order by t.next_cron_time, t.id;
