-- Appends a movement. Binds :gid :branch :op :account :amount :frozen :ts.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO ledger (gid, branch, op, n, account, amount, frozen, ts)
VALUES (:gid, :branch, :op,
        (SELECT 1 + count(*) FROM ledger WHERE gid = :gid AND branch = :branch AND op = :op),
        :account, :amount, :frozen, :ts)
