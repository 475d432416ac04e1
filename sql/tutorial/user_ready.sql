-- Makes a tried user available. Binds name.
-- SPDX-License-Identifier: Apache-2.0
UPDATE user_info SET state = 'ready' WHERE user_name = ?
