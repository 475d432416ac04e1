-- Changes an account; 0 rows: it is missing, or would fall below what is allowed. Binds :account :amount :frozen :least.
-- SPDX-License-Identifier: Apache-2.0
UPDATE accounts SET balance = balance + :amount, frozen = frozen + :frozen
WHERE account = :account AND balance + :amount >= :least AND frozen + :frozen >= 0
