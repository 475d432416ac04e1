-- Moves a due time. Binds now, id, epoch.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now@dtm, next_cron_ms = :now@ms, epoch = epoch + 1
where id = :id and epoch = :epoch and status in ('prepared', 'submitted', 'aborting');
