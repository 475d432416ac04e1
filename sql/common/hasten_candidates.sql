-- Transactions that are due later than an instant, earliest first. Binds instant, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, gid, epoch from trans_global
where next_cron_time > :later_than and paused = 0 and parked = '' and status in ('prepared', 'submitted', 'aborting')
order by next_cron_time, id limit :limit;
