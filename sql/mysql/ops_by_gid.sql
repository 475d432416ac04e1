-- The ops of a transaction in the order of their creation. Binds gid.
-- SPDX-License-Identifier: Apache-2.0
select branch_id, op, status, url, bin_data, timestampadd(microsecond, create_ms * 1000, create_time), timestampadd(microsecond, finish_ms * 1000, finish_time),
       failures, due_at as by_clock, last_error
from trans_branch_op where gid = :gid order by id;
