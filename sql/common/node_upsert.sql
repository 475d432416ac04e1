-- Renews or creates the lease of a coordinator, unless another run of that name holds it (then 0 rows). Binds node, version,
-- store, started_at, lease_until, now.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_node (node, version, store, started_at, lease_until)
values (:node, :version, :store, :started_at, :lease_until)
on conflict (node) do update set version = excluded.version, store = excluded.store, started_at = excluded.started_at,
    lease_until = excluded.lease_until
    where txdesk_node.started_at = excluded.started_at or txdesk_node.lease_until <= :now;
