-- Every token, the oldest first. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
select id, hash, name, role, gid_prefix, kinds, created_at, created_by, expires_at, last_used_at, revoked_at
from txdesk_token order by created_at, id;
