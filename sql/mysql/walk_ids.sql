-- Transactions by id, newest first. Binds the smallest id seen, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, gid, trans_type, status, query_prepared, protocol,
       timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, update_ms * 1000, update_time),
       timestampadd(microsecond, end_ms * 1000, finish_time), timestampadd(microsecond, end_ms * 1000, rollback_time),
       options, custom_data,
       if((retry_interval_ms + 999) div 1000 = next_cron_interval, retry_interval_ms, coalesce(next_cron_interval, 0) * 1000),
       if(status in ('succeed', 'failed'), null, timestampadd(microsecond, next_cron_ms * 1000, next_cron_time)),
       if(owner = '', driver, owner), rollback_reason, result,
       epoch, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
       id
from trans_global where id < :id order by id desc limit :limit;
