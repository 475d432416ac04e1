-- How many records a chain has. Binds chain.
-- SPDX-License-Identifier: Apache-2.0
select count(*) from txdesk_audit where chain = :chain;
