-- Opens an account unless it is there. Binds :account :balance.
-- SPDX-License-Identifier: Apache-2.0
INSERT IGNORE INTO accounts (account, balance) VALUES (:account, :balance)
