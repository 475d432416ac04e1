-- Removes coordinators that have been away for long. Binds instant.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_node where lease_until < :before@clock;
