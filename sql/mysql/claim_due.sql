-- Takes a due transaction over and moves its due time, so that the next claim, ours or that of a DTM, passes it by.
-- Binds owner, new due time, id, epoch, now.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set driver = :owner, owner = '', epoch = epoch + 1, next_cron_time = :next_cron_time@dtm, next_cron_ms = :next_cron_time@ms
where id = :id and epoch = :epoch and status in ('prepared', 'submitted', 'aborting') and next_cron_time <= :now@dtm;
