-- A loan to review, unless it is there. Binds id, borrower, amount, terms.
-- SPDX-License-Identifier: Apache-2.0
INSERT IGNORE INTO bid_info (id, borrower, amount, terms, state) VALUES (?, ?, ?, ?, 'full')
