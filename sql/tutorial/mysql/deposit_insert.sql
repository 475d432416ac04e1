-- A request that the bank has taken; nothing when it is there. Binds number, user, whom to tell.
-- SPDX-License-Identifier: Apache-2.0
INSERT IGNORE INTO deposit_account (tx_no, user_name, state, notify_url) VALUES (?, ?, 'pending', ?)
