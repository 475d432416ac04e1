-- Chains that nobody appends to any more and that are old altogether. Binds own chain, before.
-- SPDX-License-Identifier: Apache-2.0
select chain, min(seq), max(seq) from txdesk_audit
where chain <> :chain and chain not in (select node from txdesk_node) group by chain having max(at) < :before order by chain;
