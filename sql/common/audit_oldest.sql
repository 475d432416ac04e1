-- The beginning of a chain. Binds chain, limit.
-- SPDX-License-Identifier: Apache-2.0
select seq, at, action, mac from txdesk_audit where chain = :chain order by seq limit :limit;
