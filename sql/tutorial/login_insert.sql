-- An account. Binds name, state.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO login_account (user_name, state) VALUES (?, ?)
