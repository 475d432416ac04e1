-- Every known coordinator. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
select node, version, store, started_at, lease_until from txdesk_node order by node;
