-- A sealed record. Binds its columns in order.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_audit (chain, seq, at, actor, token_id, role, address, request_id, action, gid, target, reason, before_state,
    after_state, result, mac)
values (:chain, :seq, :at, :actor, :token_id, :role, :address, :request_id, :action, :gid, :target, :reason, :before_state,
    :after_state, :result, :mac);
