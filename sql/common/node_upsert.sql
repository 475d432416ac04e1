-- Renews or creates the lease of a coordinator. Binds node, version, store, started_at, lease_until.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_node (node, version, store, started_at, lease_until)
values (:node, :version, :store, :started_at, :lease_until)
on conflict (node) do update set version = excluded.version, store = excluded.store, started_at = excluded.started_at,
    lease_until = excluded.lease_until;
