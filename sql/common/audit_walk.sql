-- Records of all chains, each chain in its order, after a position. Binds chain, seq, limit.
-- SPDX-License-Identifier: Apache-2.0
select chain, seq, at, actor, token_id, role, address, request_id, action, gid, target, reason, before_state, after_state, result, mac
from txdesk_audit
where chain > :chain or (chain = :chain and seq > :seq) order by chain, seq limit :limit;
