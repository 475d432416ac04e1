-- Creates a kv row unless it exists (then 0 rows). Binds cat, k, v, now.
-- SPDX-License-Identifier: Apache-2.0
insert into kv (cat, k, v, version, create_time, create_ms, update_time, update_ms)
values (:cat, :k, :v, 1, :now@dtm, :now@ms, :now@dtm, :now@ms)
on duplicate key update id = id;
