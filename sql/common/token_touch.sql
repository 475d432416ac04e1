-- Notes when a token was used last, never an earlier time. Binds last_used_at, id.
-- SPDX-License-Identifier: Apache-2.0
update txdesk_token set last_used_at = :last_used_at where id = :id and (last_used_at is null or last_used_at < :last_used_at);
