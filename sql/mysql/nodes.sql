-- Every known coordinator; the end of its lease by the database's clock. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
select node, version, store, started_at, lease_until as by_clock from txdesk_node order by node;
