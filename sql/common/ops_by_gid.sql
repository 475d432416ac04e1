-- The ops of a transaction in the order of their creation. Binds gid.
-- SPDX-License-Identifier: Apache-2.0
select branch_id, op, status, url, bin_data, create_time, finish_time, failures, due_at, last_error
from trans_branch_op where gid = :gid order by id;
