-- The first account of a bank, unless it is there. Binds id, name, number, balance.
-- SPDX-License-Identifier: Apache-2.0
INSERT OR IGNORE INTO account_info (id, account_name, account_no, account_balance) VALUES (?, ?, ?, ?)
