-- Transactions with failed attempts in a row, most first. Binds key and id of the last row seen.
-- SPDX-License-Identifier: Apache-2.0
select id, failures from trans_global
where failures > 0 and failures <= :key and (failures < :key or id < :id)
order by failures desc, id desc;
