-- Transactions that will be driven, earliest first. Binds key and id of the last row seen.
-- SPDX-License-Identifier: Apache-2.0
select id, next_cron_time from trans_global
where next_cron_time >= :key and (next_cron_time > :key or id > :id)
order by next_cron_time, id;
