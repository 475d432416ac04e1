-- Moves a transaction on if it still has the expected status and epoch (else 0 rows); answers its id. Binds status,
-- update_time, finish_time, rollback_time, rollback_reason, result, next_cron_interval, retry_interval_ms, next_cron_time, owner,
-- failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, gid, expected status, expected epoch.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set status = :status,
    update_time = :update_time, finish_time = :finish_time, rollback_time = :rollback_time, rollback_reason = :rollback_reason, result = :result,
    next_cron_interval = :next_cron_interval, retry_interval_ms = :retry_interval_ms, next_cron_time = :next_cron_time, owner = :owner,
    failures = :failures, attempts = :attempts, last_error = :last_error, paused = :paused, forced = :forced, last_seq = :last_seq,
    ran_ahead = :ran_ahead, parked = :parked, resolution = :resolution, epoch = epoch + 1
where gid = :gid and status = :expected_status and epoch = :expected_epoch
returning id;
