-- A token, new or in place of the one with its id. Binds id, hash, name, role, gid_prefix, kinds, created_at, created_by,
-- expires_at, last_used_at, revoked_at.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_token (id, hash, name, role, gid_prefix, kinds, created_at, created_by, expires_at, last_used_at, revoked_at)
values (:id, :hash, :name, :role, :gid_prefix, :kinds, :created_at, :created_by, :expires_at, :last_used_at, :revoked_at)
on conflict (id) do update set hash = excluded.hash, name = excluded.name, role = excluded.role, gid_prefix = excluded.gid_prefix,
    kinds = excluded.kinds, expires_at = excluded.expires_at, last_used_at = excluded.last_used_at, revoked_at = excluded.revoked_at;
