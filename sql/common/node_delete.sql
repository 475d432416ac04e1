-- Gives up a lease. Binds node.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_node where node = :node;
