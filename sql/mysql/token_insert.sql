-- A token, unless one with its id or its hash exists (then 0 rows). Binds id, hash, name, role, gid_prefix, kinds, created_at,
-- created_by, expires_at, last_used_at, revoked_at.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_token (id, hash, name, role, gid_prefix, kinds, created_at, created_by, expires_at, last_used_at, revoked_at)
values (:id, :hash, :name, :role, :gid_prefix, :kinds, :created_at, :created_by, :expires_at, :last_used_at, :revoked_at)
on duplicate key update txdesk_token.id = txdesk_token.id;
