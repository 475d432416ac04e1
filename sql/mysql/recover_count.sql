-- How many unfinished transactions a coordinator that starts may drive. Binds owner, now.
-- SPDX-License-Identifier: Apache-2.0
select count(*) from trans_global
where status in ('prepared', 'submitted', 'aborting')
  and (driver = '' or driver = :owner
          or not exists (select 1 from txdesk_node where node = trans_global.driver and lease_until > :now@clock));
