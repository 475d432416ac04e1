-- How many rows are locked, how many transactions wait for how many others. Binds now.
-- SPDX-License-Identifier: Apache-2.0
select (select count(*) from txdesk_lock),
       (select count(*) from (select distinct waiter, holder from txdesk_lock_wait where until_at > :now) as edge);
