-- A payment. Binds id, account, amount, result.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO account_pay (id, account_no, pay_amount, result) VALUES (?, ?, ?, ?)
