-- Creates a kv row unless it exists (then 0 rows). Binds cat, k, v, now.
-- SPDX-License-Identifier: Apache-2.0
insert into kv (cat, k, v, version, create_time, update_time) values (:cat, :k, :v, 1, :now, :now)
on conflict (cat, k) do nothing;
