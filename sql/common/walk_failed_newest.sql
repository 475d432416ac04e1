-- Failed transactions, newest first. Binds lower bound, key and id of the last row seen (its bound at the start), limit.
-- SPDX-License-Identifier: Apache-2.0
select id, gid, trans_type, status, query_prepared, protocol, create_time, update_time, finish_time, rollback_time,
       options, custom_data, retry_interval_ms, next_cron_time, owner, rollback_reason, result,
       epoch, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
       create_time
from trans_global
where create_time >= :from and create_time <= :key and (create_time < :key or id < :id)
  and status = 'failed'
order by create_time desc, id desc limit :limit;
