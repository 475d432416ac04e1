-- Removes the end of a chain. Binds chain, seq.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_audit where chain = :chain and seq >= :seq;
