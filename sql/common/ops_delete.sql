-- Removes the ops of a transaction. Binds gid.
-- SPDX-License-Identifier: Apache-2.0
delete from trans_branch_op where gid = :gid;
