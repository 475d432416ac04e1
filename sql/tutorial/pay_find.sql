-- One payment. Binds id.
-- SPDX-License-Identifier: Apache-2.0
SELECT id, account_no, pay_amount, result FROM account_pay WHERE id = ?
