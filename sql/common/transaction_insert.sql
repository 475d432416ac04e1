-- Creates a transaction unless its gid exists (then 0 rows). Binds gid, trans_type, status, query_prepared, protocol,
-- create_time, update_time, finish_time, rollback_time, options, custom_data, next_cron_interval, next_cron_time, owner,
-- rollback_reason, result, retry_interval_ms, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key.
-- SPDX-License-Identifier: Apache-2.0
insert into trans_global (gid, trans_type, status, query_prepared, protocol,
    create_time, update_time, finish_time, rollback_time, options, custom_data, next_cron_interval, next_cron_time, owner,
    rollback_reason, result, retry_interval_ms, failures, attempts, last_error, paused, forced, last_seq, ran_ahead, parked, resolution, participants, business_key,
    epoch)
values (:gid, :trans_type, :status, :query_prepared, :protocol,
    :create_time, :update_time, :finish_time, :rollback_time, :options, :custom_data, :next_cron_interval, :next_cron_time, :owner,
    :rollback_reason, :result, :retry_interval_ms, :failures, :attempts, :last_error, :paused, :forced, :last_seq, :ran_ahead, :parked, :resolution, :participants, :business_key,
    1)
on conflict (gid) do nothing;
