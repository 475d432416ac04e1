-- Replaces a kv row that is still at the expected version (else 0 rows). Binds v, now, cat, k, version.
-- SPDX-License-Identifier: Apache-2.0
update kv set v = :v, version = version + 1, update_time = :now@dtm, update_ms = :now@ms
where cat = :cat and k = :k and version = :version;
