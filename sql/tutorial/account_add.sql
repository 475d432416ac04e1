-- Changes an account's money; 0 rows: there is no such account, or too little on it. Binds amount, number, amount.
-- SPDX-License-Identifier: Apache-2.0
UPDATE account_info SET account_balance = account_balance + ? WHERE account_no = ? AND account_balance + ? >= 0
