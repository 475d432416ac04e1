-- All accounts.
-- SPDX-License-Identifier: Apache-2.0
SELECT account, balance, frozen FROM accounts ORDER BY account
