-- One row if there is such an account. Binds :account.
-- SPDX-License-Identifier: Apache-2.0
SELECT 1 FROM accounts WHERE account = :account
