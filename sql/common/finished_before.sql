-- Finished transactions that ended before an instant, oldest first. Binds instant, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, gid from trans_global
where create_time < :before and status in ('succeed', 'failed') and coalesce(finish_time, rollback_time, update_time) < :before
order by create_time, id limit :limit;
