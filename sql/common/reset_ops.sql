-- Empties the ops, for test suites. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
delete from trans_branch_op;
