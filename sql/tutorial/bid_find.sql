-- One loan. Binds id.
-- SPDX-License-Identifier: Apache-2.0
SELECT id, borrower, amount, terms, state FROM bid_info WHERE id = ?
