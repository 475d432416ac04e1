-- Unfinished transactions, oldest first. Binds upper bound, key and id of the last row seen (its bound at the start).
-- SPDX-License-Identifier: Apache-2.0
select id, create_time from trans_global
where create_time <= :to and create_time >= :key and (create_time > :key or id > :id)
  and status in ('prepared', 'submitted', 'aborting')
order by create_time, id;
