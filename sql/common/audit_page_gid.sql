-- Records about one transaction before a position, newest first; an empty word is any. Binds gid, actor, action, from, to, at, chain, seq, limit.
-- SPDX-License-Identifier: Apache-2.0
select chain, seq, at, actor, token_id, role, address, request_id, action, gid, target, reason, before_state, after_state, result, mac
from txdesk_audit
where gid = :gid and gid <> '' and (:actor = '' or actor = :actor) and (:action = '' or action = :action) and at >= :from and at < :to
    and at <= :at and (at < :at or chain < :chain or (chain = :chain and seq < :seq))
order by at desc, chain desc, seq desc limit :limit;
