-- The newest record of a chain. Binds chain.
-- SPDX-License-Identifier: Apache-2.0
select seq, mac from txdesk_audit where chain = :chain order by seq desc limit 1;
