-- All transactions, newest first. Binds lower bound, key and id of the last row seen (its bound at the start).
-- SPDX-License-Identifier: Apache-2.0
select id, create_time from trans_global
where create_time >= :from and create_time <= :key and (create_time < :key or id < :id)
order by create_time desc, id desc;
