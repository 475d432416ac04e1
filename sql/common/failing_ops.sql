-- What of a transaction has failed and is not done. Binds gid.
-- SPDX-License-Identifier: Apache-2.0
select url, last_error from trans_branch_op
where gid = :gid and failures > 0 and status <> 'succeed' order by id desc;
