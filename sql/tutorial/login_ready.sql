-- Makes a tried account available. Binds name.
-- SPDX-License-Identifier: Apache-2.0
UPDATE login_account SET state = 'ready' WHERE user_name = ?
