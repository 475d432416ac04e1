-- Locked rows of a transaction, by key. Binds gid, the last key seen, resource (empty: any), table_name (empty: any), limit.
-- SPDX-License-Identifier: Apache-2.0
select l.lock_key, l.resource, l.table_name, l.row_text, l.gid, l.branch_id, l.created_at, t.status
from txdesk_lock as l left join trans_global as t on t.id = l.transaction_id
where l.gid = :gid and l.lock_key > :after and (:resource = '' or l.resource = :resource) and (:table_name = '' or l.table_name = :table_name)
order by l.lock_key limit :limit;
