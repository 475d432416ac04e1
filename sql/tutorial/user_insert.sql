-- A user. Binds name, state.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO user_info (user_name, state) VALUES (?, ?)
