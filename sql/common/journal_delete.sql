-- Removes the journal of a transaction. Binds transaction id.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_journal where transaction_id = :transaction_id;
