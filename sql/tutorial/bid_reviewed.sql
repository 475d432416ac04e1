-- The review of a loan, once. Binds id.
-- SPDX-License-Identifier: Apache-2.0
UPDATE bid_info SET state = 'reviewed' WHERE id = ? AND state = 'full'
