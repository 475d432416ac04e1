-- Appends a movement. Binds :gid :branch :op :n :account :amount :frozen :ts.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO ledger (gid, branch, op, n, account, amount, frozen, ts)
VALUES (:gid, :branch, :op, :n, :account, :amount, :frozen, :ts)
