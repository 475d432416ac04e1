-- A token, new or in place of the one with its id. Binds id, hash, name, role, gid_prefix, kinds, created_at, created_by,
-- expires_at, last_used_at, revoked_at.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_token (id, hash, name, role, gid_prefix, kinds, created_at, created_by, expires_at, last_used_at, revoked_at)
values (:id, :hash, :name, :role, :gid_prefix, :kinds, :created_at, :created_by, :expires_at, :last_used_at, :revoked_at)
on duplicate key update hash = values(hash), name = values(name), role = values(role), gid_prefix = values(gid_prefix),
    kinds = values(kinds), expires_at = values(expires_at), last_used_at = values(last_used_at), revoked_at = values(revoked_at);
