-- Renews or creates the lease of a coordinator, unless another run of that name holds it. Binds node, version, store,
-- started_at, lease_until, now.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_node (node, version, store, started_at, lease_until)
values (:node, :version, :store, :started_at, :lease_until@clock)
on duplicate key update
    version = if(started_at = values(started_at) or lease_until <= :now@clock, values(version), version),
    store = if(started_at = values(started_at) or lease_until <= :now@clock, values(store), store),
    started_at = if(lease_until <= :now@clock, values(started_at), started_at),
    lease_until = if(started_at = values(started_at), values(lease_until), lease_until);
