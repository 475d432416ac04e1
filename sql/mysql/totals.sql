-- What the overview counts: each unfinished transaction. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
select status, failures, timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, next_cron_ms * 1000, next_cron_time), paused, parked
from trans_global where status in ('prepared', 'submitted', 'aborting');
