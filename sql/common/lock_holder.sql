-- Who holds the row with this key. Binds lock_key.
-- SPDX-License-Identifier: Apache-2.0
select l.lock_key, l.resource, l.table_name, l.row_text, l.gid, l.branch_id, l.created_at, t.status
from txdesk_lock as l left join trans_global as t on t.id = l.transaction_id
where l.lock_key = :lock_key;
