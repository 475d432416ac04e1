-- What the overview counts: each unfinished transaction. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
select status, failures, create_time, next_cron_time, paused, parked from trans_global
where status in ('prepared', 'submitted', 'aborting');
