-- Moves a due time forward. Binds now, id, epoch.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now, epoch = epoch + 1
where id = :id and epoch = :epoch and status in ('prepared', 'submitted', 'aborting');
