-- Finished transactions that ended before an instant, oldest first. Binds instant, limit.
-- SPDX-License-Identifier: Apache-2.0
select t.id, t.gid
from (
   (select id, create_time, create_ms from trans_global
     where status = 'succeed' and create_time <= :before@dtm and timestampadd(microsecond, create_ms * 1000, create_time) < :before@full
       and timestampadd(microsecond, end_ms * 1000, coalesce(finish_time, rollback_time, update_time)) < :before@full
     order by create_time, create_ms, id limit :limit)
    union all
   (select id, create_time, create_ms from trans_global
     where status = 'failed' and create_time <= :before@dtm and timestampadd(microsecond, create_ms * 1000, create_time) < :before@full
       and timestampadd(microsecond, end_ms * 1000, coalesce(finish_time, rollback_time, update_time)) < :before@full
     order by create_time, create_ms, id limit :limit)
) as old join trans_global as t on t.id = old.id
order by t.create_time, t.create_ms, t.id limit :limit;
