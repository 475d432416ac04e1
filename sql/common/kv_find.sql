-- kv rows by category and key; an empty one is any. Binds cat, k.
-- SPDX-License-Identifier: Apache-2.0
select id, cat, k, v, version, create_time, update_time from kv
where (:cat = '' or cat = :cat) and (:k = '' or k = :k) order by id;
