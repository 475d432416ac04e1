-- One term of a plan. Binds loan, term, amount.
-- SPDX-License-Identifier: Apache-2.0
INSERT INTO repayment_plan (bid_id, term, amount) VALUES (?, ?, ?)
