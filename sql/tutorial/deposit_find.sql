-- One request at the bank. Binds number.
-- SPDX-License-Identifier: Apache-2.0
SELECT tx_no, user_name, state, deposit_no, notify_url FROM deposit_account WHERE tx_no = ?
