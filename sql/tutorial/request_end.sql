-- What the bank said. Binds state, deposit number, number of the request.
-- SPDX-License-Identifier: Apache-2.0
UPDATE deposit_request SET state = ?, deposit_no = ? WHERE tx_no = ?
