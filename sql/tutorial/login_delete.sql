-- Takes a tried account back. Binds name.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM login_account WHERE user_name = ? AND state = 'new'
