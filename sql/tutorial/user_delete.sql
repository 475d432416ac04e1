-- Takes a tried user back. Binds name.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM user_info WHERE user_name = ? AND state = 'new'
