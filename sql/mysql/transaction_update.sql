-- Moves a transaction on if it still has the expected status and epoch and no DTM has locked it (else 0 rows); its id
-- is the connection's last insert id. Binds status, update_time, finish_time, rollback_time, rollback_reason, result,
-- next_cron_interval, retry_interval_ms, next_cron_time, owner, failures, attempts, last_error, paused, forced,
-- last_seq, ran_ahead, parked, resolution, gid, expected status, expected epoch.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set id = last_insert_id(id), status = :status,
    update_time = :update_time@dtm, update_ms = :update_time@ms, finish_time = :finish_time@dtm, rollback_time = :rollback_time@dtm,
    end_ms = greatest(:finish_time@ms, :rollback_time@ms), rollback_reason = left(:rollback_reason, 1024), result = :result,
    next_cron_interval = :next_cron_interval, retry_interval_ms = :retry_interval_ms,
    next_cron_time = :next_cron_time@dtm, next_cron_ms = :next_cron_time@ms, driver = :owner,
    failures = :failures, attempts = :attempts, last_error = left(:last_error, 1024), paused = :paused, forced = :forced, last_seq = :last_seq,
    ran_ahead = :ran_ahead, parked = :parked, resolution = :resolution, epoch = epoch + 1
where gid = :gid and status = :expected_status and epoch = :expected_epoch and owner = '';
