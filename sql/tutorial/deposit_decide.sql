-- The bank's decision. Binds state, deposit number, number of the request.
-- SPDX-License-Identifier: Apache-2.0
UPDATE deposit_account SET state = ?, deposit_no = ? WHERE tx_no = ? AND state = 'pending'
