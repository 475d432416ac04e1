-- kv rows of a category after a position. Binds cat, id, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, cat, k, v, version, create_time, update_time from kv
where (:cat = '' or cat = :cat) and id > :id order by id limit :limit;
