-- A request that waits for the bank. Binds number, user.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO deposit_request (tx_no, user_name, state) VALUES (?, ?, 'waiting')
