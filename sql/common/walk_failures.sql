-- Transactions with failed attempts in a row, most first. Binds key and id of the last row seen, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, gid, trans_type, status, query_prepared, protocol, create_time, update_time, finish_time, rollback_time,
       options, custom_data, retry_interval_ms, next_cron_time, owner, rollback_reason, result,
       epoch, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
       failures
from trans_global
where failures > 0 and failures <= :key and (failures < :key or id < :id)
order by failures desc, id desc limit :limit;
