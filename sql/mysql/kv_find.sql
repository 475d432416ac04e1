-- kv rows by category and key; an empty one is any. Binds cat, k.
-- SPDX-License-Identifier: Apache-2.0
select id, cat, k, v, version, timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, update_ms * 1000, update_time) from kv
where (:cat = '' or cat = :cat) and (:k = '' or k = :k) order by id;
