-- Creates a transaction unless its gid exists (then 0 rows). Binds gid, trans_type, status, query_prepared, protocol,
-- create_time, update_time, finish_time, rollback_time, options, custom_data, next_cron_interval, next_cron_time,
-- owner, rollback_reason, result, retry_interval_ms, failures, attempts, last_error, paused, forced, last_seq,
-- ran_ahead, parked, resolution, participants, business_key.
-- SPDX-License-Identifier: Apache-2.0
insert into trans_global (gid, trans_type, status, query_prepared, protocol,
    create_time, create_ms, update_time, update_ms, finish_time, rollback_time, end_ms, options, custom_data,
    next_cron_interval, next_cron_time, next_cron_ms, driver, rollback_reason, result, retry_interval_ms,
    failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key, epoch)
values (:gid, :trans_type, :status, :query_prepared, :protocol,
    :create_time@dtm, :create_time@ms, :update_time@dtm, :update_time@ms, :finish_time@dtm, :rollback_time@dtm,
    greatest(:finish_time@ms, :rollback_time@ms), :options, :custom_data,
    :next_cron_interval, :next_cron_time@dtm, :next_cron_time@ms, :owner, left(:rollback_reason, 1024), :result, :retry_interval_ms,
    :failures, :attempts, left(:last_error, 1024), :paused, :forced, :last_seq, :ran_ahead, :parked, :resolution, :participants, :business_key, 1)
on duplicate key update id = id;
