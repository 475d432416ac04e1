-- All movements, oldest first.
-- SPDX-License-Identifier: Apache-2.0
SELECT gid, branch, op, n, account, amount, frozen, ts FROM ledger ORDER BY id
