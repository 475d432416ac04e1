-- Makes what coordinators without a live lease were driving due at once. Binds now, owner who takes over.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set next_cron_time = :now, epoch = epoch + 1
where owner in (select node from txdesk_node where lease_until <= :now and node <> :owner)
  and status in ('submitted', 'aborting') and paused = 0 and parked = '' and next_cron_time > :now;
