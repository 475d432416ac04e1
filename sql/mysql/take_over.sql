-- Makes what coordinators without a live lease were driving due at once. Binds now, owner who takes over.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now@dtm, next_cron_ms = :now@ms, epoch = epoch + 1
where status in ('submitted', 'aborting') and paused = 0 and parked = '' and owner = ''
  and (next_cron_time > :now@dtm or (next_cron_time = :now@dtm and next_cron_ms > :now@ms))
  and driver in (select node from txdesk_node where lease_until <= :now@clock and node <> :owner);
