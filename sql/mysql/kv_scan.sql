-- kv rows of a category after a position. Binds cat, id, limit.
-- SPDX-License-Identifier: Apache-2.0
select id, cat, k, v, version, timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, update_ms * 1000, update_time) from kv
where (:cat = '' or cat = :cat) and id > :id order by id limit :limit;
