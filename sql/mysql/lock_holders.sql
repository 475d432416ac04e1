-- Who holds the rows with these keys, by key. Binds keys, of 32 bytes each, one after another, at most 500.
-- SPDX-License-Identifier: Apache-2.0
with recursive place (i) as (select 0 union all select i + 32 from place where i + 32 < length(:keys))
select l.lock_key, l.resource, l.table_name, l.row_text, l.gid, l.branch_id, l.created_at as by_clock, t.status
from place straight_join txdesk_lock as l on l.lock_key = substr(:keys, i + 1, 32) left join trans_global as t on t.id = l.transaction_id
order by l.lock_key;
